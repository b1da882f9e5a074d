"""What is wrong in a file: where, and in words about questions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from mmn_check.errors import WrongUseError
from mmn_check.i18n import tr, tr_later
from mmn_check.text_safety import quoted_in_a_row, shown


class Spot(Protocol):
    """Anything that has a place in a file, counted from 1."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""


class FilePlace(NamedTuple):
    """A place in a file."""

    line: int
    column: int


TOP = FilePlace(1, 1)


Level = Literal["mistake", "note"]
"""A mistake keeps a bank from being used; a note is for its author to weigh."""
_REMEDY = re.compile(r"""((?:"[^"]*"|[^".:?]|[.:?](?! ))*)([.:?]) (.+)""", re.DOTALL)
"""What is wrong, and behind a stop or a colon what to do; what is quoted is passed over."""


class Mistake(NamedTuple):
    """One thing to put right in a file."""

    file: Path
    line: int
    column: int
    sentence: str
    question: str | None = None
    level: Level = "mistake"
    cause: tuple[str, ...] = ()
    """What several mistakes have in common that follow from one thing: it is told once."""
    also: tuple[tuple[Path, int, int], ...] = ()
    """Where the same cause shows, too: files, lines and columns."""

    def __str__(self) -> str:
        """As one line that editors understand."""
        note = "note: " if self.level == "note" else ""
        about = f"{shown(self.question)}: " if self.question else ""
        place = f":{self.line}:{self.column}" if self.line else ""
        return (
            f"{shown(str(self.file), 400)}{place}: {note}{about}{self.sentence}{self._elsewhere()}"
        )

    def _elsewhere(self) -> str:
        """The first other places, after a space, and how many more there are."""
        if not self.also:
            return ""
        told = [f"{shown(file.name)}:{line}" for file, line, _ in self.also[:ALSO_TOLD]]
        more = len(self.also) - len(told)
        told += [f"and {more} more"] if more else []
        return f" Also at {', '.join(told)}."

    def of_level(self, level: Level) -> Mistake:
        """The same at another level."""
        return self._replace(level=level)

    def as_data(self) -> dict[str, object]:
        """For other programs: line and column are 0 where it is about a file as a whole."""
        parts = _REMEDY.fullmatch(self.sentence)
        data: dict[str, object] = {
            "file": str(self.file),
            "line": self.line,
            "column": self.column,
            "id": self.question or None,
            "level": self.level,
            "what": f"{parts[1]}." if parts else self.sentence,
            "remedy": f"{parts[3][0].upper()}{parts[3][1:]}" if parts else None,
        }
        also = [dict(zip(data, (str(file), *place), strict=False)) for file, *place in self.also]
        return data | ({"also": also} if also else {})


ALSO_TOLD = 3


LONGEST = 300
"""Of a sentence that is printed; what was written may be endless."""
Way = tuple[str | int, ...]
"""The keys and places in lists that lead to something in plain data."""


@dataclass(frozen=True)
class Problem:
    """Something wrong in what a person, or a program, wrote as answers: what, where, what to do.

    It gets to know where it is on its way up: within one answer, within the data, in the file.
    """

    what: str
    word: str = ""
    """What was not known ..."""
    known: tuple[str, ...] = ()
    """... and what it might have been meant to be."""
    way: Way = ()
    """Where it is, within the plain data that is looked at."""
    spot: Spot = TOP
    """Where that is in the file."""
    question: str | None = None
    remedy: str = tr_later("Mend it there, or move the file away.")
    """What to do about the file, to be said with `tr`."""
    also: tuple[Problem, ...] = ()
    """What else is wrong with the same answer."""

    def below(self, *way: str | int, question: str | None = None) -> Iterator[Problem]:
        """This and what else is wrong, as seen from further up."""
        for one in (self, *self.also):
            yield replace(one, way=(*way, *one.way), question=question, also=())

    def __str__(self) -> str:
        """The whole sentence, safe to print, with the word that was probably meant."""
        offered = self._offered()
        return f"{self.briefly} {offered}" if offered else self.briefly

    def _offered(self) -> str:
        """The nearest right word as a sentence, or all words if they are few."""
        near = nearest_word(self.word, self.known)
        if near:
            return tr('Did you mean "{word}"?', word=near)
        if 0 < len(self.known) <= FEW:
            row = quoted_in_a_row(sorted(self.known), joined=tr("{most} or {last}"))
            return tr("It may be {words}.", words=row)
        return ""

    @property
    def briefly(self) -> str:
        """The sentence without the nearest right word, which takes a while to find."""
        about = f"{self.question}: " if self.question else ""
        return shown(f"{about}{self.what}", LONGEST)


class BankError(WrongUseError):
    """A question bank that cannot be used, with every mistake in it."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = in_order(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))


def in_order(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    """The mistakes by file, line and column, each cause once."""
    by_place = {(str(one.file), one.line, one.column, one.sentence): one for one in mistakes}
    first: dict[object, Mistake] = {}
    for place in sorted(by_place):
        one = by_place[place]
        before = first.setdefault(one.cause or place, one)
        here = (one.file, one.line, one.column)
        if here not in ((before.file, before.line, before.column), *before.also):
            first[one.cause] = before._replace(also=(*before.also, here))
    return tuple(first.values())


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, if one is near."""
    # difflib is wanted only where something is wrong; a start that goes well need not wait for it.
    from difflib import get_close_matches  # noqa: PLC0415

    words = list(known)
    like = words if len(words) <= 200 else [one for one in words if _may_be_near(word, one)]
    near = get_close_matches(word[:60], sorted(like)[:200], n=1, cutoff=0.65)
    return near[0] if near else None


FEW = 12
"""So many known words are told if none is near."""


def suggested(word: str, known: Collection[str], *, few: int = FEW) -> str:
    """The right word, as another program or a slip has it, as an English sentence after a space.

    All words that there are, if none is near and they are no more than `few`.
    """
    from mmn_check.bank.cousins import cousin_of  # noqa: PLC0415 - the same

    near = cousin_of(word, known) or nearest_word(word, known)
    if near:
        return f' Did you mean "{near}"?'
    return f" It may be {quoted_in_a_row(sorted(known))}." if 0 < len(known) <= few else ""


def _may_be_near(word: str, other: str) -> bool:
    """A quick look, where there are many to compare."""
    return word[:1] == other[:1] and abs(len(word) - len(other)) <= 2


class Findings:
    """Gathers the mistakes of one file, up to more than anybody would read at once."""

    def __init__(self, file: Path, *, most: int) -> None:
        self.file = file
        self.most = most
        self.mistakes: list[Mistake] = []
        self.question: str | None = None
        """The question that is being read."""
        self.in_cell = False
        """Whether a field of its table is being read."""
        self.told: frozenset[tuple[int, int]] = frozenset()
        """Places of which enough has been said."""

    def __call__(self, spot: Spot, sentence: str) -> None:
        """Note a mistake; raises TooManyError when there are too many to go on."""
        if (spot.line, spot.column) in self.told:
            return
        self.mistakes.append(
            Mistake(
                file=self.file,
                line=spot.line,
                column=spot.column,
                question=self.question,
                sentence=sentence,
            )
        )
        if len(self.mistakes) >= self.most:
            raise TooManyError


class TooManyError(Exception):
    """A file has so many mistakes that reading on helps nobody."""


MOST = 200
"""Mistakes that are looked for at once."""
