from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cms.dev import mail, otp


def mail_list(request: HttpRequest) -> HttpResponse:
    return render(request, "cms/dev/mail_list.html", {"mails": mail.caught(settings.MAIL_FOLDER)})


def mail_detail(request: HttpRequest, name: str) -> HttpResponse:
    found = mail.find(settings.MAIL_FOLDER, name)
    if found is None:
        raise Http404
    return render(request, "cms/dev/mail_detail.html", {"mail": found})


def code_list(request: HttpRequest) -> HttpResponse:
    return render(request, "cms/dev/code_list.html", {"codes": otp.demo_codes(), "seconds": otp.seconds_left()})
