import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.cases import CREDIT_CASES, is_as_expected

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
def ask(tmp_path):
    """Writes a document to a file, asks the command about it, and reads what it prints."""

    def ask(act, scheme, option, content):
        file = tmp_path / "facts.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content))
        out = io.StringIO()
        call_command("credits", act, scheme, option, str(file), stdout=out)
        return json.loads(out.getvalue())

    return ask


@pytest.fixture
def compute(ask):
    return lambda content, scheme="de_mfbo2024": ask("compute", scheme, "--facts", content)


@pytest.fixture
def account(ask):
    return lambda content, scheme="de_mfbo2024": ask("account", scheme, "--entries", content)


@pytest.mark.parametrize("case", CREDIT_CASES, ids=lambda case: f"{case['scheme']}-{case['id']}")
def test_case(case, compute):
    answer = compute(case["facts"], case["scheme"])
    assert answer.pop("lines") or answer["status"] != "determined"
    assert is_as_expected(case, **answer)


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
        (FACTS | {"parameters": []}, "facts.parameters: an object"),
        (FACTS | {"parameters": {"pass_percent": 1.5}}, "facts.parameters.pass_percent: a whole number"),
        (FACTS | {"parameters": {"pass_percent": 0}}, "pass_percent: a whole number from 1 to 100"),
        (FACTS | {"parameters": {"rounding": "up"}}, "rounding: one of these is needed: day, event."),
        (FACTS | {"parameters": {"roundng": "day"}}, "has no parameter 'roundng'"),
        ("[" * 100_000, "is not valid JSON"),
        ("1" * 5000, "is not valid JSON"),
        ('{"date": NaN}', "facts.date: a text"),
    ],
)
def test_wrong_facts_get_one_sentence_and_exit_code_1(compute, content, sentence):
    with pytest.raises(CommandError) as refusal:
        compute(content)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert refusal.value.returncode == 1


def test_parameters_in_the_facts_are_those_that_count(compute):
    checked = FACTS | {"assessment": {"questions": 10, "options": 5, "correct": 6}}
    assert compute(checked)["amount"] == "2"
    assert compute(checked | {"parameters": {"pass_percent": 60}})["amount"] == "3"


def test_an_unknown_scheme_and_an_unreadable_file_get_a_sentence(compute, tmp_path):
    with pytest.raises(CommandError, match="There is no scheme nowhere") as refusal:
        compute(FACTS, "nowhere")
    assert refusal.value.returncode == 1
    for act, option in (("compute", "--facts"), ("account", "--entries")):
        with pytest.raises(CommandError, match="cannot be read") as refusal:
            call_command("credits", act, "hours", option, str(tmp_path))
        assert refusal.value.returncode == 1


def test_schemes_are_listed_with_their_source_and_time():
    out = io.StringIO()
    call_command("credits", "schemes", "--json", stdout=out)
    schemes = {scheme["key"]: scheme for scheme in json.loads(out.getvalue())["schemes"]}
    assert schemes["de_mfbo2024"]["plugin"] == "de"
    assert schemes["de_mfbo2024"]["effective_from"] == "2024-05-09"
    assert schemes["de_mfbo2013"]["effective_to"] == "2024-05-08"
    assert schemes["de_mfbo2024"]["read_on"] == "2026-11-22"
    assert schemes["de_mfbo2024"]["parameters"]["pass_percent"]["default"] == 70
    assert schemes["de_mfbo2024"]["account"]["years"] == 5
    assert schemes["us_ama"]["account"] is None
    assert len(schemes["de_mfbo2024"]["categories"]) == 10


EVENT = {"date": "2024-06-01", "amount": "195", "kind": "event", "medical": True, "proof": True}
SELF_STUDY = {"date": "2024-06-01", "amount": "70", "kind": "self_study", "medical": True, "proof": False}
ACCOUNT = {"from": "2020-01-01", "to": "2024-12-31", "entries": [EVENT, SELF_STUDY]}


def test_an_account_is_one_json_object_with_decimal_strings(account):
    assert account(ACCOUNT) == {
        "status": "not_met",
        "counted": "245",
        "required": "250",
        "unit": "points",
        "limits": [
            {"name": "self_study", "label": "Self-study without proof", "cap": "50", "counted": "50", "fulfilled": False}
        ],
        "missing": ["5 points of 250 are missing.", "Self-study without proof: no more than 50 count."],
    }


def test_amounts_may_be_numbers_and_stay_exact(account):
    entries = [EVENT | {"amount": amount} for amount in (0.1, 0.2, 7, "0.70")]
    answer = account(ACCOUNT | {"entries": entries})
    assert (answer["counted"], answer["missing"]) == ("8.00", ["242.00 points of 250 are missing."])


def test_an_account_without_a_published_goal_is_undetermined(account):
    answer = account(ACCOUNT, "us_ama")
    assert (answer["status"], answer["required"], answer["unit"]) == ("undetermined", None, "credits")
    assert "Ask" in answer["missing"][0]


def test_entries_can_come_from_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(ACCOUNT)))
    call_command("credits", "account", "de_opk", "--entries", "-")
    assert json.loads(capsys.readouterr().out)["counted"] == "265"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ([], "account: an object"),
        ({"from": "2020-01-01", "entries": []}, "account.to: the field is missing"),
        (ACCOUNT | {"to": "2019-12-31"}, "account.to: the window ends before it begins"),
        (ACCOUNT | {"goal": 250}, "account.goal: there is no such field"),
        (ACCOUNT | {"entries": {}}, "account.entries: a list"),
        (ACCOUNT | {"entries": [EVENT, EVENT | {"points": 1}]}, "account.entries[1].points: there is no such field"),
        (ACCOUNT | {"entries": [EVENT | {"date": "soon"}]}, "account.entries[0].date: a date"),
        (ACCOUNT | {"entries": [EVENT | {"proof": 1}]}, "account.entries[0].proof: true or false"),
        *[
            (ACCOUNT | {"entries": [EVENT | {"amount": amount}]}, "account.entries[0].amount: an amount from 0")
            for amount in ("-1", "a lot", "NaN", "Infinity", True, None, [], "0.001", "1e9", float("inf"))
        ],
    ],
)
def test_wrong_entries_get_one_sentence_and_exit_code_1(account, content, sentence):
    with pytest.raises(CommandError) as refusal:
        account(content)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert refusal.value.returncode == 1
