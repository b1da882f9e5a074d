from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from mmn_check.output.printed_page import render_page
from mmn_check.output.typesetting import Paper
from mmn_check.summary.printed import ABOUT, Block, Line, Piece, Sentence, Summary
from tests.output.reading import alternatives, elements, in_one_line, texts
from tests.output.summaries import block, grid, line, sign, summary

PAPERS: tuple[Paper, ...] = ("a4", "us-letter")
BEHIND = (block("Behind", "The rest."),)

HOSTILE = {
    "blank": "",
    "short": "No.",
    "as long as expected": "One line of sixty characters is what the page expects here.",
    "wide": "W" * 60,
    "unbroken": "W" * 5000,
    "long": "two words " * 500,
    "high": "line\n" * 100,
    "right to left": "שלום " * 300,
    "marks on marks": "x\u0302\u0323\u0301" * 300,
}


def chart() -> Block:
    """The body grid, as the first block behind page 1."""
    signs = (
        sign(
            "Weak", "right hand; fingers or thumb, side not sure", hand="right", fingers="not_sure"
        ),
        sign("Cramps", "no"),
    )
    return Block(heading="Where", lines=(), grid=grid(*signs))


def full(*said: str) -> Summary:
    """As many headings as the fullest page has, each saying the same."""
    first = tuple(block(f"Heading {number}", *said) for number in range(16))
    return summary(*first, more=(chart(), *BEHIND))


def pages(one: Summary, paper: Paper = "a4") -> list[str]:
    return texts(render_page(one, paper=paper).pdf)


def test_the_whole_first_page_reads_in_order() -> None:
    """Title bar, then each label with what was said, then the chart, then the foot."""
    one = summary(
        block("Who", "52, right-handed."),
        block("Main problem", "“I drop my tools.”", "Wants: the cause."),
        more=(chart(),),
    )
    assert in_one_line(pages(one)[0]) == (
        "Visit summary Made 21 November 2026. Filled in by the patient. "
        "My own answers. Not a diagnosis. "
        "Who 52, right-handed. "
        "Main problem “I drop my tools.” Wants: the cause. "
        "Weak Cramps R L R L No "
        "Front view. R is the patient’s right side. Filled: marked by the patient. "
        "Striped on both sides: side not sure. "
        "My own answers. Not a diagnosis. Page 1 of 2 21 November 2026"
    )


def test_the_pages_behind_say_all_of_it() -> None:
    """What stands where, then labels and answers, every place with what was marked there."""
    answers = Block(heading="Answers", lines=(line("Yes.", "Do you drop things?"), line("Bye.")))
    one = summary(block("Who", "52"), more=(chart(), answers))
    assert in_one_line(pages(one)[1]) == (
        "Where 2 Answers 2 "
        "Where Place Weak Cramps "
        "Fingers or thumb side not sure Hand right Neck Wings No place marked no "
        "Answers Do you drop things? Yes. Bye. "
        "My own answers. Not a diagnosis. Page 2 of 2 21 November 2026"
    )


def test_a_chart_without_a_mark_is_a_few_words() -> None:
    """No empty table where nothing was marked anywhere."""
    where = Block(
        heading="Where", lines=(), grid=grid(sign("Weak", "not asked"), sign("Cramps", "no"))
    )
    assert in_one_line(pages(summary(block("Who", "52"), more=(where,)))[1]).startswith(
        "Where 2 Where Weak: not asked Cramps: no My own"
    )


def test_the_chart_is_read_aloud_in_words() -> None:
    """Each figure has its text alternative, in order."""
    one = summary(block("Who", "52"), more=(chart(),))
    assert alternatives(render_page(one, paper="a4").pdf) == [
        "Weak: right hand; fingers or thumb, side not sure",
        "Cramps: no",
    ]


def test_short_entries_share_a_line_only_if_they_have_room() -> None:
    """Allergies and medicines stand side by side unless one of them is long."""
    beside = block("Medicines", "2, page 3", beside=True)
    roomy = summary(block("Allergies", "Penicillin."), beside)
    tight = summary(block("Allergies", "Penicillin and many other things. " * 3), beside)
    assert "Allergies Penicillin. Medicines 2, page 3" in pages(roomy)[0]
    assert "Medicines 2, page 3" in pages(tight)[0]
    assert "Allergies" in pages(tight)[0]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_page_one_is_one_page(paper: Paper, text: str) -> None:
    """Whatever was typed, every heading is on page 1 and what follows starts page 2."""
    first, *behind = pages(full(text), paper)
    assert [number for number in range(16) if f"Heading {number}" not in first] == []
    assert "Where" in behind[0]
    assert "The rest." in behind[-1]


def test_what_is_cut_says_so() -> None:
    """Nothing is cut in silence."""
    long = "many words " * 500
    first = in_one_line(pages(full(long, "Short.", long))[0])
    assert first.count("... (page 2)") == 16 * 2
    assert first.count("Short.") == 16


def size_of_answers(one: Summary) -> float:
    """The size in which page 1 sets what was said, in points."""
    sizes = set()

    def seen(text: str, _: object, matrix: list[float], __: object, size: float) -> None:
        if "said" in text:
            sizes.add(round(size * abs(matrix[3]), 1))

    pdf = render_page(one, paper="us-letter").pdf
    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=seen)
    return min(sizes)


def test_type_is_never_smaller_than_ten_points() -> None:
    """However full the page, the answers stay readable; where there is room, they are larger."""
    assert size_of_answers(full("said " * 5)) == 12
    assert size_of_answers(full("said " * 1000, "said " * 1000)) == 10


def foot_of(one: Summary) -> list[str]:
    return [in_one_line(text).split("Not a diagnosis.")[-1] for text in pages(one)]


def test_every_page_says_whose_it_is() -> None:
    """Sheets get separated; a long name takes one line."""
    one = summary(block("Who", "52"), more=BEHIND)
    mine = replace(one, owner=line("A. N. Other"))
    long = replace(one, owner=line("A name\nas long as " * 400))
    assert all("A. N. Other 21 November 2026" in text for text in foot_of(mine))
    assert all(text.count("name as long") < 12 for text in foot_of(long))
    assert all(text.endswith("... 21 November 2026") for text in foot_of(long))


@pytest.mark.parametrize("paper", PAPERS)
def test_the_paper_has_its_size(paper: Paper) -> None:
    """A4 and Letter, in points."""
    box = PdfReader(BytesIO(render_page(full("No."), paper=paper).pdf)).pages[0].mediabox
    sizes = {"a4": (595, 842), "us-letter": (612, 792)}
    assert (round(box.width), round(box.height)) == sizes[paper]


def test_a_long_answer_behind_is_whole_and_on_the_paper() -> None:
    """Five thousand characters without a space are all there, over as many lines as it takes."""
    word = "".join(f"{number:05d}" for number in range(1000))
    pdf = render_page(summary(block("Who", "52"), more=(block("Words", word),)), paper="a4").pdf
    behind = PdfReader(BytesIO(pdf)).pages[1]
    assert "".join(behind.extract_text().split("Words\n")[-1].split()).startswith(word)
    assert max(len(line) for line in behind.extract_text().splitlines()) < 110


def test_lists_of_the_bank_are_lists_and_words_of_the_person_stay() -> None:
    """A hyphen that somebody typed is printed as a hyphen."""
    typed = Sentence(pieces=(Piece("- mine\n- too", own=True),), origins=frozenset({ABOUT}))
    mine = Block(heading="Mine", lines=(Line(sentences=(typed,)),))
    pdf = render_page(
        summary(more=(block("Bring", "This:\n- discs\n- boxes"), mine)), paper="a4"
    ).pdf
    assert "Bring This: • discs • boxes Mine - mine - too" in in_one_line(texts(pdf)[1])
    assert [str(element["/S"]) for element in elements(pdf)].count("/LI") == 2
