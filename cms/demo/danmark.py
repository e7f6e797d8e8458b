"""Denmark: the cooperation on the health of children and young people across region, municipalities and general practice.

The facts are those of a region's page about this focus area; the wording is ours. The region is not named there, nor is it here.
"""

from datetime import date

REGION = {
    "slug": "danmark",
    "code": "DK",
    "name": "Danmark",
    "organisation": "Sundhedssamarbejdet om børn og unge",
    "contact_email": "boern-og-unge@samkurs.example",
    "country": "DK",
    "language": "da",
    "time_zone": "Europe/Copenhagen",
    "palette": "danmark",
    "certificate_template": "dk_letterhead",
}
PLUGINS = ("dk",)

INTRO = (
    "<p>Region, kommuner og almen praksis arbejder sammen om børn og unges sundhed. Her kan du følge arbejdet og tilmelde dig "
    "fælles kurser og dialogmøder.</p>"
)

GUIDEPOSTS = (
    (
        "Der udvikles et fælles sprog, så sårbare gravide og småbørnsfamilier vurderes og kategoriseres på samme måde.",
        "Regional temagruppe",
    ),
    (
        "Kommunikationen mellem sektorerne på svangreområdet sættes i system og styrkes med særligt blik for sårbare gravides "
        "behov og ønsker.",
        "De lokale samordningsudvalg",
    ),
    (
        "Almen praksis og kommunernes pædagogisk psykologiske rådgivning (PPR) samarbejder tættere om at henvise børn og unge i "
        "mental mistrivsel, der har gavn af hjælp i nærmiljøet.",
        "Regional temagruppe",
    ),
    ("Sektorerne samarbejder bedre om unge mellem 15 og 25 år, der viser tegn på mental mistrivsel.", "Regional temagruppe"),
)

BODY = (
    (
        "text",
        "<h2>Vores fælles mål</h2><p>Vi udvikler og styrker samarbejdet om tilbuddene til sårbare gravide og småbørnsfamilier "
        "med afsæt i deres egne behov og ressourcer.</p><p>Flere og flere børn og unge trives ikke i hverdagen. Alle, der viser "
        "tegn på mental mistrivsel, skal have den rette hjælp i tide.</p>",
    ),
    (
        "dk_guideposts",
        {
            "heading": "Fire politiske pejlemærker",
            "body": "Sundhedskoordinationsudvalget",
            "decided": "december 2019",
            "period": "de næste års samarbejde",
            "guideposts": [{"text": text, "anchored": group} for text, group in GUIDEPOSTS],
            "again": "Udvalget kan tage fokusområdet op til drøftelse flere gange i aftaleperioden.",
        },
    ),
    (
        "text",
        "<h2>Det videre arbejde</h2><p>Arbejdet med pejlemærke 1, 3 og 4 er forankret i regionale temagrupper. Pejlemærke 2 "
        "er forankret i de lokale samordningsudvalg. De sikrer, at kommunikationsaftalen om gravide og barslende bliver "
        "gennemført; Tværsektoriel strategisk styregruppe godkendte den 13. december 2019.</p>"
        "<h2>Vi bygger videre</h2><p>De tidligere sundhedsaftaler har allerede udviklet samarbejdet. Flere projekter om sårbare "
        "gravide er blevet evalueret, og den viden bruger vi aktivt.</p>",
    ),
)
PAGES = ()

INDEX = {
    "title": "Kurser og dialogmøder",
    "slug": "kurser",
    "intro": "<p>For medarbejdere på hospitaler, i kommuner og i almen praksis.</p>",
}


def _dialogue(number: int, parties: list[str], **more: object) -> dict:
    return {"summary": "", "number": number, "guidepost": GUIDEPOSTS[number - 1][0], "parties": parties} | more


COURSES = (
    {
        "slug": "dialogmoede-om-mistrivsel",
        "title": "Dialogmøde: Den rette hjælp i tide",
        "intro": "Vi mødes på tværs af sektorer og omsætter pejlemærkerne til hverdag. Vælg den dialog, der ligger tættest på dit arbejde.",
        "professions": (
            *("dk_general_practitioner", "dk_health_visitor", "dk_ppr_psychologist", "dk_youth_counsellor"),
            *("midwife", "social_worker", "teacher"),
        ),
        "sectors": ("health", "public_health", "youth_welfare", "education"),
        "goals": (
            "Kende pejlemærkerne og egen rolle i dem",
            "Vide, hvornår og hvordan de andre sektorer inddrages",
            "Kunne aftale konkrete næste skridt med samarbejdspartnerne",
        ),
        "modules": (
            (
                "lecture",
                "Et fælles sprog om sårbare gravide og småbørnsfamilier",
                45,
                "<p>Hvordan vurderer vi ens, når vi kommer fra hver sin sektor?</p>",
            ),
            (
                "dk_guidepost_dialogue",
                "Kommunikation om gravide og barslende",
                90,
                _dialogue(
                    2,
                    ["hospital", "practice", "municipal_health", "families"],
                    agreement="Kommunikationsaftalen om gravide og barslende",
                    approved=date(2019, 12, 13),
                ),
            ),
            ("dk_guidepost_dialogue", "Almen praksis og PPR om henvisning", 90, _dialogue(3, ["practice", "ppr", "school"])),
            (
                "dk_guidepost_dialogue",
                "Unge mellem 15 og 25 år",
                90,
                _dialogue(4, ["hospital", "practice", "social_services", "school", "families"]),
            ),
            ("lecture", "Opsamling: Hvad aftaler vi?", 30, "<p>Grupperne fortæller, og vi aftaler de næste skridt.</p>"),
        ),
        "weeks": 8,
        "venue": {"name": "Mødecenter (demo)", "street": "Eksempelvej 5", "postal_code": "7100", "city": "Vejle"},
    },
)  # fmt: skip
