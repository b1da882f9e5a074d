"""Page 1 is fitted to its paper: what matters least goes, whole and by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
from PIL import ImageOps
from pypdf import PdfReader

from mmn_check.output.figures import places_drawn
from mmn_check.output.pdf import Paper, render_page
from mmn_check.summary.summary_model import Block, BodyChart, Line, Marking, Summary
from mmn_check.visit.values import Mark
from tests.output.reading import alternatives, in_one_line, sizes, texts
from tests.output.summaries import block, facts, grid, line, marking, own, sentence, summary
from tests.support.profile import combined, some

PAPERS: tuple[Paper, ...] = ("a4", "us-letter")
ENDS = (block("Behind", "The rest."),)
FILLER = "is said here in about as many words as a person would use for it today."
HOSTILE = {
    "blank": "",
    "short": "No.",
    "wide": "W" * 60,
    "unbroken": "W" * 5000,
    "long": "two words " * 5000,
    "high": "line\n" * 1000,
    "right to left": "שלום " * 3000,
    "marks on marks": "x\u0302\u0323\u0301" * 3000,
    "taken back": "before, no wait, after " * 500,
}
FIGURES = (
    BodyChart(
        name="Weak",
        signs=(
            marking(
                "Weak", "Weak: right hand; toes (side not sure)", hand="right", toes="not_sure"
            ),
        ),
    ),
    BodyChart(
        name="Thinner, cramps",
        signs=(
            marking("Thinner", "Thinner: left forearm", letter="T", forearm="left"),
            marking("Cramps", "Cramps: left forearm", letter="C", forearm="left"),
        ),
    ),
    BodyChart(
        name="Numb", signs=(marking("Numb", "Numb: foot (not sure)", unsure=True, foot="left"),)
    ),
)


def pages(one: Summary, paper: Paper = "a4", *, first_page: bool = False) -> list[str]:
    pdf = render_page(one, paper=paper, first_page=first_page).pdf
    return [in_one_line(text) for text in texts(pdf)]


def crowd(count: int) -> Summary:
    """Twelve rows of facts of ranks 0 to 8, each saying its number."""
    rows = [
        facts(f"Row {row}", *((rank, f"Fact{row}.{rank} {FILLER}") for rank in range(count)))
        for row in range(12)
    ]
    return summary(*rows, answers=ENDS)


def labelled(label: str, row: int) -> Line:
    """A line of two facts of the ranks 5 and 6, behind its label."""
    said = facts("", *((rank, f"Fact{row}.{rank} {FILLER}") for rank in (5, 6))).lines[0]
    return replace(said, label=line(label).sentences[0])


def test_the_whole_first_page_reads_in_order() -> None:
    """Name, statement, the framed box, each heading with what was said, figures, the foot."""
    one = summary(
        block("Who", "52, right-handed."),
        Block(heading="Words", lines=(own("I drop my tools."), line("The cause.", "Wants"))),
        figures=FIGURES[:1],
        answers=ENDS,
    )
    one = replace(one, urgent=line("Sudden: none ticked."))

    assert pages(one)[0] == (
        "Visit summary Made 21 November 2026. Filled in by the patient. "
        "For the clinic: label, date of birth, record number "
        "Page 1 My own answers. Not a diagnosis. "
        "Sudden: none ticked. "
        "Who 52, right-handed. "
        "Words “I drop my tools.”. Wants: The cause. "
        "Weak R L Front view. R is the patient’s right side. Filled: marked, in part or all. "
        "Striped on both sides: side not sure. "
        "Visit summary · 21 November 2026 · Page 1 of 2"
    )


def test_where_there_is_room_nothing_is_left_out() -> None:
    """In larger type, with larger figures."""
    first, *_ = pages(crowd(2))

    assert first.count(FILLER) == 24
    assert "On page 2:" not in first


@pytest.mark.parametrize("paper", PAPERS)
def test_what_matters_least_is_left_out_first_and_named(paper: Paper) -> None:
    """Facts go whole, those of the highest rank first; no blank would have held one of them."""
    rows = [
        replace(one, lines=tuple(Line(sentences=(said,)) for said in one.lines[0].sentences))
        for one in crowd(12).first
    ]
    first, *behind = pages(summary(*rows, answers=ENDS), paper)

    stands = {
        (row, rank) for row in range(12) for rank in range(12) if f"Fact{row}.{rank} is" in first
    }
    gone = {(row, rank) for row in range(12) for rank in range(12)} - stands
    # What takes no more room than its name stands where the rest of its rank has gone.
    first_gone = min(rank for _, rank in gone)
    free = [rank for _, rank in stands if rank > first_gone]
    assert len(free) <= 1
    assert all((row, rank - 1) in stands for row, rank in stands if rank)
    assert {rank for _, rank in stands} >= {0, 1, 2}
    for row, rank in gone:
        assert first.count(f"Fact{row}.{rank}") == 1, "it is named"
        assert f"Fact{row}.{rank} {FILLER}" in " ".join(behind), "and stands behind"
    assert first.count(FILLER) == len(stands)
    assert "On page 2: " in first


@pytest.mark.parametrize("paper", PAPERS)
def test_no_letter_touches_a_rule_however_full_the_page_is(paper: Paper) -> None:
    """Something of a lower rank is left out rather than that the rows close up."""
    rows = [
        facts(f"Row {row}", *((rank, f"Ägypt “{FILLER}” ") for rank in range(9)))
        for row in range(12)
    ]
    page = pypdfium2.PdfDocument(render_page(summary(*rows), paper=paper).pdf)[0]
    picture = page.render(scale=4, grayscale=True).to_pil()
    inside = picture.crop(
        (picture.width // 6, picture.height // 6, picture.width // 2, picture.height)
    )
    ink = [
        sum(inside.crop((0, y, inside.width, y + 1)).histogram()[:128])
        for y in range(inside.height)
    ]
    ruled = [y for y, one in enumerate(ink) if one > inside.width * 0.9]
    edges = [y for y in range(len(ink)) if y not in ruled and {y - 1, y + 1}.intersection(ruled)]

    assert len(ruled) > 9
    assert {ink[y + way] for y in edges for way in (-1, 0, 1) if y + way not in ruled} == {0}


def test_what_has_no_room_beside_the_figures_is_as_wide_as_the_paper() -> None:
    """Of a row that begins beside them, too, from the first line on that stands below them."""
    row = Block(heading="Said", lines=tuple(line(f"{FILLER} {FILLER}") for _ in range(24)))
    pdf = render_page(summary(row, figures=FIGURES), paper="a4").pdf
    words = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    at = words.search("Striped on both sides").get_next()
    assert at
    left, bottom, *_ = words.get_charbox(at[0])

    assert "about" in words.get_text_bounded(left=left, bottom=80, top=bottom - 40)


def test_a_row_of_which_all_is_left_out_does_not_stand() -> None:
    """What it would have told is named below the others."""
    full = crowd(9)
    empty = facts("Empty row", (8, f"Small {FILLER} {FILLER} {FILLER}"))
    first, *behind = pages(replace(full, first=(*full.first[:6], empty, *full.first[6:])))

    assert "Empty row" not in first
    assert "On page 2: Small" in first
    assert f"Small {FILLER}" in " ".join(behind)


def test_names_of_what_was_left_out_have_one_mark_between_all() -> None:
    """Each once, and a semicolon between two: a name may hold a comma or an "or"."""
    long = f"is left out. {FILLER} " * 120
    left = ("first sign", "other things said no to", "buttons", "other things said no to", "walk")
    said = [sentence(f"Fact{at} {long}", rank=9, name=name) for at, name in enumerate(left)]
    row = Block(heading="Said", lines=(Line(sentences=(sentence("Said."), *said)),))
    printed = pages(summary(row, answers=ENDS))[0]

    assert "On page 2: first sign; other things said no to; buttons; walk" in printed


def test_what_still_fits_is_set_at_the_end_of_a_line() -> None:
    """Paper is not left blank because something of a lower rank is left out."""
    long = sentence(f"Long {FILLER * 4}", rank=7, name="Long")
    last = facts("Last", (0, "First"), (8, "Tiny fact")).lines[0]
    row = Block(heading="Last", lines=(replace(last, sentences=(*last.sentences, long)),))
    first, *_ = pages(summary(*crowd(9).first, row, answers=ENDS))

    assert "Last First Tiny fact On page 2: Long" in first


def test_what_is_carried_over_keeps_the_label_of_its_line() -> None:
    """On page 2 it stands under its row's heading, line by line, behind what each is about."""
    rows = [
        Block(heading=f"Row {row}", lines=(labelled("Doses", row), labelled("Effect", row)))
        for row in range(30)
    ]
    behind = " ".join(pages(summary(*rows, answers=ENDS))[1:])

    assert f"Row 29 Doses: Fact29.6 {FILLER} Effect: Fact29.6 {FILLER}" in behind


def test_one_fact_more_changes_only_what_made_room_for_it() -> None:
    """The facts that stood go on standing, but for some of the highest rank."""
    before, after = (
        pages(summary(*crowd(9).first, *extra, answers=ENDS))[0]
        for extra in ((), (facts("Row 12", (0, f"Fact12.0 {FILLER}")),))
    )

    for row in range(12):
        for rank in range(9):
            if f"Fact{row}.{rank} is" in before and f"Fact{row}.{rank} is" not in after:
                assert rank >= 4


@pytest.mark.parametrize(("script", "paper"), combined([*HOSTILE], PAPERS))
def test_an_answer_longer_than_the_paper_hides_no_row_that_must_be_whole(
    script: str, paper: Paper
) -> None:
    """In any script: what was typed is begun and stands behind; the rest of page 1 is all there."""
    rows = [
        Block(
            heading=f"Row {number}",
            lines=(own(HOSTILE[script]), line(f"Fact{number}.")),
            whole=True,
        )
        for number in range(16)
    ]
    first, second, *_ = pages(summary(*rows, answers=ENDS), paper)

    assert [number for number in range(16) if f"Fact{number}." not in first] == []
    # What reads the PDF takes a line with letters from right to left to begin at its right.
    headings = re.findall(r"Row (\d+) |” (\d+) Row ", first)
    assert [int(one or other) for one, other in headings] == [*range(16)]
    assert second.startswith("Page 2 ")


def test_more_than_any_paper_holds_goes_on_over_the_page() -> None:
    """Rows that must be whole are never cut, whatever there is of them."""
    rows = [
        facts(f"Row {row}", *((0, f"Fact{row}.{n} {FILLER}") for n in range(12)))
        for row in range(12)
    ]
    said = " ".join(pages(summary(*rows, answers=ENDS)))

    facts_there = {(row, n) for row in range(12) for n in range(12) if f"Fact{row}.{n} " in said}
    assert len(facts_there) == 144


def test_long_words_are_whole_up_to_480_characters_and_then_begun() -> None:
    """They end at a sentence, say where they go on, and stand whole there."""
    sentence = "This is one sentence of forty characters. "
    short, long = (sentence * 11).strip(), (sentence * 13).strip()

    assert short in pages(summary(Block(heading="Said", lines=(own(short),)), answers=ENDS))[0]
    first, second = pages(summary(Block(heading="Said", lines=(own(long),)), answers=ENDS))
    assert f"“{short} ...” (page 2)." in first
    assert long in second


def test_words_of_240_characters_stay_whole_where_closer_lines_hold_them() -> None:
    """What may be left out goes first, then the lines close up; no word of the patient's goes."""
    said = "I told them of it in so many words and they wrote it down. " * 3
    said += "I told it once more and it was written."
    rows = [
        replace(said_of, lines=(own(f"Row {row} {said}"), *said_of.lines))
        for row in range(22)
        for said_of in [facts(f"Row {row}", (1, f"Fact{row}.1 {FILLER}"))]
    ]
    first = pages(summary(*rows, answers=ENDS))[0]

    assert "..." not in first
    assert all(f"“Row {row} {said}”" in first for row in range(22))
    assert "On page 2: Fact21.1" in first


def test_the_words_at_the_top_of_a_full_page_are_the_last_to_be_held_short() -> None:
    """Of words of one length those of the first rows stand longer, and no heading is run into."""
    said = "I told them of it in so many words, and they wrote it down for me then. " * 3
    rows = [Block(heading="Immunoglobulins", lines=(own(f"{said}{row}"),)) for row in range(32)]
    pdf = render_page(summary(*rows, answers=ENDS), paper="a4").pdf
    words = pypdfium2.PdfDocument(pdf)[0].get_textpage()

    quoted = re.findall("“([^”]*)”", in_one_line(texts(pdf)[0]))
    lengths = [len(one) for one in quoted]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > lengths[-1]
    heading, _ = words.search("Immunoglobulins").get_next()
    beside, _ = words.search("I told").get_next()
    end = words.get_charbox(heading + len("Immunoglobulins") - 1)
    assert end[2] < words.get_charbox(beside)[0]


def test_page_1_alone_sends_nobody_to_a_page_that_is_not_there() -> None:
    """One sheet, which says what else was answered."""
    first, *others = pages(crowd(9), first_page=True)

    assert others == []
    assert "On other pages: " in first
    assert "page 2" not in first
    assert "Page 1 of several" in first
    assert "Page 1 of 1" in pages(summary(Block(heading="Said")), first_page=True)[0]


def test_type_is_between_10_and_13_points() -> None:
    """However full or empty the page; larger only where there is room."""
    for one in (crowd(9), summary(block("Who", "52"), figures=FIGURES, answers=ENDS)):
        assert min(sizes(render_page(one, paper="us-letter").pdf)) >= 10
    empty = render_page(summary(block("Who", "said")), paper="a4").pdf
    assert max(sizes(empty)) <= 13


def test_figures_are_read_aloud_in_words_and_none_is_drawn_for_nothing() -> None:
    """Each says what was marked, and how surely; three patterns stand for three things."""
    page = render_page(summary(block("Who", "52"), figures=FIGURES), paper="a4")

    assert alternatives(page.pdf) == [
        "Weak: right hand; toes (side not sure).",
        "Thinner: left forearm. Cramps: left forearm.",
        "Numb: foot (not sure).",
    ]
    said = in_one_line(texts(page.pdf)[0])
    assert "Dotted: marked, but not sure. Striped on both sides: side not sure." in said
    assert "T thinner C cramps" in said
    assert "Front view" not in pages(summary(block("Who", "52")))[0]


def test_letters_of_signs_stand_on_white_beside_their_places_even_on_a_fax() -> None:
    """Of each place alone, and of a few with several signs: nothing touches a letter."""
    every = [
        replace(marking("Sign", place, letter="W"), marks=(Mark(place, "left"),))
        for place in some(sorted(places_drawn() - {"all_over", "tongue"}), usual=6)
    ]
    several = (
        marking("Thin", "a", letter="T", hand="both", forearm="right"),
        marking("Twitches", "b", letter="W", hand="left", forearm="right", shoulder="right"),
        marking("Cramps", "c", letter="C", lower_leg="both", hand="right"),
    )
    for signs in (*((one,) for one in every), several, all_three(CROWDED)):
        assert not touched_letters(with_signs(signs), "".join(one.letter for one in signs))


CROWDED = ("shoulder", "upper_arm", "forearm", "wrist", "hand", "fingers", "thigh", "knee", "foot")
MIDDLE = ("neck", "trunk", "tongue")


def all_three(places: Iterable[str]) -> tuple[Marking, ...]:
    """Each of three signs on both sides of places, or on what has none."""
    marks = tuple(Mark(place, "whole" if place in MIDDLE else "both") for place in places)
    return tuple(replace(marking(one, one, letter=one), marks=marks) for one in "TWC")


def with_signs(signs: tuple[Marking, ...]) -> bytes:
    """A page with a figure of signs."""
    figures = (BodyChart(name="", signs=signs),)
    return render_page(replace(summary(block("A", "b.")), figures=figures), paper="a4").pdf


def test_letters_of_every_sign_on_every_place_stand_apart() -> None:
    """All three together beside each place, once: as many as there can be, and none on another."""
    places = places_drawn() - {"all_over"}
    words = pypdfium2.PdfDocument(with_signs(all_three(places)))[0].get_textpage()
    found = words.search("TWC")
    at = [spot[0] for spot in iter(found.get_next, None)]
    assert len(at) == 2 * len(places) - len(MIDDLE)
    upwards = sorted(words.get_charbox(one) for one in at)
    for (left, _, _, top), (next_left, bottom, _, _) in pairwise(upwards):
        assert top <= bottom or left < next_left


def touched_letters(pdf: bytes, letters: str) -> int:
    """How many letters of the figure have no white above and below them on a fax."""
    page = pypdfium2.PdfDocument(pdf)[0]
    picture = page.render(scale=204 / 72, grayscale=True).to_pil()
    fax = picture.resize((picture.width, picture.height * 98 // 204)).convert("1", dither=0)
    words, ink = page.get_textpage(), ImageOps.invert(fax.convert("L"))
    boxes = [
        words.get_charbox(at)
        for at in range(words.count_chars())
        if words.get_text_range(at, 1) in letters
    ]
    drawn = [box for box in boxes if box[0] > 450 and 300 < box[1] < 750]
    touched = 0
    for left, bottom, right, top in drawn:
        sides = [round(left * 204 / 72) - 1, round(right * 204 / 72) + 1]
        ends = [round((page.get_height() - y) * 98 / 72) for y in (top, bottom)]
        above = ink.crop((sides[0], ends[0] - 2, sides[1], ends[0] - 1))
        below = ink.crop((sides[0], ends[1] + 1, sides[1], ends[1] + 2))
        touched += above.getbbox() is not None or below.getbbox() is not None
    assert drawn
    return touched


def test_page_2_has_tables_and_the_answers_behind_it_are_all_there() -> None:
    """A table has its head; a line has its label; bookmarks lead to each of the three parts."""
    told = Block(heading="Answers", lines=(line("Yes.", "Do you drop things?"), line("Bye.")))
    table = Block(heading="Tests", grid=grid(("Test", "Told"), ("EMG", "“Fine”")))
    pdf = render_page(summary(block("Who", "52"), second=(table,), answers=(told,)), paper="a4").pdf

    assert in_one_line(texts(pdf)[1]).startswith(
        "Page 2 Tests Test Told EMG “Fine” All answers Answers Do you drop things? Yes. Bye."
    )
    outline = PdfReader(BytesIO(pdf)).outline
    tops = [str(one.title) for one in outline if not isinstance(one, list)]
    assert tops == ["Page 1", "Page 2", "All answers"]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_paper_has_its_size(paper: Paper) -> None:
    """A4 and Letter, in points."""
    box = PdfReader(BytesIO(render_page(crowd(2), paper=paper).pdf)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == {"a4": (595, 842), "us-letter": (612, 792)}[
        paper
    ]


def test_every_page_says_whose_it_is() -> None:
    """Sheets get separated; a long name takes one line."""
    mine = pages(summary(block("Who", "52"), answers=ENDS, title="A. N. Other, 52"))
    long = pages(summary(block("Who", "52"), answers=ENDS, title="A name\nas long as " * 400))

    assert all("A. N. Other, 52 · 21 November 2026" in text for text in mine)
    assert all("A name as long a ... · 21 November 2026" in text for text in long)


@pytest.mark.parametrize("sentences", [1, 2, 3, 4])
def test_the_foot_stays_on_the_paper_however_long_its_statement_is(sentences: int) -> None:
    """Who answers and whose page it is are read whole, above the edge of the paper."""
    said = line(" ".join(["Answers of a helper, given for the patient. Not a score."] * sentences))
    mine = summary(block("Who", "52"), answers=ENDS, title="A. N. Other Longname, 52")
    words = pypdfium2.PdfDocument(render_page(replace(mine, statement=said), paper="a4").pdf)[0]
    read = words.get_textpage()

    lowest = min(read.get_charbox(at)[1] for at in range(read.count_chars()))
    assert lowest > 0
    assert "A. N. Other Longname, 52" in in_one_line(read.get_text_range())


def test_a_long_answer_behind_is_whole_and_on_the_paper() -> None:
    """Five thousand characters without a space are all there, over as many lines as it takes."""
    word = "".join(f"{number:05d}" for number in range(1000))
    behind = texts(render_page(summary(answers=(block("Words", word),)), paper="a4").pdf)[1]

    assert word in "".join(behind.split())
    assert max(len(line) for line in behind.splitlines()) < 120
