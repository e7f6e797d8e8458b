"""Makes real rows with sensible defaults. Each function gives one object and takes what matters to the test."""

import json
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from cms.models import RegionPage, StandardPage, User
from plugins.models import PluginActivation, Region, RegionGroup
from plugins.offices import create_region
from training.domain.accrediting.notice_files import add_notice
from training.domain.queries import sessions_of
from training.enums import AccreditationStatus, EventState, RegistrationState
from training.models import (
    Accreditation,
    Attendance,
    ConferencePage,
    Contribution,
    CoursePage,
    CreditEntry,
    CreditReport,
    CreditReportLine,
    Event,
    ExternalCredit,
    LearningCheck,
    LearningCheckOption,
    LearningCheckQuestion,
    LearningCheckResult,
    Module,
    NoticeFile,
    Person,
    Registration,
    SeatClass,
    Session,
    Slot,
    Venue,
)

_number = count(1)


def region(name: str = "Hessen", **fields) -> Region:
    slug = slugify(name)
    defaults = {
        "slug": slug,
        "code": slug[:2].upper(),
        "name": name,
        "organisation": f"Koordinierungsstelle {name}",
        "contact_email": f"info@{slug}.example",
        "country": "DE",
        "language": "de",
    }
    return Region.objects.create(**defaults | fields)


def event(region: Region, *, capacity: int = 10, starts_in: timedelta = timedelta(days=14), **fields) -> Event:
    """An announced event of one day with one plenary session, open for registration now."""
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + starts_in
    end = start + timedelta(hours=6)
    defaults = {
        "title": "Frühe Hilfen verstehen",
        "state": EventState.OPEN,
        "start": start,
        "end": end,
        "code": f"{region.code}-{next(_number):04}",
        "registration_opens": timezone.now() - timedelta(days=7),
        "registration_closes": start,
    }
    made = Event.objects.create(region=region, **defaults | fields)
    SeatClass.objects.create(event=made, capacity=capacity)
    slot = Slot.objects.create(event=made, label="Plenum", start=made.start, end=made.start + timedelta(minutes=90))
    session(slot, title="Einführung")
    return made


def slot(event: Event, label: str, *, after: timedelta = timedelta(hours=2)) -> Slot:
    return Slot.objects.create(
        event=event, label=label, start=event.start + after, end=event.start + after + timedelta(minutes=90)
    )


def session(slot: Slot, *, title: str = "Forum", capacity: int | None = None, **fields) -> Session:
    defaults = {"minutes": 90, "start": slot.start, "end": slot.end}
    return Session.objects.create(event=slot.event, slot=slot, title=title, capacity=capacity, **defaults | fields)


def person(name: str = "Kim Beispiel", **fields) -> Person:
    defaults = {"email": f"person{next(_number)}@example.org", "profession": "midwife", "language": "de"}
    return Person.objects.create(name=name, **defaults | fields)


def registration(event: Event, person: Person | None = None, **fields) -> Registration:
    """A confirmed registration that holds a seat."""
    who = person or globals()["person"]()
    seat_class = event.seat_classes.get()
    defaults = {"state": RegistrationState.CONFIRMED, "email": who.email, "holds_seat": True, "confirmed_at": timezone.now()}
    made = Registration.objects.create(event=event, person=who, seat_class=seat_class, **defaults | fields)
    if made.holds_seat:
        seat_class.taken += 1
        seat_class.save(update_fields=["taken"])
    return made


def page(title: str = "Seite", parent: Page | None = None, **fields) -> StandardPage:
    """A published page, below the tree's root unless a parent is given."""
    return (parent or Page.get_first_root_node()).add_child(instance=StandardPage(title=title, **fields))


def office(name: str = "Hessen", **fields) -> Region:
    """A region as the site makes it: with its root page, collection, groups and permissions."""
    root = Page.get_first_root_node().add_child(instance=RegionPage(title=name, slug=f"region-{next(_number)}"))
    slug = slugify(name)
    defaults = {
        "code": slug[:2].upper(),
        "name": name,
        "organisation": f"Koordinierungsstelle {name}",
        "contact_email": f"info@{slug}.example",
        "country": "DE",
        "language": "de",
    }
    return create_region(slug=slug, root_page=root, **defaults | fields)


def staff(region: Region | None = None, role: str = RegionGroup.Role.ORGANISERS, **fields) -> User:
    """A member of staff in the region's group of that role; without a region a superuser."""
    made = User.objects.create_user(f"staff{next(_number)}@example.org", is_superuser=region is None, **fields)
    if region:
        made.groups.add(region.groups.get(role=role).group)
    return made


def course(region: Region, *modules: tuple[str, str, int], title: str = "Kinderschutz in der Medizin", **fields) -> CoursePage:
    """A published course under the region's home page; each module is (title, type, minutes)."""
    return _training(CoursePage, region, modules, title=title, **fields)


def conference(
    region: Region, *modules: tuple[str, str, int], title: str = "Fachtagung Frühe Hilfen", **fields
) -> ConferencePage:
    """A published conference under the region's home page; each module is (title, type, minutes)."""
    return _training(ConferencePage, region, modules, title=title, **{"place": "Bad Nauheim"} | fields)


def _training(kind, region: Region, modules, *, title: str, **fields):
    page = kind(title=title, intro="Worum es geht.", **fields)
    home(region).add_child(instance=page)
    for position, (name, module_type, minutes) in enumerate(modules):
        content = json.dumps([{"type": module_type, "value": {"summary": ""}}])
        Module.objects.create(page=page, title=name, minutes=minutes, content=content, sort_order=position)
    return page


def home(region: Region) -> Page:
    """The region's home page, made when it has none."""
    if region.root_page is None:
        region.root_page = Page.objects.get(depth=1).add_child(instance=Page(title=region.name, slug=f"home-{region.slug}"))
        region.save(update_fields=["root_page"])
    return region.root_page


def venue(region: Region, **fields) -> Venue:
    return Venue.objects.create(region=region, **{"name": "Kurhaus", "city": "Bad Nauheim"} | fields)


def attended(registration: Registration, *, minutes: int | None = None) -> Registration:
    """The registration with attendance in each of its sessions: whole sessions, or the minutes given."""
    for session in sessions_of(registration):
        present = session.minutes if minutes is None else minutes
        Attendance.objects.create(registration=registration, session=session, minutes=present, recorded_at=timezone.now())
    return registration


def grant(event: Event, *, body: str = "Landesärztekammer", granted: str | None = "4", **fields) -> Accreditation:
    """What a body granted for the event; without an amount give another status."""
    defaults = {"status": AccreditationStatus.GRANTED, "category": "A", "reference": "2760512345678901234", "scheme": ""}
    return Accreditation.objects.create(event=event, body=body, granted=granted and Decimal(granted), **defaults | fields)


def asks_for_efn(event: Event) -> Event:
    """The event, accredited by a medical chamber and with the German plugin active in its region: it asks for the EFN."""
    PluginActivation.objects.get_or_create(region=event.region, plugin="de")
    grant(event, scheme="de_mfbo2024")
    return event


def awarded(registration: Registration, amount: str, *, scheme: str, body: str = "Chamber", **fields) -> CreditEntry:
    """Credits of the registration that a body granted, as ``award`` writes them."""
    known = {"plugin": "core", "plugin_version": "1", "facts": {}, "created_at": timezone.now(), "unit": "points"}
    known["lines"] = [{"component": "basis", "amount": amount, "sentence": ""}]
    return CreditEntry.objects.create(
        registration=registration,
        accreditation=grant(registration.event, body=body, granted=amount, scheme=scheme),
        body=body,
        scheme=scheme,
        status=CreditEntry.Status.DETERMINED,
        amount=Decimal(amount),
        **known | fields,
    )


def external_credit(person: Person, amount: str, *, scheme: str = "de_mfbo2024", **fields) -> ExternalCredit:
    """Credits the person entered, from a course elsewhere."""
    known = {"date": date(2026, 3, 1), "kind": "event", "title": "Sonographie", "body": "Klinik"}
    return ExternalCredit.objects.create(person=person, scheme=scheme, amount=Decimal(amount), **known | fields)


def learning_check(event: Event, *, questions: int = 10, options: int = 5, **fields) -> LearningCheck:
    """A released check whose questions have one right option each, the first."""
    made = LearningCheck.objects.create(event=event, **{"title": "Check", "is_released": True} | fields)
    for number in range(1, questions + 1):
        question(made, f"Question {number}?", *(f"Option {option}" for option in range(1, options + 1)), position=number)
    return made


def question(check: LearningCheck, text: str, *options: str, right: tuple[int, ...] = (0,), **fields) -> LearningCheckQuestion:
    """A question of the check; ``right`` are the places of its right options."""
    made = LearningCheckQuestion.objects.create(learning_check=check, text=text, **fields)
    for place, option in enumerate(options):
        LearningCheckOption.objects.create(question=made, text=option, is_correct=place in right, position=place)
    return made


def check_taken(registration: Registration, correct: int, *, questions: int = 10, **fields) -> LearningCheckResult:
    """A result of the registration, as of a test on paper with five options to each question."""
    known = {"options": 5, "has_single_answers": True, "taken_at": timezone.now()}
    attempt = registration.learning_checks.count() + 1
    return LearningCheckResult.objects.create(
        registration=registration, attempt=attempt, questions=questions, correct=correct, **known | fields
    )


def contribution(registration: Registration, **fields) -> Contribution:
    known = {"role": "speaker", "title": "Vortrag", "entered_at": timezone.now()}
    return Contribution.objects.create(registration=registration, **known | fields)


def notice(accreditation: Accreditation, content: bytes = b"%PDF-1.7 a notice", *, now) -> NoticeFile:
    """The body's letter, as somebody of the office kept it."""
    return add_notice(accreditation, ContentFile(content, name="notice.pdf"), label="Notice", by=None, now=now)


def report_line(accreditation: Accreditation, registration: Registration, **fields) -> CreditReportLine:
    """The report of a registration's credits, which a body granted."""
    facts = {"sessions": []}
    known = {"scheme": accreditation.scheme, "plugin": "core", "plugin_version": "1", "facts": facts, "unit": "points"}
    entry = CreditEntry.objects.create(
        registration=registration, accreditation=accreditation, status="refused", reason="x", created_at=timezone.now(), **known
    )
    report = CreditReport.objects.get_or_create(accreditation=accreditation)[0]
    return CreditReportLine.objects.create(
        report=report,
        registration=registration,
        entry=entry,
        **{"state": "sent", "date": registration.event.start.date()} | fields,
    )
