"""Names of nobody: usual, short, very long, and in the scripts in which people who come to trainings write theirs."""

NAMES = {
    "usual": "Kim Beispiel",
    "short": "Bo Li",
    "long": "Prof. Dr. med. Dr. phil. Maximiliane-Charlotte Freifrau von Hohenstein-Wittgenstein zu Beispielhausen",
    "latin": "Þórunn Łucja Đorđević-Çelik Ærø-Ångström",
    "sami": "Áhkká Eiŧŧat-Ŧeŧŧe Čáŋŋá Ǥuođđi",
    "greek": "Ελένη Παραδειγματίδου",
    "polytonic": "Ἀθηνᾶ Παραδειγματίδου τοῦ Ὁμήρου",
    "cyrillic": "Жанна Ђурђевић-Приклад",
    "vietnamese": "Nguyễn Thị Ánh Tuyết Ví Dụ",
    "arabic": "نموذج بن مثال",
}
EVERY_LEFT_TO_RIGHT = ", ".join(NAMES[name] for name in ("latin", "sami", "greek", "polytonic", "cyrillic", "vietnamese"))
