"""What was said beside the answers, put behind what page 1 tells of them.

"No, but I do have sleep apnea", said of a list, is on no list, and may matter most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

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

RANK = 1
"""Of what was said beside an answer."""
STOP = Piece("; ")
Lines = tuple[Line, ...]
Told = tuple[Row, Lines]
"""A row of the layout, and what stands in it."""


def beside(view: View, question: str, told: Iterable[Phrase]) -> list[Phrase]:
    """What was said beside the answers to a question, where it is not among what is told."""
    notes = view.notes(question)
    own = {piece.text for phrase in told for piece in phrase} if notes else set()
    return [one for one in map(own_words, notes) if one[1].text not in own]


def with_beside(view: View, rows: Sequence[Told], *, title: Line) -> Iterator[Told]:
    """The rows, each with what was said beside the answers that it tells, unless it says the same.

    It stands behind the last sentence that tells of an answer, in the last row with most of those;
    else behind the first that has looked at it; else by its name at the end of a row that may tell
    of it, or that tells of others of its section.
    """
    every = [title, *(line for _, lines in rows for line in lines)]
    told = [one.pieces for line in every for one in line.sentences]
    said = dict.fromkeys(key[0] for key, one in view.course.answers.items() if one.note)
    left = {one: notes for one in said if (notes := beside(view, one, told))}
    homes = _homes(view, [row for row, _ in rows]) if left else {}
    for question in left:
        counts = [sum(question in one.questions for one in _sentences(lines)) for _, lines in rows]
        if any(counts):
            homes[question] = len(counts) - 1 - counts[::-1].index(max(counts))
    for at, (row, lines) in enumerate(rows):
        here = [one for one in left if homes[one] == at]
        yield row, _with_notes(view, lines, {one: _new(view, one, left, lines) for one in here})


def _sentences(lines: Lines) -> list[Sentence]:
    return [one for line in lines for one in line.sentences]


def _with_notes(view: View, lines: Lines, notes: Mapping[str, list[Phrase]]) -> Lines:
    """The lines of a row with what was said beside the answers that they tell."""
    behind: dict[int, list[Sentence]] = {}
    end: list[Sentence] = []
    sentences = _sentences(lines)
    for question, said in notes.items():
        telling = [at for at, one in enumerate(sentences) if question in one.questions]
        looking = [at for at, one in enumerate(sentences) if question in one.origins]
        place = behind.setdefault((telling[-1:] or looking)[0], []) if telling or looking else end
        place += (_sentence(view, question, one, named=place is end) for one in said)
    if not notes:
        return lines
    number = count()
    found = [
        replace(
            line,
            sentences=tuple(
                each for one in line.sentences for each in (one, *behind.get(next(number), []))
            ),
        )
        for line in lines
    ]
    return (*found, *([Line(sentences=tuple(end))] if end else []))


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
    return Sentence(pieces=said, origins=frozenset({question}), rank=RANK, names=(called,))


def _homes(view: View, rows: Sequence[Row]) -> dict[str, int]:
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
