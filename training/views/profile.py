from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from training.domain.asked_numbers import asked_in_profile
from training.domain.person import PROFILE, person_for, update_profile
from training.forms.profile import ProfileForm
from training.views.my import MyPage


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ProfileView(MyPage):
    """What a person says of themselves. Certificates already issued keep what they say."""

    template_name = "training/profile.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        update_profile(person_for(request.user), numbers=form.given_numbers(), **form.details())
        messages.success(request, _("Your profile has been saved."))
        return redirect("training:my")

    def form(self, data: Any = None) -> ProfileForm:
        numbers = asked_in_profile(self.person) if self.person else []
        return ProfileForm(data, initial=self.known(), asked=numbers)

    def known(self) -> dict[str, str]:
        return {field: getattr(self.person, field) for field in PROFILE} if self.person else {}
