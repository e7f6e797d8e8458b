"""Hesse: the conference of 25 May 2019 with what its forums arrived at, the next one, and a course that runs today.

The facts are those of the ministry's report of 29 May 2019; the wording is ours. Where the report's table leaves open to
which run a sentence belongs, the first is taken as the first run's result and the rest as the second's.
"""

from dataclasses import dataclass

REGION = {
    "slug": "hessen",
    "code": "HE",
    "name": "Hessen",
    "organisation": "Koordinierungsstelle Frühe Hilfen Hessen",
    "contact_email": "fruehe-hilfen-hessen@samkurs.example",
    "country": "DE",
    "language": "de",
    "palette": "hessen",
    "certificate_template": "de_he_letterhead",
}
PLUGINS = ("de", "de_he")
BODY = ()
INDEX = {
    "title": "Fortbildungen und Tagungen",
    "slug": "fortbildungen",
    "intro": "<p>Für Fachkräfte aller Sektoren in Hessen.</p>",
}

INTRO = (
    "<p>Frühe Hilfen gelingen, wenn Jugendhilfe und Gesundheitswesen einander kennen. Hier finden Fachkräfte aus beiden "
    "Bereichen gemeinsame Fortbildungen und Tagungen in Hessen.</p>"
)

NETWORKS_TITLE = "33 Netzwerke Frühe Hilfen"
NETWORKS_TEXT = (
    "<p>In Hessen bringen 33 Netzwerke Frühe Hilfen die Beteiligten vor Ort zusammen, stoßen Angebote an und verbessern die "
    "Versorgung der Familien. In jedem Netzwerk gibt es mindestens eine Person, die es koordiniert und die Frühen Hilfen "
    "strategisch und praktisch ausgestaltet.</p>"
    "<p>In allen Netzwerken begleiten Familienhebammen oder Familien-, Gesundheits- und Kinderkrankenpflegende Familien zu "
    "Hause. Das Land fördert jedes Jahr die Qualifizierung dieser Fachkräfte und unterstützt mit dem Landesprogramm „Frühe "
    "Hilfen, Prävention und Kinderschutz“ Ausbau und Qualität der Frühen Hilfen.</p>"
    "<p>Bund, Länder und Kommunen erhalten für Aufbau und Weiterentwicklung der Netzwerke 51 Millionen Euro aus der "
    "Bundesstiftung Frühe Hilfen. Den gesetzlichen Auftrag enthält das Gesetz zur Kooperation und Information im "
    "Kinderschutz (KKG).</p>"
)
DISTRICTS = (
    "Landkreis Bergstraße", "Landkreis Darmstadt-Dieburg", "Landkreis Fulda", "Landkreis Gießen", "Landkreis Groß-Gerau",
    "Landkreis Hersfeld-Rotenburg", "Hochtaunuskreis", "Landkreis Kassel", "Lahn-Dill-Kreis", "Landkreis Limburg-Weilburg",
    "Main-Kinzig-Kreis", "Main-Taunus-Kreis", "Landkreis Marburg-Biedenkopf", "Odenwaldkreis", "Landkreis Offenbach",
    "Rheingau-Taunus-Kreis", "Schwalm-Eder-Kreis", "Vogelsbergkreis", "Landkreis Waldeck-Frankenberg", "Werra-Meißner-Kreis",
    "Wetteraukreis", "Stadt Bad Homburg", "Stadt Darmstadt", "Stadt Frankfurt am Main", "Stadt Fulda", "Stadt Gießen",
    "Stadt Hanau", "Stadt Kassel", "Stadt Marburg", "Stadt Offenbach am Main", "Stadt Rüsselsheim", "Stadt Wetzlar",
    "Stadt Wiesbaden",
)  # fmt: skip
"""The 33 areas with a youth welfare office of their own as of 2019: 21 counties, 5 independent cities, 7 towns of special status."""


@dataclass(frozen=True)
class Forum:
    title: str
    first: tuple[str, ...]
    second: tuple[str, ...]


FORUMS = (
    Forum(
        "Rund um die Geburt – Nationales Gesundheitsziel",
        ("Hessen bringt das Gesundheitsziel zur Geltung.",),
        ("Im Mittelpunkt stehen Mutter und Baby!",),
    ),
    Forum(
        "Rund um die Geburt – Vorsorge. Nachsorge. Fürsorge.",
        ("Der Blick gilt Mutter und Kind.",),
        (
            "Es gilt, Bedarfe zu erkennen und die Vernetzung zu stärken.",
            "Politische Ebene und Berufsverbände brauchen einen festen Austausch.",
        ),
    ),
    Forum(
        "Frühgeborene und Mehrlingsgeburten",
        ("Die Planung von Hilfen beginnt schon während der Schwangerschaft.",),
        ("Den Weg bestimmt die Familie.", "Hilfen richten sich nach dem einzelnen Bedarf."),
    ),
    Forum(
        "Frühkindliche Entwicklungs- und Regulationsstörungen",
        ("Der Wille zur Kooperation ist da; es fehlen Strukturen, die sie tragen.",),
        (
            "Manche Aufgabe lässt sich im Alltag der Praxis nicht lösen.",
            "Dafür muss die Politik Verantwortung übernehmen.",
        ),
    ),
    Forum(
        "Psychisch kranke Eltern und interdisziplinäre Zusammenarbeit",
        (
            "Mutter-Kind-Bindung und -Therapie brauchen in der Politik mehr Gewicht.",
            "Die Frühen Hilfen vernetzen sich mit dem medizinischen System.",
        ),
        ("Psychische Erkrankungen dürfen kein Stigma sein, damit Hilfe angenommen wird.",),
    ),
    Forum(
        "Medizinischer Kinderschutz – Übergänge vom Gesundheitswesen zum Kinderschutz",
        ("Jugend- und Gesundheitswesen arbeiten gut zusammen.",),
        ("Eltern sind im System der Unterstützung handelnde Personen.",),
    ),
    Forum(
        "Gelungene Übergänge Gesundheitswesen und Frühe Hilfen",
        ("SGB VIII und SGB V geben einen gemeinsamen gesetzlichen Auftrag.",),
        ("Gefragt sind motivierte Menschen, die eine Vision haben.",),
    ),
    Forum(
        "Lotsensysteme",
        ("Das gemeinsame Ziel weitet den Blick der Fachdisziplinen.",),
        ("Vernetzung braucht Zeit und einen gesetzlichen Rahmen, in dem sich alle wiederfinden.",),
    ),
    Forum(
        "Potenziale von kommunalen Gesundheitsstrategien",
        ("Frühe Hilfen gehören in jede kommunale Gesundheitsstrategie.",),
        ("Frühe Hilfen sind eine Haltung: Alle Beteiligten unterstützen Familien.",),
    ),
)


def _interface(question: str, one_side: str, other_side: str, *, goal: str = "") -> dict[str, str]:
    sides = {"one_side": one_side, "other_side": other_side}
    return {"summary": "", "question": question, **sides, "rapporteur": "Moderation des Forums", "health_goal": goal}


INTERFACES = (
    _interface(
        "Was braucht es vor Ort, damit das Gesundheitsziel bei den Familien ankommt?",
        "health",
        "early_help",
        goal="Gesundheit rund um die Geburt",
    ),
    _interface(
        "Wie gehen Vorsorge, Nachsorge und Fürsorge ohne Lücke ineinander über?",
        "health",
        "early_help",
        goal="Gesundheit rund um die Geburt",
    ),
    _interface(
        "Welche Hilfen lassen sich schon vor der Geburt verabreden?",
        "health",
        "early_help",
        goal="Gesundheit rund um die Geburt",
    ),
    _interface("Welche Strukturen tragen die Zusammenarbeit über die einzelne Praxis hinaus?", "health", "youth_welfare"),
    _interface("Wie finden belastete Eltern und ihre Kinder gleichzeitig Unterstützung?", "health", "youth_welfare"),
    _interface("Wie wird aus einem Verdacht im Krankenhaus ein guter Übergang?", "health", "youth_welfare"),
    _interface("Wer begleitet die Familie von der einen Hand in die andere?", "health", "early_help"),
    _interface("Was müssen Lotsinnen und Lotsen von den anderen Fachdisziplinen wissen?", "health", "early_help"),
    _interface("Wie kommen Frühe Hilfen in die kommunale Gesundheitsstrategie?", "public_health", "early_help"),
)
"""What the next conference asks in each forum, in the order of ``FORUMS``."""

GOALS = (
    "Möglichkeiten einer Zusammenarbeit über Sektoren und Professionen hinweg kennen",
    "Wissen, wie ambulante und medizinische Versorgung in die Netzwerke Frühe Hilfen eingebunden werden",
    "Hürden der Kooperation benennen und Lösungen mit dem jeweils anderen System finden",
)

CONFERENCE_2019 = {
    "title": "Frühe Hilfen – Kooperation Jugendhilfe und Gesundheitswesen 2019",
    "slug": "fachtagung-2019",
    "intro": (
        "Fachtagung am 25. Mai 2019 in Bad Nauheim: 260 Fachkräfte aus ganz Hessen und den angrenzenden Ländern berieten, "
        "wie Medizin und Jugendhilfe Familien gemeinsam früh unterstützen."
    ),
    "motto": "Familien, Medizin, Jugendhilfe – Zukunftsmöglichkeiten einer intersektoralen Kooperation in den Frühen Hilfen",
    "place": "Bad Nauheim",
    "host": "Hessisches Ministerium für Soziales und Integration",
    "main_result": (
        "Hessen stellt sich weiter dem nationalen Gesundheitsziel „Gesundheit rund um die Geburt“. Gesundheitswesen und Frühe "
        "Hilfen entwickeln gemeinsam Wege, es umzusetzen."
    ),
    "press_name": "Alice Engel",
    "press_office": "Pressesprecherin, Hessisches Ministerium für Soziales und Integration",
    "press_phone": "+49 611 3219 3408",
    "press_email": "presse@hsm.hessen.de",
}

FACTS_2019 = {
    "heading": "Die Tagung in Zahlen",
    "facts": [
        {"value": "260", "label": "Teilnehmende aus Hessen und den angrenzenden Ländern"},
        {"value": "9", "label": "Fachforen in zwei Durchläufen"},
        {"value": "33", "label": "Netzwerke Frühe Hilfen in Hessen"},
        {"value": "51 Mio. €", "label": "von der Bundesstiftung Frühe Hilfen für Bund, Länder und Kommunen"},
    ],
    "source": "Hessisches Ministerium für Soziales und Integration, 29. Mai 2019",
}

CONFERENCE_2019_BODY = (
    ("text", "<h2>Gemeinsam für Familien</h2><p>Kai Klose, Hessischer Minister für Soziales und Integration, eröffnete die Tagung: "
     "Familien in schwierigen Lebenslagen lasse sich am besten gemeinsam helfen. Wirksame Frühe Hilfen beginnen nach seinen Worten "
     "damit, dass Professionen zusammenarbeiten und tragfähige Netzwerke bilden; dem, was daraus entstehen kann, sei der Tag "
     "gewidmet.</p>"),
    ("facts", FACTS_2019),
    ("text", "<h2>Kinder- und Jugendhilfe und Gesundheitswesen</h2><p>Eine der wichtigsten Aufgaben sah der Minister darin, die "
     "Kinder- und Jugendhilfe und das Gesundheitswesen zusammenzuführen: für eine gemeinsame Versorgung der Familien, "
     "niedrigschwellig und nah am Wohnort. Medizin und Frühe Hilfen sollen die Angebote der anderen Seite kennen und "
     "Informationen austauschen können. Wer Lösungen sucht, muss auch die vielen Hürden im Alltag benennen.</p>"),
    ("text", "<h2>Zusammenarbeit als zentrales Thema</h2><p>Dr. med. Thies Häfner, ärztlicher Leiter der Tagung, und Dieter "
     "Schulenberg, Geschäftsführer der HAGE e. V., hoben hervor, wie nötig die Kooperation der Sektoren ist. Für Dr. Häfner ist "
     "die interdisziplinäre Zusammenarbeit das zentrale Thema einer künftig wirksamen Politik, nicht allein auf dieser Tagung: "
     "Erfolg werde diese Form der Kooperation über den Kinderschutz hinaus haben.</p>"),
    ("text", "<h2>Einbindung der ambulanten und medizinischen Versorgung</h2><p>Die überregionale Tagung zeigte, welche Chancen in "
     "einer Zusammenarbeit über Sektoren und Professionen hinweg liegen. Neun Fachforen berieten, wie die ambulante und die "
     "medizinische Versorgung besser in die Netzwerke Frühe Hilfen eingebunden werden. Immer gegenwärtig war dabei das "
     "nationale Gesundheitsziel „Gesundheit rund um die Geburt“ mit einer Zusammenarbeit, die Strukturen und Ressourcen "
     "nutzt.</p><p>Die 260 Teilnehmenden kamen aus den Frühen Hilfen, der Medizin, der Kinder- und Jugendhilfe und dem "
     "öffentlichen Gesundheitswesen, aus allen Regionen Hessens und den angrenzenden Bundesländern.</p>"),
    ("text", "<h2>Weiterführende Informationen</h2>" + NETWORKS_TEXT),
    ("text", "<p><i>Grundlage: Bericht des Hessischen Ministeriums für Soziales und Integration vom 29. Mai 2019, Themen Familie "
     "und Gesundheit.</i></p>"),
)  # fmt: skip

CONTRIBUTORS_2019 = (
    ("opening", "Kai Klose", "Hessischer Minister für Soziales und Integration", ""),
    ("scientific_lead", "Dr. med. Thies Häfner", "Ärztlicher Leiter der Fachtagung, Obmann FFM – Süd Ost", "BVKJ – LV Hessen"),
    (
        "organiser",
        "Dieter Schulenberg",
        "Geschäftsführer",
        "Hessische Arbeitsgemeinschaft für Gesundheitsförderung e. V. (HAGE)",
    ),
)

NEXT_CONFERENCE = {
    "title": "Frühe Hilfen – Kooperation Jugendhilfe und Gesundheitswesen: die nächste Fachtagung",
    "slug": "naechste-fachtagung",
    "intro": "Neun Fachforen in zwei Durchläufen führen weiter, was 2019 in Bad Nauheim begonnen wurde.",
    "motto": "Gemeinsam früh dabei: Medizin und Jugendhilfe an der Seite der Familien",
    "place": "Bad Nauheim",
    "host": "Koordinierungsstelle Frühe Hilfen Hessen",
}

COURSE_TODAY = {
    "title": "Kooperation in den Frühen Hilfen: Einführung für Medizin und Jugendhilfe",
    "slug": "kooperation-einfuehrung",
    "intro": "Ein Tag für alle, die Familien rund um die Geburt begleiten: Wer tut was, und wie kommen wir zusammen?",
    "host": "Koordinierungsstelle Frühe Hilfen Hessen",
}
COURSE_MODULES = (
    ("lecture", "Frühe Hilfen im Überblick: Auftrag, Recht, Angebote", 45,
     "<p>Gesetzlicher Auftrag nach dem KKG, Netzwerke und Angebote in Hessen.</p>"),
    ("lecture", "Belastungen früh erkennen und ansprechen", 45,
     "<p>Anzeichen rund um Schwangerschaft, Geburt und das erste Lebensjahr; Gespräche, die Vertrauen schaffen.</p>"),
    ("workshop", "Fallarbeit: Übergang von der Geburtsklinik in das Netzwerk", 90,
     "<p>In gemischten Gruppen planen wir den Weg einer Familie von der Klinik nach Hause.</p>"),
    ("workshop", "Fallarbeit: Psychisch belastete Eltern", 90,
     "<p>In gemischten Gruppen klären wir, wer wann einbezogen wird und was die Schweigepflicht erlaubt.</p>"),
)  # fmt: skip
COURSE_GOALS = (
    "Auftrag und Angebote der Frühen Hilfen in Hessen erklären können",
    "Belastungen erkennen und mit Eltern darüber sprechen können",
    "Die passenden Partner im eigenen Netzwerk finden und einbeziehen können",
)
