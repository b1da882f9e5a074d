from __future__ import annotations

from dataclasses import replace

import pytest

from mmn_check.bank.layout import (
    Answers,
    Count,
    Each,
    Event,
    Heading,
    More,
    Moves,
    Page,
    Part,
    RestOfFirst,
    Say,
    Timeline,
    Urgent,
    Weakness,
)
from mmn_check.bank.model import Bank, Choice, Date, One, Places, Rows, Section, Text, YesNo
from mmn_check.bank_check.layout import layout_mistakes
from tests.support.visit_cases import whole_bank

GARDEN = Bank(
    id="garden",
    version="1",
    title="The garden",
    texts={},
    sources={},
    sections=(
        Section(
            id="all",
            title="All",
            questions=(
                YesNo(id="weak", ask="Weak?"),
                Places(
                    id="spots",
                    ask="Where?",
                    choices=(Choice(id="branch", label="Branch", group="upper"),),
                ),
                One(id="worst", ask="Worst?", picked_in="spots"),
                Rows(
                    id="tools",
                    ask="Tools?",
                    fields=(Text(id="name", ask="Name?"), Date(id="since", ask="Since?")),
                ),
            ),
        ),
    ),
)
WHOLE = Answers(heading="All", sections=("all",))
REST = RestOfFirst(heading="The rest")
NO = Say(question="weak")


def mistakes(*parts: Part, more: tuple[More, ...] = (), limit: int = 2) -> list[str]:
    """What is wrong, after where it is wrong in the first line of the first heading."""
    heading = Heading(heading="Who", limit=limit, lines=(parts,))
    page = Page(title=(), about=(), statement="footer", first=(heading,), more=(REST, WHOLE, *more))
    found = layout_mistakes(replace(GARDEN, page=page))
    return [f"{' '.join(map(str, path))}: {sentence}" for path, sentence in found]


def test_the_shipped_layout_has_no_mistakes() -> None:
    """Nor has a bank without a layout."""
    assert list(layout_mistakes(whole_bank())) == []
    assert list(layout_mistakes(GARDEN)) == []


@pytest.mark.parametrize(
    ("part", "mistake"),
    [
        (Say(question="weak", text="{valu}"), "text: There is nothing called {valu}"),
        (Say(question="weak", text="[{value}"), "text: A bracket or a brace is not closed"),
        (Say(question="weak", says={"maybe": "x"}), 'says maybe: Nobody can answer "weak"'),
        (
            Say(question="weak", says={"skipped": "{x}"}),
            "says skipped: There is nothing called {x}",
        ),
        (Each(question="tools", text="{nam}"), "text: There is nothing called {nam}"),
        (
            Each(question="tools", text="{name}", says={"nam": {}}),
            'says nam: The table "tools" has no field "nam".',
        ),
        (
            Each(question="tools", text="{since.length}", where={"nam": ("yes",)}),
            'where nam: The table "tools" has no field "nam".',
        ),
        (Count(question="tools", text="{number}"), "text: There is nothing called {number}"),
        (Urgent(parts=(), nothing="{value}"), "nothing: There is nothing called {value}"),
        (Urgent(parts=(), nothing="None", shown="{asked}"), "shown: There is nothing called"),
        (
            Weakness(
                places="spots", worst="worst", worst_text="w", text="{x}", elsewhere="y", instead=NO
            ),
            "text: There is nothing called {x}",
        ),
        (
            Weakness(
                places="spots",
                worst="worst",
                worst_text="w",
                text="{places}",
                elsewhere="{moves}",
                moves=(Moves(question="spots", group="lower"),),
                instead=NO,
            ),
            'moves 0 group: No place of "spots" is in the group "lower".',
        ),
    ],
)
def test_each_mistake_is_named_where_it_is(part: Part, mistake: str) -> None:
    """One mistake, one sentence, and the way to it."""
    (found,) = mistakes(part)

    assert found.startswith(f"page first 0 lines 0 0 {mistake}")


def test_what_is_right_is_let_be() -> None:
    """Questions may be named in a text, and a choice by its id."""
    parts = (
        Say(question="weak", text="{value}[ ({spots})]", says={"yes": "weak"}),
        Say(question="spots", says={"branch": "twig"}),
    )

    assert mistakes(*parts) == []


@pytest.mark.parametrize(
    ("event", "mistake"),
    [
        (Event(question="tools", text="{name}", date="sinc"), 'date: The table "tools" has no'),
        (Event(question="tools", text="{nam}", date="since"), "text: There is nothing called"),
        (Event(question="weak", text="{nam}"), "text: There is nothing called {nam}"),
    ],
)
def test_events_are_looked_at_too(event: Event, mistake: str) -> None:
    """The timeline names cells of tables, or questions."""
    (found,) = mistakes(more=(Timeline(heading="Time", events=(event,)),))

    assert found.startswith(f"page more 2 events 0 {mistake}")


def test_limits_are_lines() -> None:
    """A heading has room for a line, and a tight limit is not larger than the other."""
    assert mistakes(limit=0)[0].startswith("page first 0 limit: A limit is at least 1 line")


def test_page_1_holds_all_that_its_headings_may_say() -> None:
    """The limits of its headings and the space above them are no more lines than it has."""
    assert mistakes(limit=50) == []
    assert mistakes(limit=51) == [
        "page first: The limits come to 51 lines, and page 1 has room for 50."
    ]


def test_page_2_begins_with_what_page_1_leaves_out() -> None:
    """Page 1 says "page 2", so it must be true."""
    first = (Heading(heading="Who", limit=1, lines=((NO,),)),)
    page = Page(title=(), about=(), statement="footer", first=first, more=(WHOLE, REST))
    ((path, sentence),) = layout_mistakes(replace(GARDEN, page=page))

    assert path == ("page", "more")
    assert sentence.startswith("Page 1 sends its reader to page 2")


def test_a_question_that_is_printed_nowhere_in_full_is_named() -> None:
    """Page 1 may be cut, so each answer needs its place behind it."""
    page = Page(
        title=(),
        about=(),
        statement="footer",
        first=(),
        more=(Answers(heading="Some", questions=("weak", "spots", "worst")),),
    )

    assert list(layout_mistakes(replace(GARDEN, page=page))) == [
        (("page", "more"), 'No "answers" under "more" print the question "tools" in full.')
    ]
