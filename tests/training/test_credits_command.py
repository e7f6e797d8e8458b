import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

FACTS = {
    "date": "2024-06-01",
    "profession": "physician",
    "role": "participant",
    "category": "A",
    "sessions": [{"start": "2024-06-01T09:00:00+02:00", "minutes": 90, "attended": 90, "delivery": "presence"}],
}
SESSION = FACTS["sessions"][0]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def compute(tmp_path):
    def compute(content, scheme="de_mfbo2024"):
        file = tmp_path / "facts.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content))
        out = io.StringIO()
        call_command("credits", "compute", scheme, facts=str(file), stdout=out)
        return json.loads(out.getvalue())

    return compute


def test_an_answer_is_one_json_object_with_decimal_strings(compute):
    answer = compute(FACTS)
    assert set(answer) == {"status", "amount", "unit", "lines", "reason"}
    assert (answer["status"], answer["amount"], answer["unit"], answer["reason"]) == ("determined", "2", "points", "")
    assert [(line["component"], line["amount"]) for line in answer["lines"]] == [("basis", "2")]


def test_an_undetermined_answer_has_no_amount(compute):
    answer = compute(FACTS | {"category": "H"})
    assert (answer["status"], answer["amount"], answer["lines"]) == ("undetermined", None, [])
    assert answer["reason"]


def test_facts_can_come_from_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(FACTS)))
    call_command("credits", "compute", "hours", "--facts", "-")
    assert json.loads(capsys.readouterr().out)["amount"] == "2"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "is not valid JSON"),
        ([], "facts: an object"),
        (FACTS | {"dat": "2024-06-01"}, "facts.dat: there is no such field"),
        ({key: FACTS[key] for key in FACTS if key != "role"}, "facts.role: the field is missing"),
        (FACTS | {"date": "1 June"}, "facts.date: a date"),
        (FACTS | {"date": 20240601}, "facts.date: a text"),
        (FACTS | {"role": ["participant"]}, "facts.role: one of these"),
        (FACTS | {"feedback": "yes"}, "facts.feedback: true or false"),
        (FACTS | {"group_size": 12.5}, "facts.group_size: a whole number"),
        (FACTS | {"group_size": True}, "facts.group_size: a whole number"),
        (FACTS | {"sessions": {}}, "facts.sessions: a list"),
        (FACTS | {"sessions": [SESSION | {"start": "2024-06-01T09:00:00"}]}, "facts.sessions[0].start: a time with offset"),
        (FACTS | {"sessions": [SESSION | {"minutes": -1}]}, "facts.sessions[0].minutes: a whole number"),
        (FACTS | {"sessions": [SESSION, SESSION | {"attended": 91}]}, "facts.sessions[1].attended: more minutes"),
        (FACTS | {"assessment": {"questions": 10, "options": 5, "correct": 11}}, "facts.assessment.correct: more correct"),
        ("[" * 100_000, "is not valid JSON"),
        ('{"date": NaN}', "facts.date: a text"),
    ],
)
def test_wrong_facts_get_one_sentence_and_exit_code_2(compute, content, sentence):
    with pytest.raises(CommandError) as refusal:
        compute(content)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert refusal.value.returncode == 2


def test_an_unknown_scheme_and_an_unreadable_file_get_a_sentence(compute, tmp_path):
    with pytest.raises(CommandError, match="There is no scheme nowhere") as refusal:
        compute(FACTS, "nowhere")
    assert refusal.value.returncode == 2
    with pytest.raises(CommandError, match="cannot be read") as refusal:
        call_command("credits", "compute", "hours", facts=str(tmp_path))
    assert refusal.value.returncode == 2


def test_schemes_are_listed_with_their_source_and_time():
    out = io.StringIO()
    call_command("credits", "schemes", "--json", stdout=out)
    schemes = {scheme["key"]: scheme for scheme in json.loads(out.getvalue())["schemes"]}
    assert schemes["de_mfbo2024"]["plugin"] == "de"
    assert schemes["de_mfbo2024"]["effective_from"] == "2024-05-09"
    assert schemes["de_mfbo2013"]["effective_to"] == "2024-05-08"
    assert len(schemes["de_mfbo2024"]["categories"]) == 10
