"""What made-up certificates say, in each language of the site: a study day on early help, with its office and its programme."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """``topics`` are those of modules, ``offices`` of who signs, ``body`` is a second one that grants credits."""

    title: str
    topics: tuple[str, ...]
    place: str
    host: str
    region: str
    address: str
    opening: str
    closing: str
    legal: str
    offices: tuple[str, str]
    body: str
    added: str
    programme: str
    courses: tuple[str, ...]


WORDS = {
    "de": Words(
        title="Fachtag Frühe Hilfen: gemeinsam von Anfang an",
        topics=(
            "Begrüßung und Einführung",
            "Frühe Hilfen im Landkreis: Angebote, Wege, Zuständigkeiten",
            "Wahrnehmen und einschätzen: gewichtige Anhaltspunkte im ersten Lebensjahr",
            "Das Gespräch mit Eltern in belasteten Lebenslagen",
            "Schweigepflicht und Datenschutz im Netzwerk",
            "Übergänge gestalten: Geburtsklinik, Hebamme, Jugendamt",
            "Kinder psychisch erkrankter Eltern",
            "Auswertung und Ausblick",
        ),
        place="Kongresszentrum, Kurstraße 1, 61231 Bad Nauheim",
        host="Landeskoordinierungsstelle Frühe Hilfen",
        region="Beispielland",
        address="Musterallee 12, 61231 Bad Nauheim",
        opening="Die Landeskoordinierungsstelle bestätigt hiermit, dass",
        closing="Die Veranstaltung folgte dem Rahmenkonzept des Landes und wurde von den Teilnehmenden ausgewertet.",
        legal="Gefördert vom Land. Grundlage ist die Richtlinie zur Förderung von Netzwerken im Kinderschutz.",
        offices=("Wissenschaftliche Leitung", "Leitung der Landeskoordinierungsstelle"),
        body="Kammer für Psychotherapie und Psychosomatik",
        added="Zusatz",
        programme="Grundlagen der Frühen Hilfen",
        courses=("Gespräche mit Eltern führen", "Im Netzwerk arbeiten: Rollen, Wege, Grenzen"),
    ),
    "da": Words(
        title="Temadag om tidlig indsats: sammen fra begyndelsen",
        topics=(
            "Velkomst og introduktion",
            "Tværfagligt samarbejde omkring gravide i sårbare livssituationer",
            "Underretningspligt og tavshedspligt i praksis",
            "Samtalen med forældre",
            "Opsamling og næste skridt",
        ),
        place="Kongrescentret, Havnegade 1, 4000 Roskilde",
        host="Koordinationskontoret for tidlig indsats",
        region="Eksempelregionen",
        address="Mønstervej 12, 4000 Roskilde",
        opening="Koordinationskontoret bekræfter hermed, at",
        closing="Temadagen fulgte regionens sundhedsaftale og blev evalueret af deltagerne.",
        legal="Støttet af regionen efter retningslinjen for tværsektorielt samarbejde.",
        offices=("Faglig leder", "Leder af koordinationskontoret"),
        body="Selskabet for Tværfaglig Sundhed",
        added="Tillæg",
        programme="Grundforløb i tidlig indsats",
        courses=("Samtaler med forældre", "At arbejde i netværk: roller, veje, grænser"),
    ),
    "sv": Words(
        title="Temadag om tidiga insatser: tillsammans från början",
        topics=(
            "Välkommen och introduktion",
            "Samverkan mellan barnhälsovård och socialtjänst",
            "Orosanmälan och sekretess i praktiken",
            "Samtalet med föräldrar i utsatta livssituationer",
            "Sammanfattning och nästa steg",
        ),
        place="Konferenscentrum, Hamngatan 1, 371 31 Karlskrona",
        host="Samordningskontoret för tidiga insatser",
        region="Exempelregionen",
        address="Mönstervägen 12, 371 31 Karlskrona",
        opening="Samordningskontoret intygar härmed att",
        closing="Temadagen följde regionens ramprogram och utvärderades av deltagarna.",
        legal="Finansieras av regionen enligt riktlinjen för samverkan kring barn.",
        offices=("Vetenskaplig ledare", "Chef för samordningskontoret"),
        body="Förbundet för tvärprofessionell hälsa",
        added="Tillägg",
        programme="Grunderna i tidiga insatser",
        courses=("Samtal med föräldrar", "Att arbeta i nätverk: roller, vägar, gränser"),
    ),
    "en": Words(
        title="Study day on early help: together from the start",
        topics=(
            "Welcome and introduction",
            "Noticing and assessing: serious signs in the first year of life",
            "Confidentiality and data protection in the network",
            "Talking with parents under strain",
            "Summary and next steps",
        ),
        place="Congress Centre, 1 Harbour Street, Sampleton",
        host="Coordination Office for Early Help",
        region="Sampleshire",
        address="12 Pattern Avenue, Sampleton",
        opening="The coordination office hereby confirms that",
        closing="The study day followed the framework of the county and was evaluated by its participants.",
        legal="Funded by the county under its guideline for networks in child protection.",
        offices=("Scientific lead", "Head of the coordination office"),
        body="Institute of Psychotherapy and Psychosomatics",
        added="Addition",
        programme="Foundations of early help",
        courses=("Talking with parents", "Working in a network: roles, ways, limits"),
    ),
}
