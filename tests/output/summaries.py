"""Small summaries to print, made of plain words."""

from __future__ import annotations

from datetime import date

from mmn_check.summary.summary_model import (
    ABOUT,
    Block,
    BodyChart,
    Grid,
    Line,
    Marking,
    Piece,
    Sentence,
    Summary,
)
from mmn_check.visit.values import Mark, Side


def sentence(text: str, *, rank: int = 0, name: str = "") -> Sentence:
    return Sentence(
        pieces=(Piece(text),), origins=frozenset({ABOUT}), rank=rank, names=(name,) if name else ()
    )


def own(text: str) -> Line:
    """What the patient typed."""
    pieces = (Piece("“"), Piece(text, own=True), Piece("”."))
    return Line(sentences=(Sentence(pieces=pieces, origins=frozenset({ABOUT})),))


def line(text: str, label: str | None = None) -> Line:
    return Line(sentences=(sentence(text),), label=sentence(label) if label else None)


def block(heading: str, *texts: str) -> Block:
    return Block(heading=heading, lines=tuple(line(text) for text in texts))


def facts(heading: str, *ranked: tuple[int, str]) -> Block:
    """A row of page 1 with facts of these ranks, each called by its first word."""
    said = tuple(sentence(text, rank=rank, name=text.split()[0]) for rank, text in ranked)
    return Block(heading=heading, lines=(Line(sentences=said),))


def grid(head: tuple[str, ...], *rows: tuple[str, ...]) -> Grid:
    return Grid(head=head, rows=tuple(tuple(map(sentence, row)) for row in rows))


def marking(
    name: str, said: str, *, letter: str = "", unsure: bool = False, **marks: Side
) -> Marking:
    return Marking(
        name=name,
        letter=letter,
        marks=tuple(Mark(place, side) for place, side in marks.items()),
        unsure=unsure,
        said=sentence(said),
    )


def summary(
    *first: Block,
    second: tuple[Block, ...] = (),
    answers: tuple[Block, ...] = (),
    figures: tuple[BodyChart, ...] = (),
    title: str = "Visit summary",
) -> Summary:
    return Summary(
        title=line(title),
        about=line("Made 21 November 2026. Filled in by the patient."),
        statement=line("My own answers. Not a diagnosis."),
        first=first,
        second=second,
        answers=answers,
        figures=figures,
        made=date(2026, 11, 21),
    )
