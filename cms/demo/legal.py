"""The pages in the footer of each language that has a region in the demo."""

PAGES = {
    "de": (
        (
            "Impressum",
            "impressum",
            "Hier steht, wer diese Seiten verantwortet. Dies ist eine Vorführung mit erfundenen Konten.",
        ),
        ("Datenschutz", "datenschutz", "Hier steht, welche Daten wofür und wie lange gespeichert werden."),
        (
            "Erklärung zur Barrierefreiheit",
            "barrierefreiheit",
            "Hier steht, wie zugänglich diese Seiten sind und wem Sie Hindernisse melden.",
        ),
    ),
    "da": (
        (
            "Om siderne",
            "om-siderne",
            "Her står, hvem der er ansvarlig for siderne. Dette er en demonstration med opdigtede konti.",
        ),
        ("Privatlivspolitik", "privatlivspolitik", "Her står, hvilke oplysninger vi gemmer, til hvad og hvor længe."),
        (
            "Tilgængelighedserklæring",
            "tilgaengelighed",
            "Her står, hvor tilgængelige siderne er, og hvem du kan melde problemer til.",
        ),
    ),
    "sv": (
        (
            "Om webbplatsen",
            "om-webbplatsen",
            "Här står vem som ansvarar för sidorna. Detta är en demonstration med påhittade konton.",
        ),
        ("Personuppgifter", "personuppgifter", "Här står vilka uppgifter vi sparar, varför och hur länge."),
        (
            "Tillgänglighetsredogörelse",
            "tillganglighet",
            "Här står hur tillgängliga sidorna är och var du kan påtala brister.",
        ),
    ),
}
