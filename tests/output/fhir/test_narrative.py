from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from mmn_check.output.fhir.elements import XHTML, narrative_of, narrative_of_summary
from mmn_check.summary.summary_model import Block, Piece, Sentence, Summary
from mmn_check.text_safety import to_show
from tests.output.summaries import block, grid, line, own, summary

HOSTILE = {
    "markup": "<script>alert(1)</script>",
    "an end of its own": "]]></div><div>",
    "entities": "&amp; &#60;b&#62; &nbsp;",
    "quotes": '" \' onload="x',
    "right to left": "\u202etxet",
    "emoji": "\U0001f590\ufe0f",
    "no character of XML": "a\ufffeb\uffffc",
}
LANGUAGE = ("lang", "{http://www.w3.org/XML/1998/namespace}lang")
ALLOWED = {"div", "h1", "h2", "h3", "p", "ul", "li", "b", "br", "table", "tr", "th", "td"}


def parsed(one: Summary) -> ET.Element:
    return ET.fromstring(narrative_of_summary(one)["div"])


def texts(root: ET.Element, name: str) -> list[str]:
    return ["".join(found.itertext()) for found in root.iter(f"{{{XHTML}}}{name}")]


def test_the_summary_can_be_read_from_top_to_bottom() -> None:
    """Title, when it was made, the line that it is no diagnosis, headings and lines."""
    root = parsed(summary(block("Who", "52"), answers=(block("Answers", "Yes."),)))

    assert texts(root, "h1") == ["Visit summary"]
    assert texts(root, "h2") == ["Page 1", "All answers"]
    assert texts(root, "h3") == ["Who", "Answers"]
    assert texts(root, "li") == ["52", "Yes."]
    assert texts(root, "p") == [
        "Made 21 November 2026. Filled in by the patient.",
        "My own answers. Not a diagnosis.",
    ]


def test_a_label_stands_before_its_line_and_a_table_is_one() -> None:
    """As on the page; a line break that the patient made is one."""
    table = Block(heading="Where", grid=grid(("Place", "Weak"), ("Hand", "right")))
    said = Block(heading="Said", lines=(line("Yes.", "Weak?"), own("one\ntwo")))
    root = parsed(summary(second=(table, said)))

    assert texts(root, "tr") == ["PlaceWeak", "Handright"]
    assert texts(root, "li") == ["Weak? Yes.", "“onetwo”."]
    assert texts(root, "b") == ["Weak?"]
    assert len(texts(root, "br")) == 1
    assert texts(root, "h2") == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_answer_becomes_markup(text: str) -> None:
    """The narrative is well-formed, plain, and says what was typed but for marks of direction."""
    said = Sentence(pieces=(Piece(text, own=True),), origins=frozenset({"x"}))
    labelled = type(line("x"))(sentences=(said,), label=said)
    content = type(block("x"))(heading=text, lines=(labelled,))
    root = parsed(summary(content, title=text))
    shown = to_show(text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd"))

    assert {one.tag.rpartition("}")[2] for one in root.iter()} <= ALLOWED
    assert {name for one in root.iter() for name in one.attrib} == {*LANGUAGE}
    assert texts(root, "h1") == [shown]
    assert texts(root, "li") == [f"{shown} {shown}"]


def test_texts_of_the_bank_are_paragraphs() -> None:
    """A title and each text; a text that is not there leaves nothing."""
    root = ET.fromstring(narrative_of("Form", "One.\nTwo.", "")["div"])

    assert texts(root, "h1") == ["Form"]
    assert texts(root, "p") == ["One.Two."]
