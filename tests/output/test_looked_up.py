"""Every word of the program's own on a summary, a page or a form is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from io import StringIO

import pytest
from rich.console import Console

from mmn_check.bank.model import Depth
from mmn_check.output.blank_form import form_data, render_form
from mmn_check.output.pdf import LOOKED_UP, page_data, render_page, words_in_language
from mmn_check.output.text import print_summary, render_text
from mmn_check.summary.summarize import summarize
from mmn_check.summary.summary_model import Summary
from tests.output import summaries
from tests.output.reading import alternatives, catalog, describes_itself, texts
from tests.output.struck import in_figures, translated_bank
from tests.support.profile import DEEP, some
from tests.support.pseudo import Struck, not_looked_up
from tests.support.tongue import speaking

STRUCK = Struck()
TODAY = date(2026, 11, 20)
BARE = re.compile(".*[A-Za-z](?!\u0301).*")
"""A line with a letter that has no accent."""
FOR_THE_PROGRAM = {"kind", "tool", "language", "svg"}
VISITS = ("blank", "full", "walk 1", "walk 2", "walk 3")


@cache
def summary(name: str) -> Summary:
    with speaking("struck", STRUCK):
        return summarize(translated_bank(STRUCK), in_figures(name), today=TODAY)


def words(data: object) -> Iterator[str]:
    """Everything in a page's data that may be printed."""
    match data:
        case str():
            yield re.sub(r"\{\w+\}", "", data)
        case Mapping():
            for name, one in data.items():
                yield from () if name in FOR_THE_PROGRAM else words(one)
        case list() | tuple():
            for one in data:
                yield from words(one)


@pytest.mark.parametrize("name", some(VISITS, usual=2))
def test_no_word_of_a_summary_is_english_in_another_language(name: str) -> None:
    """As a text, on the screen and read aloud."""
    with speaking("struck", STRUCK):
        assert BARE.findall(render_text(summary(name))) == []
        for plain in (True, False):
            screen = StringIO()
            console = Console(file=screen, width=80, force_terminal=True, color_system=None)
            print_summary(summary(name), console, plain=plain)
            assert BARE.findall(screen.getvalue()) == []


@pytest.mark.parametrize("name", some(VISITS, usual=2))
def test_no_word_of_a_page_is_english_in_another_language(name: str) -> None:
    """In all that the page's template is given."""
    with speaking("struck", STRUCK):
        said = [*words(page_data(summary(name)) | words_in_language())]
    assert len(said) > 40
    assert [one for one in said if BARE.search(one)] == []


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_no_word_of_a_form_is_english_in_another_language(depth: Depth) -> None:
    """In all that the form's template is given, but for the bank's id."""
    with speaking("struck", STRUCK):
        data = form_data(translated_bank(STRUCK), depth) | words_in_language()
    said = [*words(data)]
    assert len(said) > 100
    assert [one for one in said if BARE.search(one)] == [data["stamp"]]


def test_what_is_printed_holds_no_words_but_those_the_template_was_given() -> None:
    """Whoever reads or hears the PDF meets no English; and the PDF claims no language."""
    with speaking("struck", STRUCK):
        page = render_page(summary("full" if DEEP else "walk 1"), paper="a4")
        form = render_form(translated_bank(STRUCK), depth=3 if DEEP else 1, paper="a4", today=TODAY)
    for one in (page, form):
        assert one.missing == ()
        assert b"pdfuaid:part" in describes_itself(one.pdf)
        assert str(catalog(one.pdf)["/Lang"]) == "und"
        text = "\n".join([*texts(one.pdf), *alternatives(one.pdf)])
        assert len(text) > 10_000
        assert not_looked_up(text) <= {"mmn"}


def test_a_page_in_the_language_of_a_country_says_which() -> None:
    """A voice that reads it aloud then speaks as people do there."""
    with speaking("pt_BR", STRUCK):
        page = render_page(summaries.summary(), paper="a4")
    assert str(catalog(page.pdf)["/Lang"]) == "pt-BR"


def test_the_templates_hold_no_words_but_those_that_they_look_up() -> None:
    """Not even in a corner that no visit here comes to."""
    templates = [one for one in files("mmn_check.output").iterdir() if one.name.endswith(".typ")]
    assert len(templates) > 2
    for template in templates:
        code = LOOKED_UP.sub("", re.sub("//.*", "", template.read_text(encoding="utf-8")))
        assert {*re.findall(r"\b[A-Z][a-z]+", code)} <= {"Source", "Sans", "Pro"}
