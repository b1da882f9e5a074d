from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
import typst
from pypdf import PdfReader

from mmn_check.output.pdf import PrintedPdf, render_page, typeset
from mmn_check.summary.summary_model import Block
from tests.output.reading import catalog, describes_itself, elements, in_one_line, texts
from tests.output.summaries import own, summary

CLAIM = b"<pdfuaid:part>1</pdfuaid:part>"


def printed(text: str) -> PrintedPdf:
    return render_page(summary(Block(heading="Said", lines=(own(text),))), paper="a4")


def test_the_pdf_is_tagged_and_claims_pdf_ua() -> None:
    """A screen reader finds structure, language and title."""
    pdf = printed("Yes.").pdf
    root = catalog(pdf)
    reader = PdfReader(BytesIO(pdf))
    assert "/Marked': True" in str(root["/MarkInfo"])
    assert str(root["/Lang"]) == "en"
    assert "/DisplayDocTitle': True" in str(root["/ViewerPreferences"])
    assert reader.metadata is not None
    assert reader.metadata.title == "Visit summary"
    assert CLAIM in describes_itself(pdf)


def test_headings_are_tagged_as_headings() -> None:
    """One can jump from heading to heading."""
    kinds = [str(element["/S"]) for element in elements(printed("Yes.").pdf)]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 1


def test_the_same_answers_make_the_same_bytes() -> None:
    """Nothing of the hour or the machine gets into the page."""
    assert printed("Yes.") == printed("Yes.")


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Thị Hương", "Łukasz Żółć", "Παπαδόπουλος", "Олександр Їжак", "Ñíguez", "İpek Şahin"],
)
def test_latin_greek_and_cyrillic_names_print(name: str) -> None:
    """The font that travels with the tool shows them, whatever the system has."""
    page = printed(name)
    assert page.missing == ()
    assert name in texts(page.pdf)[0]


@pytest.mark.parametrize(
    "text",
    [
        '#panic("x") *not bold* _x_ $x^2$ `raw` @ref <label> // gone? /* gone? */ \\ ~ -- ---',
        "[bold]Rich[/bold] [/] [red on white]x",
        "<b>x</b> <script>alert(1)</script> &amp; &#65;",
        'a "quoted" {braces} ] [ } { #sys.inputs.data',
        "%PDF-1.7 (string) <</S/JavaScript>> endobj",
    ],
)
def test_markup_prints_as_what_it_is(text: str) -> None:
    """What was typed is text, never instructions."""
    page = printed(text)
    assert page.missing == ()
    assert text in in_one_line(texts(page.pdf)[0])


def test_characters_without_a_glyph_are_named_and_the_words_stay() -> None:
    """The page is made all the same, without the claim to PDF/UA."""
    page = printed("Hand 😀 and 漢字 hurt")
    assert page.missing == ("😀", "漢", "字")
    text = texts(page.pdf)[0]
    assert "Hand" in text
    assert "hurt" in text
    assert CLAIM not in describes_itself(page.pdf)


def test_signs_that_turn_text_round_are_left_out() -> None:
    """An override of direction cannot turn round the page's own words."""
    page = printed("a\u202eb\u2066c\u200fd")
    assert page.missing == ()
    assert "abcd" in texts(page.pdf)[0]


def test_half_a_character_does_not_stop_the_page() -> None:
    """Undecodable input comes out as the sign for an unreadable character."""
    assert "a\ufffdb" in texts(printed("a\ud800b").pdf)[0]


def test_right_to_left_names_print() -> None:
    """Hebrew and Arabic letters have glyphs."""
    assert printed("שלום سلام").missing == ()


def test_a_fault_in_a_template_is_not_taken_for_a_missing_glyph() -> None:
    """A mistake of ours is not hidden as one of the person's words."""
    with pytest.raises(typst.TypstError):
        typeset("page.typ", {}, paper="a4", made=date(2026, 11, 21))


def test_combining_marks_print() -> None:
    """Marks on letters without a letter of their own for it."""
    assert printed("x\u0302 a\u0323\u0301").missing == ()
