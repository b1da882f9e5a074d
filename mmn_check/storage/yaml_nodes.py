"""YAML as words, lists and tables, each with its place; nothing in it is ever carried out.

Words stay words: `yes` is no truth and `2024` no number until a reader wants one. What our
files have no use for (anchors, aliases, tags, directives, several documents, deep nesting, more
parts than anybody writes) is refused, so the time and room that reading takes stay small.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from mmn_check.storage.mistakes import Place, Spot, shown
from mmn_check.storage.yaml_complaints import (
    DEEPEST,
    TOO_DEEP,
    UnreadableError,
    hidden_at,
    in_words,
)

LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast one, where PyYAML was built with it."""
MOST_PARTS = 30_000
"""More words, lists and tables than any file of ours has."""
_DIRECTIVE = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?\n)*+%")
_NOTHING_MORE = re.compile(r"(?:\.\.\.(?=\s|\Z)|\s|#[^\n]*+)*+\Z")


@dataclass(slots=True)
class Scalar:
    """One word or text."""

    line: int
    column: int
    value: str
    plain: bool
    """Written without quotation marks."""


@dataclass(slots=True)
class Listing:
    """Things in a row."""

    line: int
    column: int
    items: list[Node]


@dataclass(slots=True)
class Table:
    """Keys, each with what stands under it, in the order of the file."""

    line: int
    column: int
    pairs: list[tuple[Node, Node]]

    def get(self, key: str) -> Node | None:
        """What stands under a key."""
        for name, node in self.pairs:
            if type(name) is Scalar and name.value == key:
                return node
        return None


@dataclass(slots=True)
class Lost:
    """Stands where something was refused, and has been reported."""

    line: int
    column: int


Node = Scalar | Listing | Table | Lost
Report = Callable[[Spot, str], None]
Hides = Callable[[str], bool]
"""Whether a text has characters that are refused."""


def name_of(key: Node) -> str | None:
    """The word that a key is, if it is one."""
    return key.value if type(key) is Scalar else None


def compose(
    text: str, report: Report, *, hides: Hides | None = None, most: int = MOST_PARTS
) -> Node | None:
    """The document of a file, None if there is none; raises UnreadableError.

    What can be passed over is reported, and `Lost` stands in its place; so are escaped characters
    that `hides` finds.
    """
    if directive := _DIRECTIVE.match(text):
        # The parser takes quadratic time for directives.
        spot = Place(text.count("\n", 0, directive.end()) + 1, 1)
        raise UnreadableError(spot, "A line cannot begin with %: put the text in quotation marks.")
    loader = LOADER(text)
    try:
        return _Composer(text, report, hides).document(loader.get_event, most)
    except yaml.MarkedYAMLError as error:
        raise in_words(error) from error
    except yaml.reader.ReaderError as error:
        raise hidden_at(text, error.position) from error
    finally:
        loader.dispose()


class _Composer:
    """One pass over the parser's events, with a stack of its own: depth costs nothing."""

    def __init__(self, text: str, report: Report, hides: Hides | None) -> None:
        self._text = text
        self._report = report
        self._hides = hides
        self._here: list[Node] = []
        self._outer: list[tuple[list[Node], Any]] = []

    def document(self, next_event: Callable[[], Any], most: int) -> Node | None:
        """The first document; anything after it is a mistake."""
        top = self._here
        for _ in range(most):
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                self._here.append(self._scalar(event))
            elif kind is DocumentEndEvent:
                # What follows is not asked for: it might be a million directives.
                self._refuse_more(event.end_mark.index)
                return top[0]
            elif kind is StreamEndEvent:
                return None
            else:
                self._take(event, kind)
        raise UnreadableError(_place(event), f"There are more than {most} parts up to here.")

    def _take(self, event: Any, kind: type) -> None:
        if kind is SequenceStartEvent or kind is MappingStartEvent:
            self._open(event, Listing if kind is SequenceStartEvent else Table)
        elif kind is SequenceEndEvent:
            self._here, _ = self._outer.pop()
        elif kind is MappingEndEvent:
            flat = self._here
            self._here, table = self._outer.pop()
            table.pairs = list(zip(flat[::2], flat[1::2], strict=True))
        elif kind is AliasEvent:
            self._here.append(_refused(event, self._report))

    def _open(self, event: Any, make: type[Listing | Table]) -> None:
        spot = _place(event)
        if event.anchor or event.tag:
            _refused(event, self._report)
        if len(self._outer) == DEEPEST:
            raise UnreadableError(spot, TOO_DEEP)
        inner: list[Node] = []
        node = make(spot.line, spot.column, inner if make is Listing else [])  # type: ignore[arg-type]
        self._here.append(node)
        self._outer.append((self._here, node))
        self._here = inner

    def _scalar(self, event: Any) -> Scalar | Lost:
        style, mark = event.style, event.start_mark
        hidden = style == '"' and self._hides and self._hides(event.value)
        if event.anchor or event.tag or hidden:
            return _refused(event, self._report)
        return Scalar(mark.line + 1, mark.column + 1, event.value, not style)

    def _refuse_more(self, end: int) -> None:
        if not _NOTHING_MORE.match(self._text, end):
            line = self._text.count("\n", 0, end) + 1
            sentence = "A file holds one document, which ends here: leave out what follows."
            raise UnreadableError(Place(line, 1), sentence, to_the_end=True)


def _place(event: yaml.Event) -> Place:
    mark: Any = event.start_mark
    return Place(mark.line + 1, mark.column + 1)


def _refused(event: Any, report: Report) -> Lost:
    spot = _place(event)
    if event.anchor:
        sign = "*" if type(event) is AliasEvent else "&"
        sentence = (
            f'"{sign}{shown(event.anchor)}" is an anchor of YAML, which is not used here: write '
            "the thing out."
        )
    elif event.tag:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
        sentence = f'"{shown(tag)}" is a tag of YAML, which is not used here: leave it out.'
    else:
        sentence = f'There is a hidden character in "{shown(event.value)}": take it out.'
    report(spot, sentence)
    return Lost(spot.line, spot.column)
