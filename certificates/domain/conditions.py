"""The conditions an organiser chooses from: each a pure function that says in one sentence why there is no certificate."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.models import IssueTerms, Purpose
from plugins.api import CertificateCase

Condition = Callable[[IssueTerms, CertificateCase], str]
"""Why the case does not fulfil what the terms ask, or an empty text."""


def reasons(terms: IssueTerms, case: CertificateCase) -> tuple[str, ...]:
    """Why somebody does not qualify, one sentence for each condition the terms ask that is not fulfilled."""
    return tuple(sentence for condition in CONDITIONS if (sentence := condition(terms, case)))


def asks_attendance(terms: IssueTerms) -> bool:
    """Whether somebody who was never there can qualify. Whatever else is asked, attendance is stated only of who attended."""
    stated = terms.purpose in (Purpose.ATTENDANCE, Purpose.COMPLETION)
    return bool(stated or terms.mandatory_sessions or terms.minimum_minutes or terms.minimum_percent)


def contributed(terms: IssueTerms, case: CertificateCase) -> str:
    if terms.purpose != Purpose.SPEAKER or case.contributions:
        return ""
    return _("No contribution is entered on the registration.")


def attended(terms: IssueTerms, case: CertificateCase) -> str:
    return _("No attendance is recorded.") if asks_attendance(terms) and not case.attended_minutes else ""


def mandatory_sessions(terms: IssueTerms, case: CertificateCase) -> str:
    if not terms.mandatory_sessions or not case.missed or not case.attended_minutes:
        return ""
    sentence = ngettext(
        "A mandatory session was missed: %(titles)s.", "Mandatory sessions were missed: %(titles)s.", len(case.missed)
    )
    return sentence % {"titles": ", ".join(case.missed)}


def minimum_minutes(terms: IssueTerms, case: CertificateCase) -> str:
    least = terms.minimum_minutes or 0
    if not 0 < case.attended_minutes < least:
        return ""
    sentence = _("%(minutes)d minutes present are too few: %(least)d are needed.")
    return sentence % {"minutes": case.attended_minutes, "least": least}


def minimum_percent(terms: IssueTerms, case: CertificateCase) -> str:
    """Compared in whole numbers, so that no rounding lets anybody in or keeps anybody out."""
    least = terms.minimum_percent or 0
    if not 0 < case.attended_minutes * 100 < least * case.offered_minutes:
        return ""
    sentence = _("Present for %(minutes)d of %(offered)d minutes; %(least)d percent are needed.")
    return sentence % {"minutes": case.attended_minutes, "offered": case.offered_minutes, "least": least}


def learning_check(terms: IssueTerms, case: CertificateCase) -> str:
    said = {
        "none": _("The learning check has to be passed, but the event has none. Write one, or do not ask for it."),
        "unmarked": _("Nothing says when the learning check is passed. Enter its pass mark."),
        "open": _("The learning check was not taken."),
        "failed": _("The learning check was not passed."),
    }
    return said.get(case.learning_check, "") if terms.learning_check else ""


def evaluation(terms: IssueTerms, case: CertificateCase) -> str:
    return _("The evaluation was not handed in.") if terms.evaluation and not case.evaluation else ""


def trainings(terms: IssueTerms, case: CertificateCase) -> str:
    if not case.lacking:
        return ""
    sentence = ngettext(
        "No certificate of this training: %(titles)s.", "No certificates of these trainings: %(titles)s.", len(case.lacking)
    )
    return sentence % {"titles": ", ".join(case.lacking)}


def waits_for_release(terms: IssueTerms) -> bool:
    """Whether nothing goes out yet, whoever qualifies: the organiser has not released it."""
    return terms.needs_release and terms.released_at is None


CONDITIONS: tuple[Condition, ...] = (
    contributed,
    attended,
    mandatory_sessions,
    minimum_minutes,
    minimum_percent,
    learning_check,
    evaluation,
    trainings,
)


def in_words(terms: IssueTerms, titles: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What the terms ask, a sentence each, as a credential states it; ``titles`` are those of the trainings asked for."""
    return tuple(_words(terms, titles))


def _words(terms: IssueTerms, titles: tuple[str, ...]) -> Iterator[str]:
    if terms.purpose == Purpose.SPEAKER:
        yield _("Contributed to the event.")
    if terms.mandatory_sessions:
        yield _("Attended every mandatory session.")
    if terms.minimum_minutes:
        yield _("Was present for at least %(n)d minutes.") % {"n": terms.minimum_minutes}
    if terms.minimum_percent:
        yield _("Was present for at least %(n)d percent of the time.") % {"n": terms.minimum_percent}
    if terms.learning_check:
        yield _("Passed the learning check.")
    if terms.evaluation:
        yield _("Handed in an evaluation.")
    if titles:
        yield _("Holds the certificates of these trainings: %(titles)s.") % {"titles": ", ".join(titles)}
