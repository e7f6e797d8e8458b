"""Anybody drops the file of a certificate and reads whether it is the one that was issued.

With JavaScript only its SHA-256 is sent. A file that is sent is read in memory, looked at, and gone with the answer.
"""

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from certificates import confined, throttle
from certificates.answers import unlisted
from certificates.file_answers import Answer, Outcomes, of_checksum, of_file
from certificates.forms import CodeForm, FileForm

LARGEST = 2_000_000
"""Bytes of an upload. Bundled designs make files of some 36 kB; Django keeps up to 2.5 MB in memory."""


@csrf_exempt
def check_file(request: HttpRequest) -> HttpResponseBase:
    """Say whether a file, or the checksum of one, is a certificate of ours. Looking at the address leads to the form."""
    if request.method != "POST":
        return redirect("certificates:find")
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        form = FileForm()
        sentence = _("This file is larger than 2 MB. A certificate is much smaller: please choose its file.")
        form.errors["file"] = form.error_class([sentence])
        return _page(request, form, status=413)
    # In memory or not at all; the token is checked afterwards, for reading it would read the file as well.
    request.upload_handlers = [MemoryFileUploadHandler(request)]
    return _checked(request)


@csrf_protect
def _checked(request: HttpRequest) -> HttpResponseBase:
    if throttle.is_blocked(request, throttle.FILES):
        return _page(request, FileForm(), template="blocked_files", status=429)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    file = form.cleaned_data["file"]
    try:
        answer = of_file(file.read()) if file else of_checksum(form.cleaned_data["sha256"])
    except confined.TooMuch:
        form.add_error("file", _("This file could not be looked into. Please enter the code that stands on the certificate."))
        return _page(request, form)
    if answer.outcome not in (Outcomes.SAME, Outcomes.DAMAGED):
        throttle.note_miss(request, throttle.FILES)
    return _page(request, FileForm(), answer=answer)


@unlisted
def _page(
    request: HttpRequest, form: FileForm, *, answer: Answer | None = None, template: str = "find", status: int = 200
) -> HttpResponseBase:
    context = {"form": CodeForm(), "file_form": form, "answer": answer}
    return render(request, f"certificates/{template}.html", context, status=status)
