"""Sentences before they are cut to the room there is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from mmn_check.i18n import tr
from mmn_check.summary.printed import PAGE_2, Line, Piece, Sentence, says_page_2
from mmn_check.summary.summing.wording import (
    Listing,
    Parts,
    Phrase,
    capital,
    flat,
    more_on_page_2,
    with_stop,
    words,
)

LEAST_QUOTE = 20
"""So many characters of the patient's words always stand in a sentence, all quotations taken
together: what is around them and the note behind them fit on the same line of page 1."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One sentence, and how it may be shortened."""

    parts: Parts
    origins: frozenset[str]
    stop: bool = True
    """Whether a full stop ends it."""
    row: bool = False
    """Whether it is one of the rows of a table, of which some may be left to page 2."""
    may_drop: bool = True
    """Whether it may go before others do."""
    things: int = 1
    """So many things are missing if it is dropped."""
    shown: int | None = None
    """Cut: so many items of a list are left."""
    quoted: int | None = None
    """Cut: so many characters of the patient's words are left."""
    dropped: bool = False
    """Cut: none of it is left but the count."""

    @property
    def items(self) -> int:
        """How many items of its longest list are shown."""
        most = max((len(part.items) for part in self.parts if isinstance(part, Listing)), default=0)
        return most if self.shown is None else min(most, self.shown)

    @property
    def own(self) -> int:
        """How many characters of the patient's words are shown at most in one place."""
        pieces = flat(self.parts, shown=self.shown)
        most = max((len(piece.text) for piece in pieces if piece.own), default=0)
        return most if self.quoted is None else min(most, self.quoted)

    @property
    def least(self) -> int:
        """How few characters of the patient's words may be shown in one place."""
        places = sum(piece.own for piece in flat(self.parts, shown=self.shown))
        return max(LEAST_QUOTE // max(places, 1), LEAST_QUOTE // 4)

    @property
    def is_cut(self) -> bool:
        """Whether any of it is missing."""
        return self.dropped or self.shown is not None or self.quoted is not None

    def sentence(self) -> Sentence:
        """The sentence as it is printed."""
        pieces = flat(self.parts, shown=self.shown)
        if self.quoted is not None:
            pieces = shortened(pieces, self.quoted)
        ready = capital(pieces)
        return Sentence(pieces=with_stop(ready) if self.stop else ready, origins=self.origins)


def shortened(pieces: Phrase, most: int) -> Phrase:
    """The pieces with the patient's words cut at a word's end, saying that they go on."""
    kept: list[Piece] = []
    cut = False
    for piece in pieces:
        if piece.own and len(piece.text) > most:
            cut = True
            head = piece.text[:most].replace("\n", " ")
            text = head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head
            kept += (Piece(text.rstrip(), own=True), Piece(" ..."))
        else:
            kept.append(piece)
    if cut and not says_page_2(pieces):
        kept.append(Piece(f" ({tr(PAGE_2)})"))
    return tuple(kept)


def begun(pieces: Phrase, most: int, mark: str = " ...") -> Phrase:
    """The pieces, the patient's words in each cut to so many characters, which the mark says."""
    kept: list[Piece] = []
    for piece in pieces:
        if piece.own and len(piece.text) > most:
            kept += (Piece(piece.text[:most].rstrip(), own=True), Piece(mark))
        else:
            kept.append(piece)
    return tuple(kept)


def line_of(drafts: tuple[Draft, ...]) -> Line:
    """The drafts as one line; those dropped are counted where they would have stood."""
    sentences: list[Sentence] = []
    for dropped, group in groupby(drafts, key=lambda draft: draft.dropped):
        together = tuple(group)
        if dropped:
            number = sum(draft.things for draft in together)
            origins = frozenset[str]().union(*(draft.origins for draft in together))
            note = with_stop(more_on_page_2(number))
            sentences.append(Sentence(pieces=note, origins=origins))
        else:
            sentences += (draft.sentence() for draft in together)
    return Line(sentences=tuple(sentences))


def draft(text: str, *origins: str) -> Draft:
    """A draft of plain words."""
    return Draft(parts=words(text), origins=frozenset(origins))


def said_at_once(drafts: tuple[Draft, ...], *, between: str) -> Draft:
    """Several drafts as one sentence, with the origins of the first."""
    parts: list[Piece | Listing] = []
    for one in drafts:
        parts += (*([Piece(between)] if parts else []), *one.parts)
    return replace(drafts[0], parts=tuple(parts))
