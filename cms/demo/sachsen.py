"""Saxony: the coordination office for child protection in medicine and its structured trainings.

The facts are those of the office's own list of tasks; the wording is ours. The current ordinance of the Saxon chamber is
not known to us, so its events carry what the chamber granted and no proposal.
"""

from cms.demo.html import as_list

REGION = {
    "slug": "sachsen",
    "code": "SN",
    "name": "Sachsen",
    "organisation": "Landeskoordinierungsstelle Medizinischer Kinderschutz",
    "contact_email": "medizinischer-kinderschutz@samkurs.example",
    "country": "DE",
    "language": "de",
    "palette": "sachsen",
    "certificate_template": "de_sn_letterhead",
}
PLUGINS = ("de", "de_sn")

INTRO = (
    "<p>Die Landeskoordinierungsstelle Medizinischer Kinderschutz berät die Kinderschutzgruppen an Kliniken und "
    "Gesundheitsämtern in Sachsen, die bestehenden wie die entstehenden, praxisnah und aus einer Hand.</p>"
)

TASKS = (
    ("Fachberatung", (
        "Sie ist zentrale Ansprechpartnerin für die Kinderschutzgruppen an Kliniken und Gesundheitsämtern.",
        "Sie baut ihre Expertise für alle Anfragen zum Kinderschutz im Gesundheitswesen stetig aus.",
    )),
    ("Unterstützung für niedergelassene Ärztinnen und Ärzte", (
        "In den Landkreisen und Städten ermittelt sie den Bedarf und erstellt Arbeitshilfen zu Kinderschutz und Frühen Hilfen.",
        "Ziel ist, dass ambulante und stationäre Medizin und die Kinder- und Jugendhilfe enger zusammenarbeiten.",
    )),
    ("Fort- und Weiterbildung", (
        "Sie plant strukturierte Fortbildungen mit dem Schwerpunkt Kinderschutz in der Medizin und führt sie durch: für die "
        "Ärzteschaft, das medizinische Fachpersonal und die Kinder- und Jugendhilfe.",
    )),
    ("Zusammenarbeit in Sachsen", (
        "Partner sind die Netzwerke für Kinderschutz und Frühe Hilfen, die Landeskoordinierungsstelle Frühe Hilfen und "
        "Familienhebammen, die Jugendämter und das Landesjugendamt.",
        "Ausgebaut wird die Kooperation unter anderem mit der Pflegebegutachtung, der Kassenärztlichen Vereinigung und den "
        "Kinder- und Jugendbeauftragten der Staatsregierung.",
    )),
    ("Zusammenarbeit im Bund", (
        "Dazu gehören die Deutsche Gesellschaft für Kinderschutz in der Medizin, die Deutsche Gesellschaft für Prävention und "
        "Intervention bei Kindesmisshandlung und -vernachlässigung e. V., die Medizinische Kinderschutzhotline und das "
        "Kompetenzzentrum Kinderschutz im Gesundheitswesen NRW.",
    )),
    ("Qualität und gemeinsames Risikomanagement", (
        "Jugend- und Gesundheitshilfe bauen Strukturen auf, die die Sicherheit der Patientinnen und Patienten erhöhen.",
    )),
    ("Statistik", (
        "Sie erfasst fortlaufend die Kinderschutzfälle an den sächsischen Kinderkliniken und vertritt damit die Interessen der "
        "Berufsgruppen.",
    )),
    ("Öffentlichkeit und Gremien", (
        "Sie ist auf Fachmessen wie der FLORIAN und auf Fachtagen vertreten, arbeitet in Kommissionen, Ausschüssen und Foren "
        "mit und schreibt im Ärzteblatt Sachsen.",
        "Mit dem Internetauftritt „Medizinischer Kinderschutz“ informiert sie Kliniken, Praxen und die Jugendhilfe.",
        "Zur FLORIAN-Messe entstand ein Video über die Koordinierungsstelle; die Messe gestattet die Nutzung als Partnerin.",
    )),
    ("Vorbeugung", (
        "Ein Faltblatt über das nicht akzidentelle Schädel-Hirn-Trauma (NASHT, „Schütteltrauma“) liegt in Sachsens U-Heften.",
        "Über ihre Arbeit informiert ein eigenes Faltblatt.",
    )),
)  # fmt: skip

BODY = ()
PAGES = (
    {
        "title": "Aufgaben der Landeskoordinierungsstelle",
        "slug": "aufgaben",
        "body": tuple(("text", f"<h2>{title}</h2>{as_list(sentences)}") for title, sentences in TASKS),
    },
)

INDEX = {
    "title": "Fortbildungen",
    "slug": "fortbildungen",
    "intro": "<p>Kinderschutz in der Medizin, strukturiert und gemeinsam.</p>",
}
VENUE = {"name": "Bildungszentrum (Demo)", "street": "Beispielstraße 3", "postal_code": "01067", "city": "Dresden"}
SATURDAY = 5
CHAMBER = "Sächsische Landesärztekammer"
COURSES = (
    {
        "slug": "kinderschutz-in-der-medizin",
        "title": "Kinderschutz in der Medizin: Grundkurs für Ärztinnen und Ärzte",
        "intro": "Befunde einordnen, sicher dokumentieren und den richtigen Weg in die Jugendhilfe finden.",
        "professions": ("physician",),
        "sectors": ("health", "public_health"),
        "goals": (
            "Hinweise auf Misshandlung und Vernachlässigung erkennen und einordnen können",
            "Befunde gerichtsfest dokumentieren können",
            "Nach § 4 KKG handeln und die Jugendhilfe einbeziehen können",
        ),
        "modules": (
            (
                "lecture",
                "Befunde erkennen und dokumentieren",
                90,
                "<p>Verletzungsmuster, Vernachlässigung, Fotodokumentation.</p>",
            ),
            (
                "lecture",
                "Recht und Verfahren: § 4 KKG in Klinik und Praxis",
                45,
                "<p>Schweigepflicht, Beratung, Mitteilung.</p>",
            ),
            ("workshop", "Fälle aus Klinik und Praxis", 90, "<p>Fallbesprechung in kleinen Gruppen, anonymisiert.</p>"),
        ),
        "weeks": 4,
        "weekday": SATURDAY,
        "granted": "6",
        "venue": VENUE,
    },
    {
        "slug": "fachpersonal",
        "title": "Hinsehen und handeln: Kinderschutz für medizinisches Fachpersonal",
        "intro": "Für Pflege, Hebammen und Praxisteams: beobachten, festhalten, weitergeben.",
        "professions": ("nurse", "midwife"),
        "sectors": ("health",),
        "goals": (
            "Beobachtungen sachlich festhalten können",
            "Wissen, an wen in der eigenen Einrichtung eine Sorge geht",
        ),
        "modules": (
            ("lecture", "Was Kinder zeigen: Anzeichen im Alltag der Pflege", 60, "<p>Beobachten, ohne zu urteilen.</p>"),
            ("workshop", "Gespräche mit Eltern üben", 90, "<p>Rollenspiele in kleinen Gruppen.</p>"),
        ),
        "weeks": 6,
        "weekday": SATURDAY,
        "venue": VENUE,
    },
    {
        "slug": "medizin-trifft-jugendhilfe",
        "title": "Medizin trifft Jugendhilfe: gemeinsam Kinder schützen",
        "intro": "Gemeinsame Fortbildung für Kinderschutzgruppen, Jugendämter und Netzwerke.",
        "professions": ("physician", "nurse", "social_worker", "psychotherapist"),
        "sectors": ("health", "public_health", "youth_welfare", "early_help"),
        "goals": (
            "Auftrag und Grenzen des jeweils anderen Systems kennen",
            "Gemeinsame Verfahren für die eigene Region vereinbaren können",
        ),
        "modules": (
            ("lecture", "Wie die Jugendhilfe arbeitet, wie die Medizin arbeitet", 60, "<p>Zwei Systeme, ein Auftrag.</p>"),
            (
                "workshop",
                "Schnittstellen: vom Verdacht zur Hilfe",
                90,
                "<p>Wege und Ansprechpersonen im eigenen Landkreis.</p>",
            ),
            ("self_study", "Nachbereitung: NASHT vorbeugen", 45, "<p>Was Eltern über das Schütteln wissen müssen.</p>"),
        ),
        "weeks": 9,
        "weekday": SATURDAY,
        "granted": "5",
        "venue": VENUE,
    },
    {
        "slug": "gemeinsam-sicherer",
        "title": "Gemeinsam sicherer: Arbeitshilfen und Risikomanagement",
        "intro": "Praxen, Kliniken und Jugendhilfe erproben Arbeitshilfen, besuchen einander und lernen aus dem, was schwierig war.",
        "professions": ("physician", "medical_assistant", "public_health_physician", "social_worker", "youth_office"),
        "sectors": ("health", "public_health", "youth_welfare"),
        "goals": (
            "Die Arbeitshilfen der Landeskoordinierungsstelle in der eigenen Praxis einsetzen können",
            "Risiken zwischen Jugend- und Gesundheitshilfe gemeinsam erkennen und Maßnahmen vereinbaren können",
        ),
        "modules": (
            ("de_sn_working_aid", "Arbeitshilfe: Von der Sorge zur Mitteilung", 45, {
                "summary": "<p>Die Arbeitshilfe führt Schritt für Schritt durch das Verfahren nach § 4 KKG.</p>",
                "need": "Niedergelassene wünschen sich einen kurzen, rechtssicheren Ablauf für die Sprechstunde.",
                "area": "",
                "users": ["Niedergelassene Ärztinnen und Ärzte", "Praxisteams"],
                "edition": "Demo-Ausgabe",
                "document": None,
            }),
            ("de_case_conference", "Fallkonferenz: Ein Säugling in der Notfallpraxis", 90, {
                "summary": "<p>Ambulante und stationäre Medizin beraten mit der Jugendhilfe.</p>",
                "question": "Welcher Schritt ist wann nötig, und wer geht ihn?",
                "disciplines": ["Kinder- und Jugendmedizin", "Pflege", "Jugendamt"],
                "anonymised": True,
            }),
            ("de_sn_risk_review", "Gemeinsamer Rückblick: Entlassung vor dem Wochenende", 60, {
                "summary": "<p>Wo ging auf dem Weg zwischen Klinik und Jugendamt etwas verloren?</p>",
                "occasion": "Entlassung aus der Klinik vor dem Wochenende",
                "youth_welfare": ["Jugendamt", "Netzwerk Frühe Hilfen"],
                "health": ["Kinderschutzgruppe der Klinik", "Gesundheitsamt"],
                "measures": [
                    {"text": "Eine Rufnummer, die auch am Wochenende besetzt ist", "side": "youth_welfare", "due": None},
                    {"text": "Ein gemeinsamer Bogen für die Entlassung", "side": "both", "due": None},
                ],
                "anonymised": True,
            }),
            ("de_shadowing_day", "Hospitation im Jugendamt", 240, {
                "summary": "<p>Ein halber Tag an der Seite der Kolleginnen und Kollegen.</p>",
                "place_type": "youth_office",
                "observed": ["Eingang einer Mitteilung", "Einschätzung im Team"],
                "agreement": "Schweigepflicht wird schriftlich vereinbart. Gespräche mit Familien nur mit deren Zustimmung.",
            }),
            ("de_quality_circle", "Qualitätszirkel: Mitteilungen, die ankommen", 90, {
                "summary": "",
                "topic": "Wie Mitteilungen an das Jugendamt verständlich und vollständig werden",
                "moderator": "Landeskoordinierungsstelle Medizinischer Kinderschutz",
                "rhythm": "quarterly",
            }),
        ),
        "weeks": 11,
        "venue": VENUE,
    },
)  # fmt: skip
