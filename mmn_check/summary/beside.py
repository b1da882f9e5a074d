"""What was said beside the answers, put behind what page 1 tells of them.

"No, but I do have sleep apnea", said of a list, is on no list, and may matter most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mmn_check.bank.page_layout import Row
from mmn_check.i18n import tr
from mmn_check.summary.lines import questions_of
from mmn_check.summary.summary_model import Line, Phrase, Piece, Sentence
from mmn_check.summary.view import View
from mmn_check.summary.wording import (
    as_sentence,
    labelled,
    lower_first,
    own_words,
    text_of,
    with_stop,
)
from mmn_check.understanding.say_back import in_words
from mmn_check.understanding.words_beside import repeats

BESIDE = 1
"""The rank of what was said beside an answer."""
STOP = Piece("; ")
Lines = tuple[Line, ...]
Told = tuple[Row, Lines]
"""A row of the layout, and what stands in it."""


def beside(view: View, question: str, told: Iterable[Phrase]) -> list[Phrase]:
    """What was said beside the answers to a question, where it is not among what is told."""
    notes = view.notes(question)
    own = {piece.text for phrase in told for piece in phrase} if notes else set()
    return [one for one in map(own_words, notes) if one[1].text not in own]


def with_beside(view: View, rows: Sequence[Told], *, above: Sequence[Line]) -> Iterator[Told]:
    """The rows, each with what was said beside the answers that it tells, unless it says the same.

    It stands behind the last sentence that tells of an answer; where none does, by its name at the
    end of a row that may, or that tells of others of its section.
    """
    every = [*above, *(line for _, lines in rows for line in lines)]
    told = [one.pieces for line in every for one in line.sentences]
    said = dict.fromkeys(key[0] for key, one in view.course.answers.items() if one.note)
    left = {one: notes for one in said if (notes := beside(view, one, told))}
    homes = _homes(view, [row for row, _ in rows]) if left else {}
    placed = [(row, _behind(view, lines, left)) for row, lines in reversed(rows)][::-1]
    for at, (row, lines) in enumerate(placed):
        here = [one for one in left if homes[one] == at]
        more = [
            _sentence(view, one, note, named=True)
            for one in here
            for note in _new(view, one, left, lines)
        ]
        yield row, (*lines, *([Line(sentences=tuple(more))] if more else []))


def _behind(view: View, lines: Lines, left: dict[str, list[Phrase]]) -> Lines:
    """The lines of a row with what is left to be said; that is taken out."""
    found = []
    for line in reversed(lines):
        sentences: list[Sentence] = []
        for one in reversed(line.sentences):
            for question in filter(left.__contains__, one.questions):
                new = _new(view, question, left, lines)[::-1]
                sentences += (_sentence(view, question, note) for note in new)
                del left[question]
            sentences.append(one)
        found.append(replace(line, sentences=tuple(sentences[::-1])))
    return tuple(found[::-1])


def _new(view: View, question: str, left: Mapping[str, list[Phrase]], lines: Lines) -> list[Phrase]:
    """What was said beside the answers to a question, but for what they or the lines say too."""
    step, answer = view.step((question,)), view.answer((question,))
    said = in_words(step, replace(answer, note="")) if step and answer else ""
    pieces = (piece for line in lines for one in line.sentences for piece in (*one.pieces, STOP))
    told = "".join([f"{said}; ", *("" if one.own else one.text for one in pieces)])
    return [one for one in left[question] if not repeats(text_of(one), told, view.bank.language)]


def _sentence(view: View, question: str, note: Phrase, *, named: bool = False) -> Sentence:
    what = lower_first(view.kind(question).clinical_name).rstrip("?")
    called = tr("said of {what}", what=what)
    said = as_sentence(labelled(called, note)).pieces if named else with_stop(note)
    return Sentence(pieces=said, origins=frozenset({question}), rank=BESIDE, names=(called,))


def _homes(view: View, rows: Sequence[Row]) -> Mapping[str, int]:
    """Which row may be the first to tell of each question, or else of others of its section."""
    told: dict[str, int] = {}
    for at, row in enumerate(rows):
        for fact in row.facts:
            for question in questions_of(fact):
                told.setdefault(question, at)
    near: dict[str, int] = {}
    for one, at in told.items():
        if one in view.bank.by_id:
            near.setdefault(view.bank.section_of[one].id, at)
    of = view.bank.section_of
    return {one: told.get(one, near.get(section.id, 0)) for one, section in of.items()}
