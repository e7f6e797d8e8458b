from datetime import datetime

from django.db import transaction

from cms.demo import accounts, conference_2019, events, pages
from cms.homes import ensure_homes
from plugins.activation import enable
from plugins.models import Region


@transaction.atomic
def load_demo(*, now: datetime) -> bool:
    """Load Hesse and Saxony with pages, events, people and accounts, all or nothing; False when they are there already."""
    if Region.objects.filter(slug__in=["hessen", "sachsen"]).exists():
        return False
    home = ensure_homes()["de"]
    pages.add_legal_pages(home)
    hesse, trainings = pages.hesse(home)
    for plugin in ("de", "de_he"):
        enable(plugin, region=hesse)
    conference_2019.load(hesse, trainings["fachtagung-2019"], guests=accounts.create_professionals())
    events.hesse_today(hesse, trainings["kooperation-einfuehrung"], now=now)
    events.hesse_next(hesse, trainings["naechste-fachtagung"], now=now)
    saxony, courses = pages.saxony(home)
    events.saxony_all(saxony, courses, now=now)
    accounts.create_staff()
    return True
