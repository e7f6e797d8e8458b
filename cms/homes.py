"""The front pages: one per language, siblings below the root, translations of each other."""

from wagtail.models import Locale, Page, Site

from cms.models import HomePage

TITLES = {"de": "Samkurs", "da": "Samkurs", "sv": "Samkurs", "en": "Samkurs"}
INTROS = {
    "de": "<p>Gemeinsame Fortbildungen für Kinderschutz und Frühe Hilfen: finden, anmelden, teilnehmen, nachweisen.</p>",
    "da": "<p>Fælles kurser om beskyttelse af børn og tidlig indsats: find, tilmeld dig, deltag og dokumentér.</p>",
    "sv": "<p>Gemensamma utbildningar om barnskydd och tidiga insatser: hitta, anmäl dig, delta och få intyg.</p>",
    "en": "<p>Shared trainings in child protection and early help: find, register, attend, prove.</p>",
}


def ensure_homes() -> dict[str, HomePage]:
    """The front page of every language, made where it is missing; the German one is the site's root."""
    first = _ensure_home("de", None)
    homes = {"de": first} | {language: _ensure_home(language, first) for language in TITLES if language != "de"}
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    if site.root_page_id != first.pk:
        site.root_page, site.site_name = first, "Samkurs"
        site.save()
    _remove_welcome_page()
    return homes


def _ensure_home(language: str, original: HomePage | None) -> HomePage:
    locale, _created = Locale.objects.get_or_create(language_code=language)
    if home := HomePage.objects.filter(locale=locale, depth=2).first():
        return home
    home = HomePage(title=TITLES[language], slug=f"samkurs-{language}", intro=INTROS[language], locale=locale)
    if original:
        home.translation_key = original.translation_key
    return Page.objects.get(depth=1).add_child(instance=home)


def _remove_welcome_page() -> None:
    """Wagtail's migrations leave a page "Welcome" behind; it goes unless somebody built on it."""
    for page in Page.objects.filter(depth=2, slug="home", numchild=0):
        if page.specific_class is Page:
            page.delete()
