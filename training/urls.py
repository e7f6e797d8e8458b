from django.urls import include, path

from training.views import calendar, credit_account, credit_entries
from training.views.code import CodeView, SendCodeView
from training.views.erasure import ErasedView, EraseView
from training.views.event import EventView
from training.views.learning_check import CheckView, QuestionsView
from training.views.my import DataView, MyView, RenewCalendarView
from training.views.own_credits import LateNumberView, OwnCreditsView
from training.views.own_registration import AnswersView, CancelView, InvitationView, SessionsView
from training.views.profile import ProfileView
from training.views.register import RegisterView
from training.views.registration import RegistrationView

registration = [
    path("", RegistrationView.as_view(), name="registration"),
    path("code/", CodeView.as_view(), name="registration_code"),
    path("code/send/", SendCodeView.as_view(), name="registration_send_code"),
    path("answers/", AnswersView.as_view(), name="registration_answers"),
    path("sessions/", SessionsView.as_view(), name="registration_sessions"),
    path("check/", CheckView.as_view(), name="check"),
    path("check/questions/", QuestionsView.as_view(), name="check_questions"),
    path("credits/", OwnCreditsView.as_view(), name="registration_credits"),
    path("credits/number/", LateNumberView.as_view(), name="registration_number"),
    path("cancel/", CancelView.as_view(), name="registration_cancel"),
    path("invitation.ics", InvitationView.as_view(), name="registration_invitation"),
]
credit_pages = [
    path("", credit_account.CreditsView.as_view(), name="credits"),
    path("begin/", credit_entries.BeginView.as_view(), name="credit_begin"),
    path("statement.pdf", credit_account.StatementView.as_view(), name="credit_statement"),
    path("statement.xlsx", credit_account.WorkbookView.as_view(), name="credit_workbook"),
    path("accounts/<slug:key>/", credit_account.AccountView.as_view(), name="credit_account"),
    path("accounts/<slug:key>/window/", credit_entries.WindowView.as_view(), name="credit_window"),
    path("accounts/<slug:key>/add/", credit_entries.AddEntryView.as_view(), name="credit_add"),
    path("entries/<int:pk>/", credit_entries.ChangeEntryView.as_view(), name="credit_change"),
    path("entries/<int:pk>/delete/", credit_entries.DeleteEntryView.as_view(), name="credit_delete"),
    path("entries/<int:pk>/proof/", credit_entries.ProofView.as_view(), name="credit_proof"),
]
my = [
    path("", MyView.as_view(), name="my"),
    path("profile/", ProfileView.as_view(), name="profile"),
    path("calendar/renew/", RenewCalendarView.as_view(), name="renew_calendar"),
    path("data/", DataView.as_view(), name="my_data"),
    path("delete/", EraseView.as_view(), name="erase"),
    path("credits/", include(credit_pages)),
    path("deleted/<str:token>/", ErasedView.as_view(), name="erased"),
]

app_name = "training"
urlpatterns = [
    path("events/<str:code>/", EventView.as_view(), name="event"),
    path("events/<str:code>/register/", RegisterView.as_view(), name="register"),
    path("events/<str:code>/registration/<str:token>/", include(registration)),
    path("my/", include(my)),
    path("calendar/event/<str:code>.ics", calendar.event_calendar, name="calendar_event"),
    path("calendar/my/<str:token>.ics", calendar.my_calendar, name="calendar_my"),
    path("calendar/<slug:slug>.ics", calendar.region_calendar, name="calendar_region"),
]
