"""Small summaries to print, made of plain words."""

from __future__ import annotations

from datetime import date

from mmn_check.bank.model import Choice
from mmn_check.summary.printed import ABOUT, Block, Grid, GridSign, Line, Piece, Sentence, Summary
from mmn_check.visit.values import Mark, Side

PLACES = (
    Choice(id="fingers", label="Fingers or thumb"),
    Choice(id="hand", label="Hand"),
    Choice(id="neck", label="Neck", sides=False),
    Choice(id="wings", label="Wings"),
)


def sentence(text: str) -> Sentence:
    return Sentence(pieces=(Piece(text),), origins=frozenset({ABOUT}))


def own(text: str) -> Line:
    """What the patient typed."""
    pieces = (Piece(text, own=True),)
    return Line(sentences=(Sentence(pieces=pieces, origins=frozenset({ABOUT})),))


def line(text: str, label: str | None = None) -> Line:
    return Line(sentences=(sentence(text),), label=sentence(label) if label else None)


def block(heading: str, *texts: str, beside: bool = False) -> Block:
    return Block(heading=heading, lines=tuple(line(text) for text in texts), beside=beside)


def sign(name: str, said: str, **marks: Side) -> GridSign:
    return GridSign(
        name=name,
        marks=tuple(Mark(place, side) for place, side in marks.items()),
        said=sentence(said),
        is_open=not marks and said != "no",
    )


def grid(*signs: GridSign) -> Grid:
    return Grid(places=PLACES, signs=signs)


def summary(*first: Block, more: tuple[Block, ...] = (), title: str = "Visit summary") -> Summary:
    return Summary(
        title=line(title),
        about=line("Made 21 November 2026. Filled in by the patient."),
        statement=line("My own answers. Not a diagnosis."),
        first=first,
        more=more,
        made=date(2026, 11, 21),
    )
