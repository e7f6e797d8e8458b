"""Kronoberg: the work for "Barnens bästa gäller", with its workshop day of 11 December 2019.

The facts are those of the region's news of 13 December 2019; the wording is ours. The case is told there as an example.
"""

REGION = {
    "slug": "kronoberg",
    "code": "KR",
    "name": "Kronoberg",
    "organisation": "Barnens bästa gäller i Kronoberg",
    "contact_email": "barnens-basta@samkurs.example",
    "country": "SE",
    "language": "sv",
    "time_zone": "Europe/Stockholm",
    "palette": "kronoberg",
    "certificate_template": "se_letterhead",
}
PLUGINS = ("se",)

INTRO = (
    "<p>Hälso- och sjukvården, skolan och socialtjänsten i Kronoberg samordnar sitt stöd med barnet i centrum. Här hittar du "
    "våra gemensamma utbildningar och workshoppar.</p>"
)

BODY = (
    (
        "text",
        "<h2>Insatser som hänger ihop</h2><p>När flera verksamheter erbjuder stöd var för sig kan insatserna dra åt olika håll, "
        "hur goda de än är. I Kronoberg växer därför en modell fram som tydliggör hur aktörerna samverkar. Kommunerna hittar "
        "lösningar mellan sina förvaltningar, och hälso- och sjukvården ser över sin samverkan internt och externt.</p>",
    ),
    (
        "se_case",
        {
            "heading": "Två remisser för samma barn",
            "story": (
                "<p>Ett barn har skolsvårigheter och fetma. Skolan skriver en remiss till barn- och ungdomspsykiatrin och en till "
                "barn- och ungdomskliniken. Båda startar insatser utan att tala med varandra. Fokus blir fel, och barnet får för "
                "mycket jobbigt att ta tag i på en gång.</p>"
            ),
            "question": "Vad är viktigast för barnet just nu, och vem samordnar?",
            "origin": "fictional",
        },
    ),
)
PAGES = (
    {
        "title": "Workshopdagen 2019",
        "slug": "workshopdagen-2019",
        "intro": "<p>Den 11 december 2019 möttes chefer och medarbetare från alla verksamheter som möter barn.</p>",
        "body": (
            (
                "text",
                "<h2>Från i dag till om tjugo år</h2><p>Arbetsgruppens samordnare Katarina Carlzon bjöd in till dagen och "
                "processledaren Susann Swärd ledde arbetet. Deltagarna utgick från dagens utmaningar och från läget de önskar om "
                "20 år. Sedan diskuterade de vad som krävs för att komma dit.</p>",
            ),
            (
                "text",
                "<h2>Vad deltagarna diskuterade</h2><ul><li>Lagstiftning och barnkonventionen, som blev lag 2020</li>"
                "<li>Kunskap om varandras verksamhet</li><li>Helheten runt barn och familj</li>"
                "<li>Bättre samordning och en väg in</li><li>Kompetensutveckling</li>"
                "<li>Gemensam organisation och budget</li></ul>",
            ),
            (
                "text",
                "<h2>Så går arbetet vidare</h2><p>Resultatet hanteras i hälso- och sjukvårdens strategigrupp och byggs ihop med "
                "annat utvecklingsarbete. Tandvården, primärvården, vuxenhabiliteringen och psykiatrin såg samma utmaningar och "
                "möjligheter: enigheten är stor, nu ska den omsättas i praktiken.</p>",
            ),
        ),
    },
)

INDEX = {
    "title": "Utbildningar och workshoppar",
    "slug": "utbildningar",
    "intro": "<p>För alla verksamheter i Kronoberg som möter barn.</p>",
}
COURSES = (
    {
        "slug": "workshop-samverkan-kring-barn",
        "title": "Workshop: Samverkan kring barn",
        "intro": "En dag om dagens utmaningar, läget vi önskar om 20 år och stegen dit. För chefer och medarbetare.",
        "professions": (
            *("physician", "se_child_health_nurse", "se_district_nurse", "se_psychologist", "se_dentist", "se_habilitation"),
            *("se_rehabilitation_coordinator", "se_school_nurse", "school_social_worker", "youth_office"),
        ),
        "sectors": ("health", "education", "youth_welfare"),
        "goals": (
            "Känna till barnkonventionens krav på den egna verksamheten",
            "Kunna beskriva vad som krävs för en gemensam väg in",
            "Ha kommit överens om nästa steg med de andra verksamheterna",
        ),
        "modules": (
            (
                "lecture",
                "Barnkonventionen i vår verksamhet",
                45,
                "<p>Vad lagen kräver, och hur barnplanen blir enkel och ändamålsenlig.</p>",
            ),
            (
                "se_phases_workshop",
                "I dag, om 20 år och vägen dit",
                180,
                {
                    "summary": "<p>Vi arbetar i blandade grupper vid bord. Varje grupp antecknar det viktigaste från varje fas.</p>",
                    "years": 20,
                    "today": "Vilka utmaningar möter barn och familjer när vi samverkar?",
                    "wish": "Hur ser det ut när vi har lyckats?",
                    "steps": "Vad behöver vi göra för att komma dit, och vem börjar?",
                    "topics": [
                        *("lagstiftning", "kunskap om varandras verksamhet", "helheten runt barn och familj", "samordning"),
                        *("barnkonventionen", "kompetensutveckling", "en väg in", "gemensam organisation och budget"),
                    ],
                    "facilitator": "Processledare vid Region Kronoberg",
                    "receiver": "Hälso- och sjukvårdens strategigrupp",
                },
            ),
        ),
        "weeks": 6,
        "venue": {"name": "Konferenslokal (demo)", "street": "Exempelgatan 6", "postal_code": "352 30", "city": "Växjö"},
    },
)  # fmt: skip
