"""Long words of the patient on page 1: whole up to a length, else their beginning.

A quotation ends at a sentence's end if it can, else at a comma, else at a word's end; and never
before the patient takes back what was said ("before, no wait, after"). Where no beginning can
stand alone, none does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from mmn_check.i18n import tr_later
from mmn_check.summary.summary_model import Phrase, Piece, Sentence

WHOLE = 480
"""So many characters of the patient's words stand whole in one place of page 1."""
STRESSED = 90
"""So many of those that are in bold, at least."""
PAGE_2 = tr_later("page 2")
_ENDS = (
    re.compile(r"[.!?…]+[\"'”’)]*(?=\s)|[。！？]"),
    re.compile(r"[,;](?=\s)|[，、；]"),
    re.compile(r"\S(?=\s)"),
)
STOPS = ".!?…。！？\"'”’)"
SOON = 16
"""So many characters into the next sentence it is still about what was said before."""
_SENTENCE = re.compile(r"[^.!?。！？]*[.!?。！？]*")


def flowing(sentence: Sentence) -> Sentence:
    """The sentence with the patient's words in one line, whatever breaks they hold."""
    texts = [" ".join(one.text.split()) if one.own else one.text for one in sentence.pieces]
    flat = (one._replace(text=text) for one, text in zip(sentence.pieces, texts, strict=True))
    return replace(sentence, pieces=tuple(flat))


def brief(sentence: Sentence, most: int, takes_back: Sequence[str], *, where: str) -> Sentence:
    """A flowing sentence with no more than `most` characters of the patient's words in each place.

    What is stressed, such as a dose, has more. Where something is left out, it says `where` all of
    it stands.
    """

    def room(piece: Piece) -> int:
        return max(most, STRESSED) if piece.strong else most

    if not any(piece.own and len(piece.text) > room(piece) for piece in sentence.pieces):
        return sentence
    pieces: list[Piece] = []
    for piece in sentence.pieces:
        begun = beginning(piece.text, room(piece), takes_back) if piece.own else piece.text
        pieces += [piece._replace(text=begun)] if begun else []
        if begun != piece.text:
            pieces.append(Piece(" ..." if begun else "..."))
    return replace(sentence, pieces=_before_stop(tuple(pieces), Piece(f" ({where})")))


def _before_stop(pieces: Phrase, note: Piece) -> Phrase:
    last = pieces[-1]
    if not last.own and last.text.endswith("."):
        return (*pieces[:-1], last._replace(text=last.text[:-1]), note, Piece("."))
    return (*pieces, note)


def beginning(text: str, most: int, takes_back: Sequence[str]) -> str:
    """The text if it is short enough, else as much of it as may stand alone; perhaps nothing."""
    if len(text) <= most:
        return text
    near = text[: 4 * most]
    return next((near[:end] for end in _cuts_in(near, most) if _stands(near, end, takes_back)), "")


def _cuts_in(text: str, most: int) -> Iterator[int]:
    """Where a quotation may end, the best first."""
    found = [[one.end() for one in pattern.finditer(text[: most + 1])] for pattern in _ENDS]
    for ends, least in (
        (found[0], most // 2),
        (found[1], most // 2),
        (found[0], 0),
        *((ends, most // 3) for ends in found[1:]),
    ):
        yield from reversed([end for end in ends if least < end <= most])
    if not re.search(r"\s", text[:most]):
        yield most


def _stands(text: str, end: int, takes_back: Sequence[str]) -> bool:
    """Whether nothing behind an end takes back what stands before it.

    What takes back says so in the same sentence, or begins the next one.
    """
    this = _SENTENCE.match(text, end)
    after = this.end() if this and end and text[end - 1] not in STOPS else end
    spoken = text.casefold()
    return not any(
        found.end(1) > end and found.start() < after + SOON
        for found in _pattern(tuple(takes_back)).finditer(spoken, max(0, end - SOON))
    )


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The words of any of the phrases, whatever stands between them; the longest there are."""
    each = [r"\W+".join(map(re.escape, one.casefold().split())) for one in phrases]
    return re.compile(rf"\b(?=({'|'.join(sorted(each, key=len, reverse=True)) or '(?!)'})\b)")
