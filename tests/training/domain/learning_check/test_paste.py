"""Questions as text: what is read, and the sentence for each line that is wrong."""

from hypothesis import given
from hypothesis import strategies as st

from training.domain.learning_check.drafts import MOST_LETTERS, MOST_OPTIONS, OptionDraft, QuestionDraft
from training.domain.learning_check.paste import MOST_QUESTIONS, read_questions, write_questions

TEXT = """

What comes first?
* Safety
Notes

Who may ask?
- Doctors
*Everybody
  * Teachers
"""


def option(text, is_correct=False):
    return OptionDraft(text=text, is_correct=is_correct)


def faults(text):
    return [(fault.line, fault.sentence.split(".")[0]) for fault in read_questions(text).faults]


def test_questions_are_divided_by_empty_lines_and_stars_mark_what_is_right():
    assert read_questions(TEXT).questions == (
        QuestionDraft(text="What comes first?", options=(option("Safety", True), option("Notes"))),
        QuestionDraft(text="Who may ask?", options=(option("Doctors"), option("Everybody", True), option("Teachers", True))),
    )
    assert read_questions(TEXT).faults == ()


def test_every_fault_is_named_with_its_line():
    text = "Alone?\n\nOne?\n* Yes\n\nNone?\nYes\nNo\n\n* Lost\n\nEmpty?\n*\nNo\n\nTwice?\n* Yes\nYes"
    assert faults(text) == [
        (1, "This question needs at least two answers to choose from, each on a line of its own"),
        (3, "This question needs at least two answers to choose from, each on a line of its own"),
        (6, "None of the answers to this question is marked as right"),
        (10, "An answer stands here, with a star, and no question before it"),
        (13, "A star stands here without an answer"),
        (16, "The answer “Yes” is offered twice"),
    ]


def test_what_is_right_is_read_beside_what_is_wrong():
    assert [question.text for question in read_questions(f"Alone?\n{TEXT}").questions] == ["What comes first?", "Who may ask?"]


def test_what_is_too_much_is_refused():
    long = "x" * (MOST_LETTERS + 1)
    assert faults(f"{long}\n* Yes\nNo")[0][0] == 1
    assert faults(f"Long?\n* Yes\n{long}")[0][0] == 3
    assert faults("Many?\n* Yes\n" + "\n".join(map(str, range(MOST_OPTIONS))))[0][0] == 1
    assert faults("Q?\n* Yes\nNo\n\n" * (MOST_QUESTIONS + 1)) == [(1, f"These are {MOST_QUESTIONS + 1} questions")]


LINE = st.from_regex(r"[A-Za-zäß0-9?](?:[A-Za-zäß0-9?*• -]{0,15}[a-zäß?])?", fullmatch=True)


@st.composite
def drafts(draw):
    texts = draw(st.lists(LINE, min_size=2, max_size=5, unique=True))
    right = draw(st.sets(st.sampled_from(range(len(texts))), min_size=1))
    return QuestionDraft(text=draw(LINE), options=tuple(option(text, place in right) for place, text in enumerate(texts)))


@given(st.lists(drafts(), max_size=5))
def test_what_is_written_is_read_back(questions):
    pasted = read_questions(write_questions(questions))
    assert (pasted.questions, pasted.faults) == (tuple(questions), ())


@given(st.text("aB? *-–•\n\r\x0b\u2028", max_size=80))
def test_any_text_is_read_and_every_fault_has_a_line_of_it(text):
    pasted = read_questions(text)
    assert all(1 <= fault.line <= len(text.splitlines()) for fault in pasted.faults)
