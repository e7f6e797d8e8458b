"""Saxony: the coordination office for child protection in medicine and its structured trainings.

The facts are those of the office's own list of tasks; the wording is ours. The current ordinance of the Saxon chamber is
not known to us, so its events carry what the chamber granted and no proposal.
"""

REGION = {
    "slug": "sachsen",
    "code": "SN",
    "name": "Sachsen",
    "organisation": "Landeskoordinierungsstelle Medizinischer Kinderschutz",
    "contact_email": "medizinischer-kinderschutz@samkurs.example",
    "country": "DE",
    "language": "de",
    "palette": "sachsen",
}

INTRO = (
    "<p>Die Landeskoordinierungsstelle Medizinischer Kinderschutz berät die Kinderschutzgruppen an Kliniken und "
    "Gesundheitsämtern in Sachsen, die bestehenden wie die entstehenden, praxisnah und aus einer Hand.</p>"
)

TASKS_TITLE = "Aufgaben der Landeskoordinierungsstelle"
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
        "granted": "6",
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
        "granted": "",
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
        "granted": "5",
    },
)
