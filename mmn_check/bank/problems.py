"""What stands in a YAML file, each thing at its place; and what is wrong there, and what was meant.

Words, lists and tables are nodes, apart from what reads them with PyYAML: to load that would be a
tenth of a start. `Problem.with_line_of` gives a mistake its line, which is that of a node: while a
file is read, of the node at hand (`Findings`); later, of that of its record (`BankDraft.mistake`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from mmn_check.bank.records import Record
from mmn_check.errors import WrongUseError
from mmn_check.i18n import tr, tr_later
from mmn_check.text_safety import LINE, quoted_in_a_row, safe


@dataclass(slots=True)
class LineAndColumn:
    """A place in a file, counted from 1."""

    line: int
    column: int


TOP = LineAndColumn(1, 1)


@dataclass(slots=True)
class ScalarNode(LineAndColumn):
    """One word or text."""

    value: str
    bare: bool
    """Written without quotation marks."""
    comment: str = ""
    """How the comment begins that ends it on its line: "#1 problem" may have been meant as text."""


@dataclass(slots=True)
class ListNode(LineAndColumn):
    """Things in a row."""

    items: list[Node]


@dataclass
class TableNode(LineAndColumn):
    """Keys, each with what stands under it, in the order of the file."""

    pairs: list[tuple[Node, Node]]

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Node, Node]]:
        """The first key of each name, and what stands under it: there may be many to look up."""
        named = ((name_of(pair[0]), pair) for pair in reversed(self.pairs))
        return {name: pair for name, pair in named if name is not None}

    def get(self, key: str) -> Node | None:
        """What stands under a key."""
        return self.by_name[key][1] if key in self.by_name else None


class Lost(LineAndColumn):
    """Stands where something was refused, and has been reported."""

    __slots__ = ()


Node = ScalarNode | ListNode | TableNode | Lost


def name_of(key: Node | None) -> str | None:
    """The word that a key is, if it is one."""
    return key.value if type(key) is ScalarNode else None


def led_to(node: Node | None, way: Iterable[str | int]) -> tuple[LineAndColumn, Node | None]:
    """The place to which keys and numbers lead, and what stands there; else the last on the way."""
    place: LineAndColumn = node or TOP
    for part in way:
        if isinstance(node, TableNode) and (found := node.by_name.get(str(part))):
            place, node = found
        elif isinstance(node, ListNode) and (below := _item(node.items, part)):
            place = node = below
        else:
            break
    return place, node


def _item(items: list[Node], part: str | int) -> Node | None:
    """What stands at this place of a list, or the word itself."""
    if isinstance(part, int):
        return items[part] if part < len(items) else None
    return next((one for one in items if name_of(one) == part), None)


def scalars(node: Node | None) -> Iterator[ScalarNode]:
    """Every word in a node, keys aside."""
    match node:
        case ScalarNode():
            yield node
        case ListNode(items=items):
            for item in items:
                yield from scalars(item)
        case TableNode(pairs=pairs):
            for _, value in pairs:
                yield from scalars(value)


Level = Literal["mistake", "note"]
"""A mistake keeps a bank from being used; a note is for its author to weigh."""
Cause = tuple[str, ...]
Way = tuple[str | int, ...]
"""The keys and places in lists that lead to something in plain data."""
ALSO_TOLD = 3
MOST = 200
"""Mistakes that are looked for at once."""
NO_FILE = Path()


class Problem(Record, kw_only=False):
    """Something wrong in a file, of a bank or of answers: where, what, and what to do.

    It gets to know where it is on its way up: within an answer, within the data, in a file.
    """

    sentence: str
    """What is wrong, and what to do."""
    word: str = ""
    """What was not known ..."""
    known: tuple[str, ...] = ()
    """... and what it might have been meant to be: looked for only where that is told."""
    _: KW_ONLY
    file: Path = NO_FILE
    """Not given where whoever tells it names the file."""
    line: int = 0
    """0 where it is about a file as a whole."""
    column: int = 0
    way: Way = ()
    """Where it is within the data, if its line is not known yet."""
    question: str | None = None
    level: Level = "mistake"
    of_file: str = tr_later("Mend it there, or move the file away.")
    """What to do about a visit's file as a whole, to be said with `tr`."""
    cause: Cause = ()
    """What several have in common that follow from one thing: it is told once."""
    also: tuple[Problem, ...] = ()
    """What else is wrong with the same answer, or follows from the same cause."""

    def __str__(self) -> str:
        """As one line that editors understand, safe to print."""
        line = f":{self.line}:{self.column}" if self.line else ""
        place = f"{safe(str(self.file), 400)}{line}: " if self.file != NO_FILE else ""
        note = "note: " if self.level == "note" else ""
        about = f"{safe(self.question)}: " if self.question else ""
        told = f"{safe(self.sentence, LINE)}{self._offered()}{self._elsewhere()}"
        return f"{place}{note}{about}{told}"

    def _offered(self) -> str:
        """The nearest right word as a sentence after a space, or all words if they are few."""
        near = nearest_word(self.word, self.known)
        if near:
            return " " + tr('Did you mean "{word}"?', word=near)
        if 0 < len(self.known) <= FEW:
            row = quoted_in_a_row(sorted(self.known), joined=tr("{most} or {last}"))
            return " " + tr("It may be {words}.", words=row)
        return ""

    def _elsewhere(self) -> str:
        """The first other places, after a space, and how many more there are."""
        if not self.also:
            return ""
        told = [f"{safe(one.file.name)}:{one.line}" for one in self.also[:ALSO_TOLD]]
        more = len(self.also) - len(told)
        told += [f"and {more} more"] if more else []
        return f" Also at {', '.join(told)}."

    @property
    def position(self) -> tuple[str, int, int]:
        """By which they are in order: file, line and column."""
        return str(self.file), self.line, self.column

    def with_line_of(self, spot: LineAndColumn) -> Problem:
        """The same at its place in the file."""
        return replace(self, line=spot.line, column=spot.column)

    def below(self, *way: str | int, question: str | None = None) -> Iterator[Problem]:
        """This and those in `also`, each with the keys put before its way that lead here."""
        for one in (self, *self.also):
            yield replace(one, way=(*way, *one.way), question=question, also=())


Problems = Iterator[Problem]


class BankError(WrongUseError):
    """A question bank that cannot be used, with every mistake in it."""

    def __init__(self, mistakes: Iterable[Problem]) -> None:
        self.mistakes = problems_in_order(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))


def problems_in_order(mistakes: Iterable[Problem]) -> tuple[Problem, ...]:
    """The mistakes by file, line and column, each cause once."""
    by_position = {(*one.position, one.sentence): one for one in mistakes}
    first: dict[object, Problem] = {}
    for position in sorted(by_position):
        one = by_position[position]
        before = first.setdefault(one.cause or position, one)
        if one.position not in (before.position, *(other.position for other in before.also)):
            first[one.cause] = replace(before, also=(*before.also, one))
    return tuple(first.values())


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, if one is near."""
    # difflib is wanted only where something is wrong; a start that goes well need not wait for it.
    from difflib import get_close_matches  # noqa: PLC0415

    words = list(known)
    like = words if len(words) <= 200 else [one for one in words if _may_be_near(word, one)]
    near = get_close_matches(word[:60], sorted(like)[:200], n=1, cutoff=0.65)
    return near[0] if near else None


COUSINS = Path(__file__).with_name("cousins.yaml")
FEW = 12
"""So many known words are told if none is near."""


def meant_word(word: str, known: Collection[str]) -> str | None:
    """What is meant by a word: what another program has for it, if that may stand here, or near."""
    said = word.casefold().replace("-", "_")
    cousins = (one for one, ways in other_words().items() if one in known and said in ways.split())
    return next(cousins, None) or nearest_word(word, known)


@cache
def other_words() -> Mapping[str, str]:
    """The usual other words for each word of a bank, apart by spaces."""
    import yaml  # noqa: PLC0415 - as above

    words: Mapping[str, str] = yaml.safe_load(COUSINS.read_text("utf-8"))
    return words


def suggested(word: str, known: Collection[str], *, few: int = FEW) -> str:
    """The right word, as another program or a slip has it, as an English sentence after a space.

    All words that there are, if none is near and they are no more than `few`.
    """
    if near := meant_word(word, known):
        return f' Did you mean "{near}"?'
    return f" It may be {quoted_in_a_row(sorted(known))}." if 0 < len(known) <= few else ""


def _may_be_near(word: str, other: str) -> bool:
    """A quick look, where there are many to compare."""
    return word[:1] == other[:1] and abs(len(word) - len(other)) <= 2


class Findings:
    """Gathers the mistakes of one file, no more than anybody would read at once."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.mistakes: list[Problem] = []
        self.question: str | None = None
        """The question that is being read."""
        self.told: set[tuple[int, int]] = set()
        """Places of which enough has been said."""
        self.lost: frozenset[tuple[int, str]] = frozenset()
        """Keys that stand in what could not be read, each with how far in it begins."""

    def __call__(self, spot: LineAndColumn, sentence: str) -> None:
        """Note a mistake."""
        if (spot.line, spot.column) not in self.told and len(self.mistakes) < MOST:
            found = Problem(sentence, file=self.file, question=self.question)
            self.mistakes.append(found.with_line_of(spot))


class UnreadableError(Exception):
    """The YAML cannot be read beyond this place."""

    def __init__(self, spot: LineAndColumn, sentence: str, *, to_the_end: bool = False) -> None:
        super().__init__(sentence)
        self.problem = Problem(sentence).with_line_of(spot)
        self.to_the_end = to_the_end
        """Whether nothing that follows belongs to the document."""
