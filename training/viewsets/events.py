from django.urls import path
from django.utils.translation import gettext_lazy as _

from plugins.viewsets import RegionModelViewSet
from training.models import Event
from training.views.office import (
    accreditation,
    application,
    attendance,
    check_in,
    closing,
    contribution,
    create,
    credit,
    credit_report,
    credit_report_acts,
    credit_report_line,
    credit_run,
    edit,
    learning_check,
    learning_questions,
    learning_results,
    listing,
    notice,
    overview,
    participants,
    programme,
    register,
    registration,
    registration_acts,
    seats,
)


class EventViewSet(RegionModelViewSet):
    """The events of a region, and every screen of one event. Each screen finds its event through the region scope."""

    model = Event
    icon = "date"
    menu_label = _("Events")
    region_path = "region"
    index_view_class = listing.EventList
    list_per_page = 25

    screens = {
        "new/": ("add", create.ChooseTraining),
        "new/<int:page_pk>/": ("schedule", create.ScheduleEvent),
        "<int:pk>/": ("overview", overview.Overview),
        "<int:pk>/edit/": ("edit", edit.EditEvent),
        "<int:pk>/seats/": ("seats", seats.EditSeats),
        "<int:pk>/move/": ("move", edit.MoveEvent),
        "<int:pk>/announce/": ("announce", overview.Announce),
        "<int:pk>/close/": ("close", overview.Close),
        "<int:pk>/cancel/": ("cancel", overview.Cancel),
        "<int:pk>/delete/": ("delete", overview.Discard),
        "<int:pk>/programme/": ("programme", programme.Programme),
        "<int:pk>/programme/new/": ("slot_add", programme.EditSlot),
        "<int:pk>/programme/<int:slot_pk>/": ("slot", programme.EditSlot),
        "<int:pk>/programme/<int:slot_pk>/delete/": ("slot_delete", programme.DeleteSlot),
        "<int:pk>/results/": ("results", programme.Results),
        "<int:pk>/participants/": ("participants", participants.Participants),
        "<int:pk>/participants/results/": ("participants_results", participants.ParticipantsResults),
        "<int:pk>/participants/new/": ("register", register.RegisterByHand),
        "<int:pk>/participants/<int:registration_pk>/": ("registration", registration.Show),
        "<int:pk>/participants/<int:registration_pk>/cancel/": ("registration_cancel", registration_acts.Cancel),
        "<int:pk>/participants/<int:registration_pk>/approve/": ("registration_approve", registration_acts.Approve),
        "<int:pk>/participants/<int:registration_pk>/reject/": ("registration_reject", registration_acts.Reject),
        "<int:pk>/participants/<int:registration_pk>/move-up/": ("registration_move_up", registration_acts.MoveUp),
        "<int:pk>/participants/<int:registration_pk>/profession/": (
            "registration_profession",
            registration_acts.ChangeProfession,
        ),
        "<int:pk>/participants/<int:registration_pk>/numbers/": ("registration_numbers", registration_acts.ChangeNumbers),
        "<int:pk>/participants/<int:registration_pk>/sessions/": ("registration_sessions", registration_acts.ChangeSessions),
        "<int:pk>/participants/<int:registration_pk>/contributions/new/": (
            "contribution_add",
            contribution.AddContribution,
        ),
        "<int:pk>/participants/<int:registration_pk>/contributions/<int:contribution_pk>/delete/": (
            "contribution_delete",
            contribution.RemoveContribution,
        ),
        "<int:pk>/check/": ("check", learning_check.Check),
        "<int:pk>/check/settings/": ("check_settings", learning_check.Settings),
        "<int:pk>/check/release/": ("check_release", learning_check.Release),
        "<int:pk>/check/hide/": ("check_hide", learning_check.Hide),
        "<int:pk>/check/delete/": ("check_delete", learning_check.Delete),
        "<int:pk>/check/questions/new/": ("question_add", learning_questions.EditQuestion),
        "<int:pk>/check/questions/paste/": ("question_paste", learning_questions.PasteQuestions),
        "<int:pk>/check/questions/<int:question_pk>/": ("question", learning_questions.EditQuestion),
        "<int:pk>/check/questions/<int:question_pk>/move/<slug:direction>/": (
            "question_move",
            learning_questions.MoveQuestion,
        ),
        "<int:pk>/check/questions/<int:question_pk>/delete/": ("question_delete", learning_questions.DeleteQuestion),
        "<int:pk>/check/questions/<int:question_pk>/leave-out/": ("question_leave_out", learning_questions.LeaveOut),
        "<int:pk>/check/questions/<int:question_pk>/count/": ("question_count", learning_questions.CountAgain),
        "<int:pk>/check/results/<int:registration_pk>/": ("check_result", learning_results.EnterResult),
        "<int:pk>/check/results/<int:result_pk>/delete/": ("check_result_delete", learning_results.TakeBack),
        "<int:pk>/attendance/": ("attendance", attendance.Sessions),
        "<int:pk>/attendance/<int:session_pk>/": ("attendance_session", attendance.MarkSession),
        "<int:pk>/attendance/<int:session_pk>/all/": ("attendance_all", attendance.MarkAll),
        "<int:pk>/attendance/<int:session_pk>/check-in/": ("check_in", check_in.CheckIn),
        "<int:pk>/attendance/<int:session_pk>/check-in/find/": ("check_in_find", check_in.Find),
        "<int:pk>/attendance/<int:session_pk>/check-in/admit/": ("check_in_admit", check_in.Admit),
        "<int:pk>/attendance/<int:session_pk>/check-in/move/": ("check_in_move", check_in.Move),
        "<int:pk>/attendance/<int:session_pk>/check-in/undo/": ("check_in_undo", check_in.Undo),
        "<int:pk>/attendance/close/": ("attendance_close", closing.Close),
        "<int:pk>/attendance/reopen/": ("attendance_reopen", closing.Reopen),
        "<int:pk>/attendance/reports/<slug:key>/": ("report", attendance.Report),
        "<int:pk>/accreditations/new/": ("accreditation_add", accreditation.EditAccreditation),
        "<int:pk>/accreditations/<int:accreditation_pk>/": ("accreditation", accreditation.EditAccreditation),
        "<int:pk>/accreditations/<int:accreditation_pk>/told/": ("told", accreditation.MarkTold),
        "<int:pk>/accreditations/<int:accreditation_pk>/pack/": ("pack", application.DownloadPack),
        "<int:pk>/accreditations/<int:accreditation_pk>/notices/new/": ("notice_add", notice.AddNotice),
        "<int:pk>/accreditations/<int:accreditation_pk>/notices/<int:notice_pk>/": ("notice", notice.DownloadNotice),
        "<int:pk>/accreditations/<int:accreditation_pk>/notices/<int:notice_pk>/delete/": (
            "notice_delete",
            notice.DeleteNotice,
        ),
        "<int:pk>/application/": ("application", application.EditFacts),
        "<int:pk>/accreditations/<int:accreditation_pk>/report/": ("credit_report", credit_report.Show),
        "<int:pk>/accreditations/<int:accreditation_pk>/report/start/": ("credit_report_start", credit_report_acts.Start),
        "<int:pk>/accreditations/<int:accreditation_pk>/report/stop/": ("credit_report_stop", credit_report_acts.Stop),
        "<int:pk>/accreditations/<int:accreditation_pk>/report/by-hand/": ("credit_report_by_hand", credit_report_acts.ByHand),
        "<int:pk>/accreditations/<int:accreditation_pk>/report/ask/": ("credit_report_ask", credit_report_acts.AskForNumbers),
        "<int:pk>/accreditations/<int:accreditation_pk>/report/lists/<slug:key>/": (
            "credit_report_list",
            credit_report_acts.Download,
        ),
        "<int:pk>/accreditations/<int:accreditation_pk>/report/<int:line_pk>/": ("credit_report_line", credit_report_line.Show),
        "<int:pk>/accreditations/<int:accreditation_pk>/report/<int:line_pk>/number/": (
            "credit_report_number",
            credit_report_line.GiveNumber,
        ),
        "<int:pk>/accreditations/<int:accreditation_pk>/report/<int:line_pk>/withdraw/": (
            "credit_report_withdraw",
            credit_report_line.Withdraw,
        ),
        "<int:pk>/credits/": ("credits", credit.Credits),
        "<int:pk>/credits/runs/<int:run_pk>/": ("credit_run", credit_run.Run),
    }

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(edit_url_name=self.get_url_name("overview"), **kwargs)

    def get_urlpatterns(self):
        own = [path(route, self.construct_view(view), name=name) for route, (name, view) in self.screens.items()]
        index = [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/history/", self.history_view, name="history"),
            path("<int:pk>/history/results/", self.history_results_view, name="history_results"),
        ]
        return [*index, *own]
