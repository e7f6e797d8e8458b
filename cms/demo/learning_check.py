"""The learning check of the course that runs today, written as an organiser pastes it; its facts are those of ``hessen``."""

from training.domain.learning_check import building, paste
from training.models import Event

INTRODUCTION = "Zehn Fragen zum Kurs, bei jeder ist genau eine Antwort richtig. Sie dürfen nachlesen."
QUESTIONS = """
Wie viele Netzwerke Frühe Hilfen gibt es in Hessen?
5
7
21
* 33
260

Welches Gesetz enthält den Auftrag der Frühen Hilfen?
Das Betäubungsmittelgesetz
* Das Gesetz zur Kooperation und Information im Kinderschutz (KKG)
Das Arbeitsschutzgesetz
Das Gesetz über die Deutsche Nationalbibliothek
Das Infektionsschutzgesetz

Mit wie viel Geld unterstützt die Bundesstiftung Frühe Hilfen Bund, Länder und Kommunen?
1 Million Euro
5,1 Millionen Euro
33 Millionen Euro
* 51 Millionen Euro
260 Millionen Euro

Wer begleitet Familien im Auftrag der Netzwerke zu Hause?
* Familienhebammen und Familien-, Gesundheits- und Kinderkrankenpflegende
Die Polizei
Nur die Hausärztin oder der Hausarzt
Die Geschäftsstelle der Krankenkasse
Niemand, die Familien kommen in ein Amt

Wer koordiniert die Frühen Hilfen in einem Netzwerk?
Ein Amt außerhalb von Hessen
Wer sich als Erste oder Erster meldet
* Mindestens eine Person in jedem der Netzwerke
Niemand
Eine Person für alle Netzwerke zusammen

Welche beiden Bereiche sollen die Frühen Hilfen zusammenführen?
Polizei und Justiz
* Kinder- und Jugendhilfe und Gesundheitswesen
Schule und Sportverein
Feuerwehr und Rettungsdienst
Pflegeversicherung und Rentenversicherung

Welches nationale Gesundheitsziel begleitete die Fachforen der Tagung von 2019?
Gesund älter werden
Tabakkonsum reduzieren
* Gesundheit rund um die Geburt
Depressionen verhindern
Patientensicherheit

Was hilft bei der Suche nach Lösungen für den Alltag zwischen den Systemen?
Über Hürden zu schweigen
* Hürden offen zu benennen
Jede Absprache zu vermeiden
Alle Daten an alle weiterzugeben
Auf einen neuen Auftrag zu warten

Wo soll die Versorgung der Familien ansetzen?
Weit entfernt vom Wohnort
Erst wenn das Kind zur Schule kommt
Nur in der Klinik
* Niedrigschwellig und nah am Wohnort
Nur nach einem schriftlichen Antrag

Wie viele Fachforen hatte die Tagung von 2019, und wie oft fand jedes statt?
Drei Foren, je einmal
Neun Foren, je einmal
* Neun Foren in zwei Durchläufen
Neun Foren in drei Durchläufen
Dreiunddreißig Foren in zwei Durchläufen
"""


def add(event: Event) -> None:
    """Make the check and let participants see it."""
    check = building.save_check(event, title="Was haben Sie mitgenommen?", introduction=INTRODUCTION)
    building.add_questions(check, paste.read_questions(QUESTIONS).questions)
    building.release(check)
