"""The service that the plugin offers: one person a call, for one VNR."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from requests.auth import HTTPBasicAuth

from plugins.api import CreditReport, CreditReportService, ReportAccess, ReportConnection, ReportedPerson, ReportOutcome
from plugins.identifiers import plain, vnr_error
from plugins.regions.de.chambers import CHAMBERS, EFN
from plugins.regions.de.eiv.address import address_of, destination
from plugins.regions.de.eiv.channel import Channel, NoToken, Unreachable
from plugins.regions.de.eiv.outcomes import later, outcome_of

PUSH = "/fobi/veranstalter/push_teilnahme"


class Connection:
    """Speaks for one VNR."""

    def __init__(self, access: ReportAccess) -> None:
        login = HTTPBasicAuth(plain(access.report.reference).encode(), access.secret.encode())
        self._channel = Channel(address_of(access.settings), login)
        self._report = access.report

    def submit(self, person: ReportedPerson) -> ReportOutcome:
        """Send what the person earned, or say why this interface cannot express it."""
        if reason := _inexpressible(person, self._report):
            return ReportOutcome(status="malformed", sentence=reason)
        return self._push(
            person.number,
            day=person.date.isoformat(),
            basis=person.basis > 0,
            learning_check=person.learning_check > 0,
            speaker=int(person.speaker),
        )

    def withdraw(self, person: ReportedPerson) -> ReportOutcome:
        """Take back what was sent; the record itself stays with the EIV, without points."""
        return self._push(person.number, day=person.date.isoformat(), basis=False, learning_check=False, speaker=0)

    def _push(self, efn: str, *, day: str, basis: bool, learning_check: bool, speaker: int) -> ReportOutcome:
        content = {
            "efn": efn,
            "punkte_basis_flag": basis,
            "punkte_lernerfolg_flag": learning_check,
            "punkte_referent": speaker,
            "teilnahmedatum": day,
        }
        try:
            return outcome_of(self._channel.post(PUSH, content))
        except Unreachable:
            return later(_("The EIV could not be reached, or the line broke before it had answered."))
        except NoToken as instead:
            return instead.outcome


def _inexpressible(person: ReportedPerson, report: CreditReport) -> str:
    """Why the interface has no words for this: it credits what was granted as a whole or not at all, and whole points."""
    granted = (person.basis, report.granted), (person.learning_check, report.granted_learning_check)
    if any(amount and whole is not None and amount != whole for amount, whole in granted):
        return _("The EIV credits the granted points as a whole. Ask the chamber how to report a part of them.")
    if person.speaker != int(person.speaker):
        return _("The EIV takes whole points of speakers only. Ask the chamber how to report a part of one.")
    return ""


def connect(access: ReportAccess) -> ReportConnection:
    """Raises ValueError with a sentence when the address or the VNR cannot be used; nothing is sent yet."""
    if error := vnr_error(access.report.reference):
        raise ValueError(error)
    connection = Connection(access)
    return ReportConnection(submit=connection.submit, withdraw=connection.withdraw)


EIV = CreditReportService(
    key="de_eiv",
    label=gettext_lazy("EIV, the point accounts of the German chambers"),
    number=EFN,
    schemes=CHAMBERS,
    secret_label=gettext_lazy("Password of the VNR"),
    secret_help=gettext_lazy("The chamber gave it together with the VNR. It is kept encrypted until the report is done."),
    destination=destination,
    connect=connect,
)
