"""The glossary's entries for the words that a page uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mmn_check.bank.model import Term
from mmn_check.summary.printed import Block, Line, Sentence
from mmn_check.summary.summing.wording import words


def words_used(glossary: Sequence[Term], blocks: Iterable[Block]) -> tuple[Line, ...]:
    """An entry for each word that the blocks use, the patient's own words apart."""
    used: dict[str, frozenset[str]] = {}
    spelt = {spelling: term.word for term in glossary for spelling in spellings(term)}
    if not spelt:
        return ()
    longest_first = sorted(map(re.escape, spelt), key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(longest_first)})\b")
    for sentence in _sentences(blocks):
        text = " ".join(piece.text for piece in sentence.pieces if not piece.own).lower()
        for found in pattern.findall(text):
            word = spelt[found]
            used[word] = used.get(word, frozenset()) | sentence.origins
    return tuple(
        Line(
            sentences=(Sentence(pieces=words(term.meaning), origins=used[term.word]),),
            label=Sentence(pieces=words(term.word), origins=used[term.word]),
        )
        for term in glossary
        if term.word in used
    )


def spellings(term: Term) -> list[str]:
    """How a word may stand in a text: without what is added in brackets, or by another name."""
    bare = re.sub(r" *\(.*?\)", "", term.word)
    return [one.lower() for one in (bare, *term.also) if one]


def _sentences(blocks: Iterable[Block]) -> Iterable[Sentence]:
    for block in blocks:
        for line in block.lines:
            yield from line.sentences
            if line.label:
                yield line.label
