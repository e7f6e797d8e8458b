"""Invented participants: the same people at every load, none of them real."""

from collections.abc import Iterator
from itertools import islice, product

from cms.demo.hessen import DISTRICTS

FIRST_NAMES = (
    "Alma", "Benno", "Carla", "Deniz", "Elif", "Fabian", "Greta", "Hanno", "Ines", "Jannik", "Katja", "Levin", "Meral",
    "Nils", "Olga", "Paul", "Ronja", "Selim", "Tilda", "Uwe",
)  # fmt: skip
LAST_NAMES = (
    "Ahorn", "Birkental", "Distelkamp", "Eschenbach-Muster", "Fichtner", "Ginsterweg", "Holunder", "Immergrün", "Kirschbaum",
    "Lindenau", "Moosgruber", "Nussbaum", "Pappelheim", "Rosendahl", "Schlehdorn", "Tannhof", "Ulmenried", "Weidengrund",
)  # fmt: skip
WORK = (
    ("family_midwife", "Netzwerk Frühe Hilfen"),
    ("physician", "Praxis für Kinder- und Jugendmedizin"),
    ("social_worker", "Jugendamt"),
    ("midwife", "Hebammenpraxis"),
    ("nurse", "Kinderklinik"),
    ("psychotherapist", "Psychotherapeutische Praxis"),
    ("physician", "Gesundheitsamt"),
)
NEIGHBOURS = ("Rheinland-Pfalz", "Bayern", "Thüringen", "Niedersachsen")


def participants(count: int) -> Iterator[dict[str, str]]:
    """That many people with name, mail address, profession, organisation and district, all different."""
    places = (*DISTRICTS, *NEIGHBOURS)
    for number, (last, first) in enumerate(islice(product(LAST_NAMES, FIRST_NAMES), count)):
        profession, organisation = WORK[number % len(WORK)]
        title = "Dr. " if profession == "physician" and number % 3 == 0 else ""
        yield {
            "name": f"{title}{first} {last}",
            "email": f"teilnehmend-{number + 1:03}@samkurs.example",
            "profession": profession,
            "organisation": organisation,
            "district": places[number % len(places)],
            "language": "de",
        }
