"""The layout's language, on a bank with a question of every kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mmn_check.bank.conditions import AnyOf
from mmn_check.bank.model import Bank, FixedText
from mmn_check.bank.page_layout import Fact, Page, PageRow
from mmn_check.summary.summarize import summarize
from mmn_check.summary.summary_model import Block, Summary
from mmn_check.visit.values import (
    DECLINED,
    NO_MORE,
    NOT_SURE,
    SKIPPED,
    Answer,
    Mark,
    RoughDate,
    Words,
    answered,
)
from mmn_check.visit.visit import Key
from tests.support.every_kind import EMPTY, GARDEN
from tests.support.visit_cases import TODAY

NOT_ASKED = "Not asked"
WEAK: dict[Key, Answer] = {("weak",): answered("yes")}
DRUGS: dict[Key, Answer] = {
    ("drugs", "row", "0", "name"): answered(Words("Tea")),
    ("drugs", "row", "0", "since"): answered(
        RoughDate(as_typed="2024", earliest="2024", latest="2024")
    ),
    ("drugs", "row", "1", "name"): answered(Words("Salt")),
    ("drugs", "end"): NO_MORE,
}
HELPED: dict[Key, Answer] = WEAK | {
    ("helps",): answered(("rest", "words")),
    ("each", "row", "rest", "how"): answered("rest"),
    ("each", "row", "words", "how"): answered("other"),
    ("each", "row", "words", "days"): answered(3),
    ("order",): answered(("words",)),
}


def made(*facts: Fact, answers: dict[Key, Answer], bank: Bank = GARDEN) -> Summary:
    page = Page(name=(), statement=(), rows=(PageRow(heading="Here", facts=facts),))
    return summarize(replace(bank, page=page), replace(EMPTY, answers=answers), today=TODAY)


def said(*facts: Fact, answers: dict[Key, Answer], bank: Bank = GARDEN) -> list[str]:
    """The lines of a row with these facts."""
    (block,) = made(*facts, answers=answers, bank=bank).first
    if block.heading == NOT_ASKED:
        return [block.heading]
    return [f"{line.label.text}: {line.text}" if line.label else line.text for line in block.lines]


def test_a_table_is_told_row_by_row() -> None:
    """A fact for each row, with its cells and what is known of them."""
    each = Fact(each="drugs", text="{row} {name}[ for {since.length}]", name="drugs")
    assert said(each, answers=DRUGS) == ["1 “Tea” for about 2 years. 2 “Salt”."]
    assert said(Fact(text="{drugs.count} drugs: {drugs}"), answers=DRUGS) == [
        "2 drugs: “Tea”, “Salt”."
    ]


def test_no_rows_are_none_and_not_a_blank() -> None:
    """That there are none was said; a table that was not shown says nothing of the kind."""
    none = Fact(text="{drugs.none}", name="Drugs")
    assert said(none, answers={("drugs",): NO_MORE}) == ["No drugs."]
    assert said(none, answers={("drugs",): SKIPPED}) == ["Drugs: skipped."]
    assert said(none, answers={}) == [NOT_ASKED]


@pytest.mark.parametrize(
    ("answer", "printed"),
    [
        (answered("yes"), "Weak: yes."),
        (answered("no"), "Weak: no."),
        (NOT_SURE, "Weak: not sure."),
        (SKIPPED, "Weak: skipped."),
        (DECLINED, "Weak: rather not say."),
        (None, NOT_ASKED),
    ],
)
def test_the_six_states_stay_apart(answer: Answer | None, printed: str) -> None:
    """What was said, not sure, skipped, declined and not asked are never one another."""
    fact = Fact(text="Weak: {weak}", name="Weak")
    assert said(fact, answers={("weak",): answer} if answer else {}) == [printed]


def test_picks_are_told_with_what_other_tables_say_of_them() -> None:
    """One fact for each thing, in the order asked or ranked."""
    each = Fact(each="helps", text="{thing}: {each.how}[, {each.days}]")
    assert said(each, answers=HELPED) == ["Rest: rest. Kind words: other, 3."]
    assert said(replace(each, among=("order",)), answers=HELPED) == ["Kind words: other, 3."]
    assert said(replace(each, not_among=("order",)), answers=HELPED) == ["Rest: rest."]
    assert said(Fact(each="order", text="{thing}"), answers=HELPED) == ["Kind words."]
    assert said(replace(each, where={"each.how": ("rest",)}), answers=HELPED) == ["Rest: rest."]
    assert said(replace(each, but=("rest",)), answers=HELPED) == ["Kind words: other, 3."]
    assert said(replace(each, only=("rest",)), answers=HELPED) == ["Rest: rest."]


def test_things_that_say_the_same_are_said_at_once() -> None:
    """Neighbours only, so that the order stays."""
    alike = HELPED | {("each", "row", "words", "how"): answered("rest")}
    each = Fact(each="helps", text="{thing}: {each.how}", together=True)
    assert said(each, answers=alike) == ["Rest, kind words: rest."]
    assert said(each, answers=HELPED) == ["Rest: rest. Kind words: other."]


def test_what_was_said_no_to_is_told_from_what_was_not_ticked() -> None:
    """By name, and only as far as the person said so."""
    no, open_ = Fact(text="No: {helps.others}"), Fact(text="Not ticked: {helps.unticked}")
    picked: dict[Key, Answer] = {("helps",): answered(("rest",))}
    confirmed = picked | {("helps", "others"): answered("yes")}
    none: dict[Key, Answer] = {("helps",): answered(("none",))}

    assert said(no, open_, answers=confirmed) == ["No: kind words."]
    assert said(no, open_, answers=picked) == ["Not ticked: kind words."]
    assert said(no, open_, answers=none) == ["No: rest, kind words."]
    assert said(no, open_, answers={}) == [NOT_ASKED]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Weak {weak}[, drugs {drugs}]", "Weak skipped, drugs “Tea”, “Salt”."),
        ("*{weak}*; drugs {drugs}", "Weakness: skipped; drugs “Tea”, “Salt”."),
        ("Drugs {drugs}, weak {weak}", "Drugs “Tea”, “Salt”, weak skipped."),
    ],
)
def test_a_skipped_question_takes_no_answer_off_the_page(text: str, printed: str) -> None:
    """What else the fact tells stays, unless another fact tells it already."""
    answers = DRUGS | {("weak",): SKIPPED}
    fact = Fact(text=text, name="Weakness")
    assert said(fact, answers=answers) == [printed]
    assert said(fact, answers={("weak",): SKIPPED})[-1:] != [printed]
    also = Fact(text="Takes: {drugs}")
    assert said(also, fact, answers=answers)[0].startswith("Takes: “Tea”, “Salt”.")
    assert "; drugs" not in said(also, fact, answers=answers)[0]


def test_the_worst_place_stands_first_and_in_bold() -> None:
    """A place on both sides is taken apart where one of them is the worst."""
    marks = (Mark("foot", "left"), Mark("hand", "both"))
    answers = WEAK | {("spots",): answered(marks), ("worst",): answered(Mark("hand", "right"))}
    fact = Fact(text="{spots}", worst="worst", worst_text="worst")

    assert said(fact, answers=answers) == ["Right hand (worst), left foot, left hand."]
    (block,) = made(fact, answers=answers).first
    bold = [one.text for one in block.lines[0].sentences[0].pieces if one.strong]
    assert bold == ["Right hand (worst)"]


def test_sides_are_said_as_they_were_marked() -> None:
    """Left, right, both, of unsure side, or a place that has no sides."""
    marks = (Mark("hand", "both"), Mark("foot", "not_sure"), Mark("state", "whole"))
    answers = WEAK | {("spots",): answered(marks)}

    assert said(Fact(text="{spots}"), answers=answers) == [
        "Right and left hand, foot (side not sure), back."
    ]
    assert said(Fact(text="{spots.by_side}"), answers=answers) == [
        "Both sides: hand; side not sure: foot; back."
    ]


def test_facts_flow_until_one_has_a_label_of_its_own() -> None:
    """A label stands even where the fact that brings it is silent."""
    facts = (
        Fact(text="{weak}"),
        Fact(text="{grip}", lead="Then"),
        Fact(text="{age}", name="age"),
        Fact(text="{pain}", lead="Never"),
    )
    assert said(*facts, answers=WEAK | {("age",): answered(52)}) == ["Yes.", "Then: 52."]


def test_a_condition_is_among_what_a_fact_came_from() -> None:
    """As is every question that was looked at for it."""
    fact = Fact(text="{weak}[ ({age})]", ask_if=(AnyOf(question="helps", words=("rest",)),))
    answers = WEAK | {("helps",): answered(("rest",))}
    (block,) = made(fact, answers=answers).first

    assert block.lines[0].origins == {"weak", "age", "helps"}
    assert said(fact, answers=WEAK) == [NOT_ASKED]


def test_fixed_texts_stand_for_themselves() -> None:
    """With the days in them; words that a person typed are never read as a template."""
    text = FixedText(text="Made {made}, asked {asked}.\n", sources=())
    bank = replace(GARDEN, texts={**GARDEN.texts, "note": text})
    typed: dict[Key, Answer] = {("story",): answered(Words("{weak} [x] *y*"))}

    assert said(Fact(text="{note}"), answers={}, bank=bank) == [
        "Made 20 November 2026, asked 21 November 2026."
    ]
    assert said(Fact(text="{story}"), answers=typed) == ["“{weak} [x] *y*”."]


def test_a_bank_that_lays_out_nothing_has_a_page_all_the_same() -> None:
    """Every section is a row, every answer a fact; what is told above stands in none."""
    answers = WEAK | DRUGS | {("age",): answered(52)}
    one = summarize(GARDEN, replace(EMPTY, answers=answers), today=TODAY)

    assert one.title.text == "52, The garden"
    assert headed(one.first) == [
        ("First", ["Weak? yes."]),
        ("Second", ["Drugs? “Tea”, “Salt”."]),
    ]
    ranks = [fact.rank for block in one.first for line in block.lines for fact in line.sentences]
    assert ranks == [2, 4]
    assert [block.heading for block in one.answers] == ["First", "Second"]


def headed(blocks: tuple[Block, ...]) -> list[tuple[str, list[str]]]:
    return [(block.heading, [line.text for line in block.lines]) for block in blocks]
