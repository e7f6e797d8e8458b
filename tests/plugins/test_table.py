from plugins.commands.table import table


def lines(*rows, width):
    return list(table(("name", "what it does"), rows, width=width))


def test_columns_are_as_wide_as_their_widest_cell():
    assert lines(("acme", "quiz"), ("de_sn", "shadowing day"), width=80) == [
        "name   what it does",
        "acme   quiz",
        "de_sn  shadowing day",
    ]


def test_a_cell_that_is_too_long_wraps_and_keeps_its_column():
    assert lines(("acme", "one two three four five"), ("b", "six"), width=20) == [
        "name  what it does",
        "acme  one two three",
        "      four five",
        "b     six",
    ]


def test_lines_of_a_cell_stay_apart_and_an_endless_word_is_not_cut_off():
    assert lines(("a\nb", "x" * 20), width=16) == ["name  what it", "      does", "a     xxxxxxxxxx", "b     xxxxxxxxxx"]


def test_a_terminal_that_is_far_too_narrow_still_gets_everything():
    assert " ".join(lines(("acme", "quiz"), width=1)).split() == ["name", "what", "it", "does", "acme", "quiz"]
