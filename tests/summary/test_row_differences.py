"""Tables: medicines by name, tasks one by one."""

from __future__ import annotations

from tests.summary.pairs import found, lines

GAMUNEX = {"name": "Gamunex", "dose": "60 g"}
VITAMIN = {"name": "Vitamin D", "dose": "1000 units"}
HARDER = "harder, but does it without help"
HEAD = "# Medicines and health background"


def test_a_dose_is_told_as_it_was_and_is() -> None:
    """The row is the same medicine, however its name is spelt or placed."""
    was = {"medicines": [VITAMIN, GAMUNEX]}
    now = {"medicines": [GAMUNEX | {"dose": "50 g"}, VITAMIN]}

    assert lines(was, now) == [
        HEAD,
        "In another order.",
        "“Gamunex”: Dose: was “60 g”; now “50 g”.",
    ]


def test_a_medicine_begun_and_one_ended_are_told_whole() -> None:
    """Whoever reads it wants the dose of both."""
    assert lines({"medicines": [VITAMIN]}, {"medicines": [GAMUNEX]}) == [
        HEAD,
        "",
        "“Gamunex”: New. Dose: “60 g”.",
        "“Vitamin D”: No longer there. Dose: “1000 units”.",
    ]


def test_of_two_rows_of_one_name_the_one_that_says_the_same_is_the_same() -> None:
    """Morning and evening dose: one more of them is one new row."""
    evening = GAMUNEX | {"dose": "20 g"}

    assert lines({"medicines": [GAMUNEX]}, {"medicines": [evening, GAMUNEX]}) == [
        HEAD,
        "",
        "“Gamunex”: New. Dose: “20 g”.",
    ]


def test_a_first_row_where_there_was_none_is_told_with_it() -> None:
    """None was an answer, and is told as one."""
    assert lines({"medicines": []}, {"medicines": [GAMUNEX]}) == [
        HEAD,
        "Was: none.",
        "“Gamunex”: New. Dose: “60 g”.",
    ]


def test_what_became_of_a_list_that_was_broken_off_is_told() -> None:
    """That there is no more, and that nobody said so, are two things."""
    was = {"medicines": {"rows": [GAMUNEX], "end": "skipped"}}
    open_still = {"medicines": {"rows": [GAMUNEX], "more": "yes"}}

    assert lines(was, {"medicines": [GAMUNEX]}) == [
        HEAD,
        "Whether there are more: was skipped; now no more.",
    ]
    assert lines(was, open_still) == [HEAD, "Whether there are more: was skipped; now not asked."]


def test_a_task_is_told_by_what_it_is() -> None:
    """The rows are what was picked before: one changed, one new, one gone."""
    was = {
        "tasks": ["buttons", "stairs"],
        "task_now": {"buttons": {"how": "harder"}, "stairs": {"how": "harder"}},
    }
    now = {
        "tasks": ["buttons", "keys"],
        "task_now": {"buttons": {"how": "cannot"}, "keys": {"how": "harder"}},
    }

    assert lines(was, now) == [
        "# Daily life",
        "New: keys/faucets/door knobs. No longer picked: stairs.",
        "",
        f"Buttons/zippers/laces: How is it now? Was {HARDER}; now can't do now.",
        f"Keys/faucets/door knobs: New. How is it now? {HARDER.capitalize()}.",
        f"Stairs: No longer there. How is it now? {HARDER.capitalize()}.",
    ]


def test_a_table_that_was_not_asked_is_told_apart_row_by_row() -> None:
    """No row is called new where nobody asked."""
    change = found({}, {"medicines": [GAMUNEX]})["medicines"]

    assert change.kind == "not_asked_then"
    assert lines({}, {"medicines": [GAMUNEX]})[3:] == ["", "“Gamunex”: Dose: “60 g”."]


def test_a_row_without_a_name_goes_by_its_number() -> None:
    """A cell may be unsure even there."""
    nameless = {"medicines": [{"name": {"state": "not_sure"}, "dose": "60 g"}]}
    other = {"medicines": [{"name": {"state": "not_sure"}, "dose": "50 g"}]}

    assert lines(nameless, other) == [HEAD, "", "1: Dose: was “60 g”; now “50 g”."]
