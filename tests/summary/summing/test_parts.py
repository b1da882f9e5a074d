from __future__ import annotations

from dataclasses import replace

import pytest

from mmn_check.bank.conditions import AnyOf
from mmn_check.bank.layout import (
    Count,
    Each,
    Extent,
    Fixed,
    Heading,
    Lines,
    Page,
    Part,
    Run,
    Say,
    Urgent,
    Weakness,
    WordsUsed,
)
from mmn_check.bank.model import Bank, FixedText
from mmn_check.summary.printed import Line
from mmn_check.summary.summarize import summarize
from mmn_check.summary.summing.phrases import lower_first
from mmn_check.visit.values import NO_MORE, Answer, Mark, RoughDate, Words, answered
from mmn_check.visit.visit import Key, Visit
from tests.support.every_kind import EMPTY, GARDEN
from tests.support.visit_cases import TODAY

RESTED = (AnyOf(question="helps", words=("rest",)),)
WEAK = Say(question="weak", name="Weak")
DRUGS: dict[Key, Answer] = {
    ("drugs", "row", "0", "name"): answered(Words("Tea")),
    ("drugs", "row", "0", "since"): answered(
        RoughDate(as_typed="2024", earliest="2024", latest="2024")
    ),
    ("drugs", "row", "1", "name"): answered(Words("Salt")),
    ("drugs", "end"): NO_MORE,
}


def visit(answers: dict[Key, Answer]) -> Visit:
    return replace(EMPTY, answers=answers)


def printed(bank: Bank, *parts: Part, answers: dict[Key, Answer]) -> tuple[Line, ...]:
    """What a line of these parts comes to on page 1."""
    heading = Heading(heading="Here", limit=9, lines=(parts,))
    page = Page(title=(), about=(), statement="footer", first=(heading,))
    (block,) = summarize(replace(bank, page=page), visit(answers), today=TODAY).first
    return block.lines


def said(*parts: Part, answers: dict[Key, Answer]) -> list[str]:
    return [line.text for line in printed(GARDEN, *parts, answers=answers)]


def test_every_kind_of_part_waits_for_its_condition() -> None:
    """A part whose condition does not hold says nothing, and then comes from it."""
    parts = (
        replace(WEAK, ask_if=RESTED),
        Run(parts=(WEAK,), ask_if=RESTED),
        Count(question="drugs", ask_if=RESTED),
        Each(question="drugs", text="{name}", ask_if=RESTED),
        Urgent(parts=(WEAK,), nothing="None", ask_if=RESTED),
        Fixed(text="confirm_rest", ask_if=RESTED),
        Extent(short="s", core="c", unfinished="u", ask_if=RESTED),
        Weakness(
            places="spots",
            worst="worst",
            worst_text="w",
            text="{places}",
            elsewhere="{moves}",
            instead=WEAK,
            ask_if=RESTED,
        ),
    )
    weak: dict[Key, Answer] = {("weak",): answered("yes")}
    rested = weak | {("helps",): answered(("rest",))} | DRUGS

    for part in parts:
        always = Say(question="weak", text="Hello")
        assert said(always, part, answers=weak) == ["Hello."]
        (line,) = printed(GARDEN, always, part, answers=rested)
        assert len(line.sentences) > 1
        assert "helps" in line.origins


def test_a_table_is_told_row_by_row_or_counted() -> None:
    """Names alone, with what else is known, or how many there are."""
    assert said(Say(question="drugs"), answers=DRUGS) == ['"Tea", "Salt".']
    each = Each(question="drugs", text="{number} {name}[ for {since.length}]", quotes=False)
    assert said(each, answers=DRUGS) == ["1 Tea for about 2 years. 2 Salt."]
    assert said(Count(question="drugs", text="{count} drugs"), answers=DRUGS) == ["2 drugs"]


def test_no_rows_are_none_or_not_asked() -> None:
    """That there are none was said; a table that was not shown says nothing of the kind."""
    count = Count(question="drugs", instead=Say(question="drugs", says={"none": "nothing"}))

    assert said(count, answers={("drugs",): NO_MORE}) == ["Nothing."]
    assert said(Say(question="drugs"), answers={("drugs",): NO_MORE}) == ["No drugs."]
    assert said(count, answers={}) == ["Not asked."]


def test_a_table_for_each_thing_is_told_by_its_things() -> None:
    """The rows of things picked before, by their names."""
    answers: dict[Key, Answer] = {
        ("weak",): answered("yes"),
        ("helps",): answered(("rest", "words")),
        ("each", "row", "rest", "how"): answered("rest"),
    }

    assert said(Say(question="each"), answers=answers) == ["Rest, kind words."]


def test_a_run_is_one_sentence_of_what_was_given() -> None:
    """A silent part leaves no comma behind; with none given there is no run."""
    run = Run(parts=(Say(question="age", text="{number}", if_given=True), WEAK))

    assert said(run, answers={("weak",): answered("no"), ("age",): answered(52)}) == [
        "52, Weak: no."
    ]
    assert said(run, answers={("weak",): answered("no")}) == ["Weak: no."]
    assert said(run, answers={("age",): Answer("skipped")}) == ["Skipped."]


def test_fixed_texts_are_told_the_days() -> None:
    """The day the page is made and the day of asking stand in a text; nothing else is read."""
    text = FixedText(text="Made {made}, asked {asked}. {value} [x]\n", sources=())
    bank = replace(GARDEN, texts={**GARDEN.texts, "note": text})

    (line,) = printed(bank, Fixed(text="note"), answers={})

    assert line.text == f"Made {TODAY}, asked {EMPTY.started.date()}. {{value}} [x]"
    assert line.origins == {"note"}


def test_sides_of_places_are_said_as_they_were_marked() -> None:
    """Left, right, both, of unsure side, or a place that has no sides."""
    marks = (Mark("hand", "both"), Mark("foot", "not_sure"), Mark("state", "whole"))
    answers: dict[Key, Answer] = {("weak",): answered("yes"), ("spots",): answered(marks)}

    assert said(Say(question="spots"), answers=answers) == [
        "Right and left hand, foot (side not sure), back."
    ]


def test_blocks_behind_page_1_wait_for_their_condition() -> None:
    """A block whose condition does not hold is not there."""
    block = Lines(heading="There", lines=((WEAK,),), ask_if=RESTED)
    page = Page(title=(), about=(), statement="footer", first=(), more=(block,))
    bank = replace(GARDEN, page=page)
    weak: dict[Key, Answer] = {("weak",): answered("yes")}

    assert summarize(bank, visit(weak), today=TODAY).more == ()
    rested = weak | {("helps",): answered(("rest",))}
    (there,) = summarize(bank, visit(rested), today=TODAY).more
    assert there.lines[0].text == "Weak: yes."


def test_a_part_of_a_run_waits_for_its_own_condition() -> None:
    """One short answer of several may be left out."""
    run = Run(parts=(WEAK, Say(question="age", name="age", ask_if=RESTED)))
    answers: dict[Key, Answer] = {("weak",): answered("no"), ("age",): answered(52)}

    assert said(run, answers=answers) == ["Weak: no."]
    assert said(run, answers=answers | {("helps",): answered(("rest",))}) == ["Weak: no, age: 52."]


def test_a_page_without_a_glossary_explains_nothing() -> None:
    """There is no heading where there is nothing to say."""
    page = Page(
        title=(), about=(), statement="footer", first=(), more=(WordsUsed(heading="Words"),)
    )

    assert summarize(replace(GARDEN, page=page), EMPTY, today=TODAY).more == ()


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Rest", "rest"),
        ("MRI of brain", "MRI of brain"),
        ("B12 is low", "B12 is low"),
        ("I stopped", "I stopped"),
        ("Lyme disease", "lyme disease"),
        ("", ""),
    ],
)
def test_a_label_loses_its_capital_inside_a_line(label: str, inside: str) -> None:
    """Unless its first word is written in capitals, or is the patient."""
    assert lower_first(label) == inside
