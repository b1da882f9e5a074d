from __future__ import annotations

from pathlib import Path

from mmn_check.bank_check.checked_bank import check_bank

BASE = Path(__file__).parents[1] / "support/banks/good/base"


def section(name: str, *lines: str) -> str:
    return "\n".join([f"section: {name}", f"title: {name.title()}", *lines]) + "\n"


def question(name: str, *lines: str) -> str:
    keys = ["kind: yes_no", f"ask: About {name}?", "help: H.", "why: W.", "sources: [BOOK]", *lines]
    return "\n".join([f"  - id: {name}", *(f"    {key}" for key in keys)])


def mistakes(folder: Path, **files: str) -> list[str]:
    """What is wrong with the base bank and these sections besides, by the files' names."""
    for file in BASE.iterdir():
        (folder / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    for number, (name, text) in enumerate(files.items(), start=10):
        (folder / f"{number}_{name}.yaml").write_text(text, encoding="utf-8")
    told = check_bank(folder).mistakes
    return [str(mistake).removeprefix(f"{folder}/") for mistake in told]


FIRST = section("first", "questions:", question("alpha"))
MOVED = "earlier: {after: start, ask_if: {visit: again}}"


def test_a_section_may_be_moved_before_what_it_does_not_look_at(tmp_path: Path) -> None:
    """A section that is asked earlier on return visits looks only at what came before both."""
    second = section(
        "second", MOVED, "questions:", question("beta"), question("gamma", "ask_if: {beta: yes}")
    )

    assert mistakes(tmp_path, first=FIRST, second=second) == []


def test_a_moved_section_cannot_look_at_what_it_was_moved_before(tmp_path: Path) -> None:
    """What comes later in one of the orders is not known there."""
    second = section("second", MOVED, "questions:", question("beta", "ask_if: {alpha: yes}"))

    assert mistakes(tmp_path, first=FIRST, second=second) == [
        (
            '11_second.yaml:11:14: beta: "alpha" comes later than here where a section is moved to '
            "its earlier place: only earlier questions can be looked at."
        )
    ]


def test_two_sections_that_move_together_may_look_at_each_other(tmp_path: Path) -> None:
    """Sections moved by the same condition keep their order."""
    second = section("second", MOVED, "questions:", question("beta"))
    third = section("third", MOVED, "ask_if: {beta: yes}", "questions:", question("gamma"))

    assert mistakes(tmp_path, first=FIRST, second=second, third=third) == []


def test_a_move_waits_only_for_what_is_asked_by_then(tmp_path: Path) -> None:
    """Whether a section is moved is decided where it would be moved to."""
    move = "earlier: {after: start, ask_if: {alpha: yes}}"
    second = section("second", move, "questions:", question("beta"))

    assert mistakes(tmp_path, first=FIRST, second=second) == [
        (
            '11_second.yaml:3:34: "alpha" comes later than here where a section is moved to its '
            "earlier place: only earlier questions can be looked at."
        )
    ]


def test_a_move_that_nobody_can_bring_about_is_a_mistake(tmp_path: Path) -> None:
    """A move waits for something that can be said, like everything else."""
    move = "earlier: {after: start, ask_if: {aches: no, spots: any}}"
    second = section("second", move, "questions:", question("beta"))

    assert mistakes(tmp_path, second=second) == [
        (
            '10_second.yaml:3:25: The section can never be moved here: nobody can answer "aches" '
            'with "no", and with "yes" (as "spots" needs).'
        )
    ]


def test_many_kinds_of_moves_are_gone_through_in_part(tmp_path: Path) -> None:
    """With many conditions on moves, all of them at once and none of them are looked at."""
    words = ["yes", "no", "any", "not_sure", "skipped", "declined"]
    sections = {
        f"s{number}": section(
            f"s{number}",
            f"earlier: {{after: start, ask_if: {{aches: {word}}}}}",
            "questions:",
            question(f"q{number}"),
        )
        for number, word in enumerate(words)
    }

    assert mistakes(tmp_path, first=FIRST, **sections) == []


def test_a_cell_takes_its_choices_only_from_what_was_picked_before(tmp_path: Path) -> None:
    """A field of a table looks back like any question."""
    table = "\n".join(
        [
            question("table").replace("yes_no", "rows"),
            "    fields:",
            "      - {id: which, kind: one, ask: Which?, picked_in: later}",
        ]
    )
    later = question("later").replace("yes_no", "many") + "\n    choices:\n"
    later += "      - {id: one, label: One}\n      - {id: two, label: Two}"

    told = '10_more.yaml:10:5: table: "later" comes later than this: '

    assert mistakes(tmp_path, more=section("more", "questions:", table, later)) == [
        f"{told}only earlier questions can be looked at."
    ]
