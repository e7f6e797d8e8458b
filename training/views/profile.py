from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from training.domain.person import PROFILE, person_for, update_profile
from training.forms.profile import ProfileForm
from training.views.my import MyPage


class ProfileView(MyPage):
    """What a person says of themselves. Certificates already issued keep what they say."""

    template_name = "training/profile.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=ProfileForm(initial=self.known())))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ProfileForm(request.POST, initial=self.known())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        update_profile(person_for(request.user), **form.cleaned_data)
        messages.success(request, _("Your profile has been saved."))
        return redirect("training:my")

    def known(self) -> dict[str, str]:
        return {field: getattr(self.person, field) for field in PROFILE} if self.person else {}
