from datetime import datetime

from django.db import transaction

from cms.demo import accounts, conference_2019, danmark, events, kronoberg, mecklenburg, pages, sachsen
from cms.homes import ensure_homes
from plugins.models import Region

OFFICES = (sachsen, mecklenburg, danmark, kronoberg)


@transaction.atomic
def load_demo(*, now: datetime) -> bool:
    """Load five regions with pages, events, people and accounts, all or nothing; False when any of them is there already."""
    slugs = ["hessen", *(facts.REGION["slug"] for facts in OFFICES)]
    if Region.objects.filter(slug__in=slugs).exists():
        return False
    homes = ensure_homes()
    pages.add_legal_pages(homes)
    hesse, trainings = pages.hesse(homes["de"])
    conference_2019.load(hesse, trainings["fachtagung-2019"], guests=accounts.create_professionals())
    events.hesse_today(hesse, trainings["kooperation-einfuehrung"], now=now)
    events.hesse_next(hesse, trainings["naechste-fachtagung"], now=now)
    for facts in OFFICES:
        region, courses = pages.office(homes[facts.REGION["language"]], facts)
        events.office(region, courses, facts, now=now)
    accounts.create_staff()
    return True
