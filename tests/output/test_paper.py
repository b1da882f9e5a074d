from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from mmn_check.bank.conditions import AllOf, AnyOf, Condition
from mmn_check.bank.model import (
    Bank,
    Choice,
    Date,
    Depth,
    FixedText,
    Idea,
    Many,
    Move,
    Number,
    One,
    Places,
    Question,
    Rows,
    Section,
    Text,
    YesNo,
)
from mmn_check.bank.page_layout import Closing
from mmn_check.bank.page_layout import Page as Layout
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.bank_check.checked_bank import read_bank
from mmn_check.output.blank_form import render_form
from tests.output.reading import catalog, describes_itself, in_one_line, texts

HEADACHE = Path(__file__).parents[1] / "support/banks/good/headache"
TODAY = date(2026, 11, 21)


@cache
def bank_at(folder: Path) -> Bank:
    """What a bank asks today: what it has retired is on no form."""
    return read_bank(folder).as_asked(())


@cache
def form(folder: Path, depth: Depth = 3) -> str:
    """The form as running text, without what stands at the foot of its pages."""
    page = render_form(read_bank(folder), depth=depth, paper="a4", today=TODAY)
    assert page.missing == ()
    pages = (re.split(r"My own (answers|notes)\.", text)[0] for text in texts(page.pdf))
    return in_one_line(" ".join(pages))


@cache
def asked(folder: Path, depth: Depth = 3) -> dict[str, tuple[int, str]]:
    """For each question on the form its number, and all text from before it to the next."""
    text, found, at = form(folder, depth), {}, 0
    starts: list[tuple[str, int, int]] = []
    for question in bank_at(folder).questions():
        number = len(starts) + 1
        here = text.find(f" {number} {question.ask} ", at)
        if here >= 0:
            starts.append((question.id, number, here))
            at = here
    for (one, number, here), before in zip(
        starts, [0, *(start[2] for start in starts)], strict=False
    ):
        found[one] = (number, text[before:here])
    return found


def after(folder: Path, question: str) -> str:
    """The text from a question to the next, what precedes the next included."""
    numbers = asked(folder)
    number, _ = numbers[question]
    return next((text for other, text in numbers.values() if other == number + 1), form(folder))


def choices_of(bank: Bank, question: Question) -> tuple[Choice, ...]:
    match question:
        case One(picked_in=str(source)) | Rows(for_each=str(source)):
            return choices_of(bank, bank.by_id[source])
        case One() | Many() | Places():
            return question.choices
        case _:
            return ()


def pointed_to(bank: Bank, condition: Condition) -> Iterator[tuple[str, str]]:
    """Each choice that a condition names, with the question where it is ticked."""
    for clause in condition:
        for word in clause.words if isinstance(clause, AnyOf | AllOf) else ():
            for choice in choices_of(bank, bank.by_id[clause.question]):
                if word in (choice.id, choice.group):
                    yield clause.question, choice.label


SHIPPED = shipped_bank()


def test_every_question_of_the_bank_is_on_the_form_in_order() -> None:
    """Numbered from 1, without a gap."""
    bank = bank_at(SHIPPED)
    numbers = [number for number, _ in asked(SHIPPED).values()]
    assert numbers == list(range(1, len(so_deep(bank)) + 1))


def so_deep(bank: Bank, depth: Depth = 3) -> list[Question]:
    """The questions of a form so deep: without what a longer one asks in detail."""
    return [one for one in bank.questions() if one.depth <= depth <= one.up_to]


def test_every_condition_of_the_bank_is_on_the_form() -> None:
    """Before each question that not everybody is asked: who is, by number and by choice."""
    bank, on_form = bank_at(SHIPPED), asked(SHIPPED)
    for question in so_deep(bank):
        _, before = on_form[question.id]
        direction = before[before.rfind("Only if") :] if question.ask_if else ""
        for clause in question.ask_if:
            number, _ = on_form[clause.question]
            assert f"question {number}" in direction, question.id
        for _, label in pointed_to(bank, question.ask_if):
            assert f"“{label}”" in direction, question.id


def test_every_condition_of_a_section_is_on_the_form() -> None:
    """Below the title of a part that not everybody is asked: who is."""
    bank, on_form = bank_at(SHIPPED), asked(SHIPPED)
    conditional = [section for section in bank.sections if section.ask_if]
    assert conditional
    for section in conditional:
        _, before = on_form[section.questions[0].id]
        for _, label in pointed_to(bank, section.ask_if):
            assert re.search(rf"{section.title} → Only if [^.]*“{re.escape(label)}”", before)


def test_every_choice_can_be_ticked() -> None:
    """Each label stands below its question."""
    bank = bank_at(SHIPPED)
    for question in so_deep(bank):
        if isinstance(question, One | Many | Places):
            below = after(SHIPPED, question.id)
            assert [one.id for one in question.choices if one.label not in below] == []


def test_every_cell_of_a_table_is_asked() -> None:
    """A table asks all that the screen asks."""
    for question in so_deep(bank_at(SHIPPED)):
        if isinstance(question, Rows) and len(question.fields) > 1:
            below = after(SHIPPED, question.id)
            assert [cell.id for cell in question.fields if cell.ask not in below] == []


@pytest.mark.parametrize("depth", [1, 2])
def test_a_shorter_form_asks_no_more_than_its_depth(depth: Depth) -> None:
    """Depth 1 and 2 leave out what is deeper, and point to nothing that is left out."""
    bank = bank_at(SHIPPED)
    on_form = asked(SHIPPED, depth)
    assert on_form.keys() == {one.id for one in so_deep(bank, depth)}
    pointed = {int(number) for number in re.findall(r"question (\d+)", form(SHIPPED, depth))}
    assert pointed <= {number for number, _ in on_form.values()}


def test_the_whole_of_a_small_form() -> None:
    """The headache diary on paper, from the first word to the last."""
    expected = (Path(__file__).parent / "headache_form.txt").read_text(encoding="utf-8")
    assert form(HEADACHE) == in_one_line(expected)


def small_bank(*questions: Question, closing: tuple[Closing, ...] = ()) -> Bank:
    """A bank with these questions alone."""
    words = {
        "start": "Hello.",
        "footer": "My own answers.",
        "stop_card": "STOP.",
        "bring": "Me.",
    }
    return Bank(
        id="small",
        version="1",
        title="Small",
        texts={one: FixedText(text=text, sources=()) for one, text in words.items()},
        sources={},
        sections=(Section(id="all", title="All", questions=questions),),
        page=Layout(name=(), statement=(), rows=(), closing=closing),
    )


def printed(bank: Bank, *, depth: Depth) -> str:
    """A form of one page, from its first question on."""
    page = render_form(bank, depth=depth, paper="a4", today=TODAY)
    return in_one_line(texts(page.pdf)[0].split("All\n")[1].split("My own")[0])


def small(*questions: Question, closing: tuple[Closing, ...] = ()) -> str:
    """The form of a bank with these questions alone, from the first on."""
    return printed(small_bank(*questions, closing=closing), depth=3)


FRUIT = Many(
    id="fruit",
    ask="Fruit?",
    choices=(
        Choice(id="apple", label="Apple"),
        Choice(id="pear", label="Pear", group="soft"),
        Choice(id="none", label="None", exclusive=True),
    ),
)


def test_a_number_for_each_thing_is_asked_in_a_table() -> None:
    """Nothing need be written twice."""
    days = Number(id="days", ask="How many days?", unit="days")
    table = Rows(id="table", ask="How long?", for_each="fruit", fields=(days,))
    assert small(FRUIT, table) == (
        "1 Fruit? Apple Pear None Not sure "
        "→ For each one that you ticked in question 1. 2 How long? days Apple Pear"
    )


def test_a_tick_or_a_line_for_each_thing_is_asked_in_a_table() -> None:
    """Yes or no, a date, words: the question stands above the table, and once."""
    new = Rows(
        id="new", ask="Is it new?", for_each="fruit", fields=(YesNo(id="one", ask="Is it?"),)
    )
    since = Date(id="day", ask="Since when?")
    known = Rows(id="known", ask="Since when?", for_each="fruit", fields=(since,))
    taste = Text(id="taste", ask="How does it taste?")
    tastes = Rows(id="tastes", ask="Tell us.", for_each="fruit", fields=(taste,))
    ticked = "→ For each one that you ticked in question 1."
    assert small(FRUIT, new, known) == (
        "1 Fruit? Apple Pear None Not sure "
        f"{ticked} 2 Is it new? Yes No Not sure Apple Pear "
        f"{ticked} 3 Since when? Apple Pear"
    )
    assert small(FRUIT, tastes).endswith(f"{ticked} 2 Tell us. How does it taste? Apple Pear")


def test_what_was_ticked_before_is_written_again() -> None:
    """One word, or a place with its side, is written where it is asked for again."""
    best = One(id="best", ask="Best?", picked_in="fruit")
    spots = Places(id="spots", ask="Where?", choices=(Choice(id="eye", label="Eye"),))
    worst = One(id="worst", ask="Worst?", picked_in="spots")
    assert small(FRUIT, best, spots, worst) == (
        "1 Fruit? Apple Pear None Not sure "
        "→ Only if you ticked 2 or more in question 1. 2 Best? As in question 1: Not sure "
        "3 Where? Right Left Not sure which Eye "
        "→ Only if you ticked 2 or more in question 3. 4 Worst? As in question 3: Not sure"
    )


def test_help_and_questions_are_not_said_in_every_entry() -> None:
    """A table of one field has numbered lines; in others help stands in the first entry."""
    asks = Rows(id="asks", ask="Ask?", at_most=2, none="None", fields=(Text(id="it", ask="Ask?"),))
    name = Text(id="name", ask="Name?", help="From the box.")
    since = Date(id="since", ask="Since?", help="A guess.")
    pills = Rows(id="pills", ask="Pills?", at_most=2, row="pill", fields=(name, since))
    assert small(asks, pills) == (
        "1 Ask? None 1 2 2 Pills? Pill 1 Name? From the box. Since? A guess. Not sure "
        "Pill 2 Name? Since? Not sure"
    )


def test_a_table_about_some_things_names_them() -> None:
    """Where only some of the things ticked are asked about, it says which."""
    how = One(id="how", ask="How?", choices=(Choice(id="raw", label="Raw"),))
    table = Rows(id="table", ask="How is it?", for_each="fruit", only=("soft",), fields=(how,))
    assert small(FRUIT, table).endswith(
        "→ For each one that you ticked in question 1 of these: “Pear”. "
        "2 How is it? Raw Not sure Pear"
    )


def test_where_nothing_is_left_to_answer_one_goes_to_the_end() -> None:
    """What hangs on a question that is skipped is skipped too."""
    tell = YesNo(id="tell", ask="Tell?")
    what = Text(id="what", ask="What?", ask_if=(AnyOf(question="tell", words=("yes",)),))
    why = Text(id="why", ask="Why?", ask_if=(AnyOf(question="what", words=("any",)),))
    assert small(tell, what, why) == (
        "1 Tell? Yes No Not sure "
        "→ Only if you ticked “Yes” in question 1. If not, go to the end. 2 What? "
        "→ Only if you answered question 2. If not, go to the end. 3 Why?"
    )


def test_what_looks_at_a_question_left_out_is_left_out() -> None:
    """At depth 1 nobody is sent to a box, a part or an idea by an answer that is not asked for."""
    deep = (AnyOf(question="deep", words=("yes",)),)
    asking = Rows(id="ask", ask="Ask?", ideas=True, at_most=1, fields=(Text(id="it", ask="It?"),))
    bank = small_bank(
        YesNo(id="deep", ask="Deep?", depth=3),
        YesNo(id="shallow", ask="Shallow?", urgent_if=deep),
        asking,
    )
    first = bank.sections[0]
    moved = Section(
        id="moved",
        title="Moved",
        questions=(YesNo(id="last", ask="Last?"),),
        earlier=Move(after="all", ask_if=deep),
    )
    ideas = (Idea(text="Why?", ask_if=deep),)
    form = printed(replace(bank, sections=(first, moved), ideas=ideas), depth=1)
    assert form == "1 Shallow? Yes No Not sure 2 Ask? It? 1 Moved 3 Last? Yes No Not sure"


def test_what_the_page_says_to_everybody_closes_the_form() -> None:
    """Fixed texts for who takes the form home, under their heading."""
    bring = Closing(heading="What to bring", texts=("bring", "start"))
    assert small(FRUIT, closing=(bring,)).endswith("Not sure What to bring Me. Hello.")


def test_the_form_is_a_tagged_pdf_in_large_print() -> None:
    """It claims PDF/UA, and the same bank makes the same bytes."""
    one, again = (
        render_form(bank_at(HEADACHE), depth=3, paper="us-letter", today=TODAY) for _ in range(2)
    )
    assert b"<pdfuaid:part>1</pdfuaid:part>" in describes_itself(one.pdf)
    assert str(catalog(one.pdf)["/Lang"]) == "en"
    assert one == again
