"""What was said beside the answers, put behind what page 1 tells of them.

"No, but I do have sleep apnea", said of a list, is on no list, and may matter most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mmn_check.bank.page_layout import Row
from mmn_check.i18n import tr
from mmn_check.summary.phrases import (
    as_sentence,
    labelled,
    lower_first,
    own_words,
    text_of,
    with_stop,
)
from mmn_check.summary.summary_model import Line, Phrase, Sentence
from mmn_check.summary.view import View
from mmn_check.understanding.say_back import in_words
from mmn_check.understanding.words_beside import repeats

RANK = 1
"""Of what was said beside an answer."""
Told = tuple[Row, tuple[Line, ...]]
"""A row of the layout, and what stands in it."""
Placed = tuple[int, Sentence]
"""A sentence, and in which row it stands."""


def beside(view: View, question: str, told: Iterable[Phrase]) -> list[Phrase]:
    """What was said beside the answers to a question, where it is not among what is told."""
    notes = view.notes(question)
    own = {piece.text for phrase in told for piece in phrase} if notes else set()
    return [one for one in map(own_words, notes) if one[1].text not in own]


def with_beside(view: View, rows: Sequence[Told], *, title: Line) -> Iterator[Told]:
    """The rows, each with what was said beside the answers that it tells, unless it says the same.

    It stands behind the last sentence that tells of an answer, in the last row with most of those;
    else behind the first that has looked at it; else by its name at the end of the first row.
    """
    every = [
        (at, one) for at, (_, lines) in enumerate(rows) for line in lines for one in line.sentences
    ]
    told = [one.pieces for one in (*title.sentences, *(one for _, one in every))]
    said = dict.fromkeys(key[0] for key, one in view.course.answers.items() if one.note)
    behind: list[list[Sentence]] = [[] for _ in every]
    for question in said if every else ():
        at, named = _place(every, question)
        here = [one for row, one in every if row == every[at][0]]
        behind[at] += (
            _sentence(view, question, note, named=named)
            for note in beside(view, question, told)
            if not _is_told(view, question, note, here)
        )
    more = iter(behind)
    for row, lines in rows:
        yield row, tuple(replace(line, sentences=_with(line, more)) for line in lines)


def _with(line: Line, more: Iterator[list[Sentence]]) -> tuple[Sentence, ...]:
    return tuple(each for one in line.sentences for each in (one, *next(more)))


def _place(every: Sequence[Placed], question: str) -> tuple[int, bool]:
    """Behind which sentence it stands what was said of a question, and whether by its name."""
    telling = [row if question in one.questions else -1 for row, one in every]
    if rows := Counter(row for row in telling if row >= 0):
        most = max(rows, key=lambda row: (rows[row], row))
        return len(telling) - 1 - telling[::-1].index(most), False
    looking = (at for at, (_, one) in enumerate(every) if question in one.origins)
    if (first := next(looking, None)) is not None:
        return first, False
    return max((at for at, (row, _) in enumerate(every) if row == 0), default=0), True


def _is_told(view: View, question: str, note: Phrase, here: Iterable[Sentence]) -> bool:
    """Whether the answer, or the sentences of its row, say the same."""
    step, answer = view.step((question,)), view.answer((question,))
    said = in_words(step, replace(answer, note="")) if step and answer else ""
    texts = ("".join(piece.text for piece in one.pieces if not piece.own) for one in here)
    return repeats(text_of(note), "; ".join([said, *texts]), view.bank.language)


def _sentence(view: View, question: str, note: Phrase, *, named: bool) -> Sentence:
    what = lower_first(view.kind(question).clinical_name).rstrip("?")
    called = tr("said of {what}", what=what)
    said = as_sentence(labelled(called, note)).pieces if named else with_stop(note)
    return Sentence(pieces=said, origins=frozenset({question}), rank=RANK, names=(called,))
