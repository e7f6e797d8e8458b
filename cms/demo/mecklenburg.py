"""Mecklenburg-Vorpommern: the state's coordination for children from families with mental illness or addiction.

The facts are those of the page about its working groups of the winter of 2020; the wording is ours.
"""

from datetime import date, time

REGION = {
    "slug": "mecklenburg-vorpommern",
    "code": "MV",
    "name": "Mecklenburg-Vorpommern",
    "organisation": "Landeskoordinierung Kinder aus psychisch und suchtbelasteten Familien",
    "contact_email": "landeskoordinierung-mv@samkurs.example",
    "country": "DE",
    "language": "de",
    "palette": "mecklenburg-vorpommern",
    "certificate_template": "de_mv_letterhead",
}
PLUGINS = ("de", "de_mv")

INTRO = (
    "<p>Kinder aus psychisch oder suchtbelasteten Familien brauchen Menschen, die hinsehen und zusammenarbeiten. Die "
    "Landeskoordinierung bringt in Mecklenburg-Vorpommern alle zusammen, die das Thema bewegt.</p>"
)


def _meeting(day: date, begins: time | None = None, ends: time | None = None) -> dict:
    return {"day": day, "begins": begins, "ends": ends}


GROUPS = (
    {
        "name": "Zielgruppenspezifische Angebote",
        "mandate": (
            "Die Arbeitsgruppe verschafft sich einen Überblick über die Angebote für Kinder und ihre Familien im Land. Sie "
            "klärt, was fehlt, und berät alle, die ein Angebot aufbauen oder weiterentwickeln."
        ),
        "questions": ["Welche Angebote gibt es?", "Was fehlt, und für wen?"],
        "meetings": [
            _meeting(date(2020, 11, 10)),
            _meeting(date(2020, 12, 8)),
            _meeting(date(2021, 2, 3), time(9), time(12)),
        ],
    },
    {
        "name": "Interdisziplinäres Fortbildungskonzept",
        "mandate": (
            "Die Arbeitsgruppe entwickelt ein Fortbildungskonzept für das Land. Seine Module sollen der Vielschichtigkeit des "
            "Themas gerecht werden und Fachkräften aller Bereiche Sensibilität, Kompetenz und Fachlichkeit vermitteln."
        ),
        "questions": [],
        "meetings": [_meeting(date(2020, 12, 11))],
    },
    {
        "name": "Kommunale Netzwerke",
        "mandate": (
            "Die Arbeitsgruppe nimmt die Netzwerke in den Landkreisen und kreisfreien Städten in den Blick und wie dort und "
            "auf Landesebene an den Schnittstellen gearbeitet wird."
        ),
        "questions": [
            "Welche Strukturen und Netzwerke arbeiten, wo, und was tun sie?",
            "Wer steuert sie, und wie ist ihr Fortbestand gesichert?",
            "Wer hat die GKV-Förderung für den kommunalen Netzwerkaufbau beantragt, und was ist geplant?",
            "Wie werden Schnittstellen in der Kommune und im Land bearbeitet?",
        ],
        "meetings": [_meeting(date(2020, 12, 3)), _meeting(date(2021, 2, 26), time(9), time(12))],
    },
    {
        "name": "Monitoring und Evaluation",
        "mandate": (
            "Die Arbeitsgruppe widmet sich der Datenlage im Land und hält fest, was bestehende Angebote gelingen lässt und was "
            "sie hemmt."
        ),
        "questions": [
            "Wie viele Kinder sind von psychischen oder Suchterkrankungen ihrer Eltern betroffen?",
            "Was wissen wir darüber, und was nicht?",
            "Wie bleiben die Daten zur Versorgung aktuell?",
        ],
        "meetings": [_meeting(date(2020, 12, 4)), _meeting(date(2021, 2, 4), time(13), time(16))],
    },
)

BODY = ()
PAGES = (
    {
        "title": "Arbeitsgruppen",
        "slug": "arbeitsgruppen",
        "intro": (
            "<p>In den Arbeitsgruppen tauschen sich die Beteiligten aus, praxisnah und mit dem Ziel, gemeinsam voranzukommen. "
            "Seit dem Winter 2020 treffen sie sich per Videokonferenz.</p>"
        ),
        "body": tuple(("de_mv_working_group", group) for group in GROUPS),
    },
)

INDEX = {
    "title": "Fortbildungen und Treffen",
    "slug": "fortbildungen",
    "intro": "<p>Für Fachkräfte aus Gesundheitswesen, Jugendhilfe, Schule und Suchthilfe in Mecklenburg-Vorpommern.</p>",
}
COURSES = (
    {
        "slug": "kinder-sehen",
        "title": "Kinder psychisch oder suchtkranker Eltern: sehen, verstehen, handeln",
        "intro": "Ein Fortbildungstag für gemischte Gruppen. Das Modul wird von der Arbeitsgruppe erprobt.",
        "professions": ("social_worker", "physician", "de_addiction_counsellor", "teacher", "early_years_educator"),
        "sectors": ("youth_welfare", "health", "education", "early_help"),
        "goals": (
            "Belastungen von Kindern im System Familie wahrnehmen und ansprechen können",
            "Wissen, wer im eigenen Landkreis hilft, und gemeinsam handeln können",
        ),
        "modules": (
            ("lecture", "Was es für Kinder heißt, wenn Eltern krank sind", 60, "<p>Psychische Erkrankung und Sucht in der Familie.</p>"),
            (
                "de_mv_developed_module",
                "Mit Kindern und Eltern im Gespräch",
                120,
                {
                    "summary": "<p>Gespräche üben, die Kinder entlasten und Eltern nicht verlieren.</p>",
                    "group": "Arbeitsgruppe Interdisziplinäres Fortbildungskonzept",
                    "stage": "pilot",
                    "sensitivity": ["Anzeichen von Belastung bemerken, auch wenn ein Kind nicht auffällt"],
                    "skill": ["Kindern altersgerecht erklären, was in ihrer Familie geschieht"],
                    "conduct": ["Die Grenzen des eigenen Auftrags kennen und rechtzeitig andere einbeziehen"],
                },
            ),
            (
                "de_case_conference",
                "Fallkonferenz: Wer hilft dieser Familie?",
                90,
                {
                    "summary": "<p>Ein Fall aus dem Land, aus mehreren Blickwinkeln betrachtet.</p>",
                    "question": "Wer übernimmt was, damit die Kinder im Alltag verlässlich begleitet sind?",
                    "disciplines": ["Jugendhilfe", "Erwachsenenpsychiatrie", "Suchtberatung", "Schule"],
                    "anonymised": True,
                },
            ),
        ),
        "weeks": 7,
        "venue": {"name": "Tagungshaus (Demo)", "street": "Beispielweg 4", "postal_code": "19053", "city": "Schwerin"},
    },
    {
        "slug": "kommunale-netzwerke",
        "title": "Arbeitsgruppe Kommunale Netzwerke: Treffen per Video",
        "intro": "Welche Netzwerke tragen, wer sie steuert und was ihren Fortbestand sichert.",
        "professions": (),
        "sectors": ("youth_welfare", "health", "public_health", "early_help"),
        "goals": ("Die Netzwerke im Land und ihre Schnittstellen kennen",),
        "modules": (
            (
                "de_mv_group_meeting",
                "Treffen der Arbeitsgruppe",
                180,
                {
                    "summary": "",
                    "group": "Kommunale Netzwerke",
                    "mandate": GROUPS[2]["mandate"],
                    "agenda": [
                        "Strukturen und Netzwerke in den Landkreisen und kreisfreien Städten",
                        "Stand der GKV-Förderung",
                        "Schnittstellen in der Kommune und im Land",
                    ],
                    "meetings": [],
                },
            ),
        ),
        "weeks": 5,
        "venue": None,
    },
)  # fmt: skip
