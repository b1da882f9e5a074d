"""YAML as nodes, each with its line; what is wrong with it is told in words for its author."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml
from yaml import events

from mmn_check.bank.nodes import ListNode, Lost, Node, ScalarNode, TableNode
from mmn_check.bank.problems import FilePlace, Spot, UnreadableError
from mmn_check.text_safety import code_point, shown

NEVER_CLOSED = "A quotation mark or bracket is never closed."
DEEPEST = 12
"""More levels than any file of ours has."""
TOO_DEEP = f"This is more than {DEEPEST} levels deep."
NOT_IN_LINE = "This line does not begin as far in as its neighbours"
MARKED = "put the text in quotation marks"
COMPLAINTS: Mapping[str, tuple[str, ...]] = {
    "mapping values are not allowed": (
        "A colon followed by a space cannot stand here.",
        f"{MARKED}, or check that the line begins as far in as its neighbours.",
    ),
    "cannot start any token": (
        "A line or a text cannot begin with this character.",
        f"{MARKED}, and use spaces, not tabs, to move a line in.",
    ),
    "did not find expected key": (
        f"{NOT_IN_LINE}, or a quotation mark or bracket above it is missing or one too many.",
    ),
    "did not find expected '-' indicator": (f"{NOT_IN_LINE} in the list.",),
    "could not find expected ':'": (
        "A colon is missing after a key, or the line does not begin as far in as its neighbours.",
    ),
    "did not find expected ',' or": (
        "A comma, a closing bracket or a quotation mark is missing in what begins here.",
    ),
    "found unexpected end of stream": (NEVER_CLOSED,),
    "found unexpected document indicator": (NEVER_CLOSED,),
    "block sequence entries are not allowed": (
        "A list cannot begin here.",
        "put the dash on a line of its own, under its key.",
    ),
    "block mapping entries": ("A key cannot stand here.", "put it on a line of its own."),
    "did not find expected alphabetic or numeric character": (
        'A text that begins with "*" or "&" needs quotation marks.',
    ),
    "found undefined tag handle": ('A text that begins with "!" needs quotation marks.',),
    "did not find expected node content": (
        "Something is missing here: a word, a list or a closing bracket.",
    ),
    "exceeded maximum nesting depth": (TOO_DEEP,),  # the parser reads ahead, with its own limit
    "unknown escape character": ('After a backslash in "..." YAML expects another character.',),
}
"""What the parser says (it has no codes), and what is wrong for its author, and what to do."""


def complaint_of(error: yaml.MarkedYAMLError) -> UnreadableError:
    """The parser's complaint in a sentence, at the place where it can be mended."""
    mark: Any = error.problem_mark
    problem = error.problem or ""
    inside: Any = None if "block" in (error.context or "") else error.context_mark
    unknown = (f"This is not well-formed YAML ({shown(problem)}).",)
    said = next((words for sign, words in COMPLAINTS.items() if sign in problem), unknown)
    # What is never closed is noticed far behind, and mended where it opens.
    spot = inside if inside and inside.line < mark.line else mark
    return UnreadableError(FilePlace(spot.line + 1, spot.column + 1), *said)


def hidden_at(text: str, byte: int) -> UnreadableError:
    """What to say of a character that YAML does not take, so many bytes into the text."""
    before = text.encode()[:byte].decode(errors="ignore")
    spot = FilePlace(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return UnreadableError(spot, f"Here is a hidden character ({code_point(text[len(before)])}).")


ENDS = (events.DocumentEndEvent, events.StreamEndEvent)
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast one, where PyYAML was built with it."""
MOST_PARTS = 30_000
"""More words, lists and tables than any file of ours has."""
_DIRECTIVE = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?\n)*+%")
_COMMENT = re.compile(r"[ \t]+(#[^\n]{0,2})")
BLANKS = frozenset(" \t")
_NOTHING_MORE = re.compile(r"(?:\.\.\.(?=\s|\Z)|\s|#[^\n]*+)*+\Z")


Complain = Callable[[Spot, str, str], None]
"""Notes what is wrong at a place, and what to do."""
Hides = Callable[[str], bool]
"""Whether a text has characters that are refused."""


def compose(
    text: str, report: Complain, *, hides: Hides | None = None, most: int = MOST_PARTS
) -> Node | None:
    """The document of a file, None if there is none; raises UnreadableError.

    What can be passed over is reported, and `Lost` stands in its place; so are escaped characters
    that `hides` finds.
    """
    if directive := _DIRECTIVE.match(text):
        # The parser takes quadratic time for directives.
        spot = FilePlace(text.count("\n", 0, directive.end()) + 1, 1)
        raise UnreadableError(spot, "A line cannot begin with %.", f"{MARKED}.")
    loader = LOADER(text)
    try:
        return _document(text, loader.get_event, report, hides, most)
    except yaml.MarkedYAMLError as error:
        raise complaint_of(error) from error
    except yaml.reader.ReaderError as error:
        raise hidden_at(text, error.position) from error
    finally:
        loader.dispose()


def _document(
    text: str, next_event: Callable[[], Any], report: Complain, hides: Hides | None, most: int
) -> Node | None:
    """The first document, in one pass over the parser's events; anything after it is a mistake.

    The stack is its own: depth costs nothing.
    """
    has_comments = " #" in text
    here: list[Node] = []
    outer: list[tuple[list[Node], Any]] = []
    for _ in range(most):
        kind = type(event := next_event())
        if kind is events.ScalarEvent:
            style, value, mark = event.style, event.value, event.start_mark
            if event.anchor or event.tag or (style == '"' and hides and hides(value)):
                here.append(_refused(event, report))
            else:
                may_end_in_one = has_comments and not style and value
                comment = _comment_behind(text, event) if may_end_in_one else ""
                here.append(ScalarNode(mark.line + 1, mark.column + 1, value, not style, comment))
        elif kind is events.MappingStartEvent or kind is events.SequenceStartEvent:
            opened = _opened(event, report, depth=len(outer))
            here.append(opened)
            outer.append((here, opened))
            here = opened.items if type(opened) is ListNode else []
        elif kind is events.SequenceEndEvent:
            here, _ = outer.pop()
        elif kind is events.MappingEndEvent:
            keys, below = here[::2], here[1::2]
            here, table = outer.pop()
            table.pairs = list(zip(keys, below, strict=True))
        elif kind in ENDS:
            break
        elif kind is events.AliasEvent:
            here.append(_refused(event, report))
    else:
        raise UnreadableError(_place(event), f"There are more than {most} parts up to here.")
    # What follows is not asked for: it might be a million directives.
    _refuse_more(text, event.end_mark.index)
    return here[0] if here else None


def _comment_behind(text: str, event: Any) -> str:
    """How the comment begins that stands on the same line behind a word; empty if none does."""
    at = event.end_mark.index
    found = _COMMENT.match(text, at) if text[at : at + 1] in BLANKS else None
    return found[1] if found else ""


def _opened(event: Any, report: Complain, *, depth: int) -> ListNode | TableNode:
    spot = _place(event)
    if event.anchor or event.tag:
        _refused(event, report)
    if depth == DEEPEST:
        raise UnreadableError(spot, TOO_DEEP)
    made = ListNode if type(event) is events.SequenceStartEvent else TableNode
    return made(spot.line, spot.column, [])


def _refuse_more(text: str, end: int) -> None:
    if not _NOTHING_MORE.match(text, end):
        line = text.count("\n", 0, end) + 1
        what = "A file holds one document, which ends here."
        remedy = "leave out what follows."
        raise UnreadableError(FilePlace(line, 1), what, remedy, to_the_end=True)


def _place(event: yaml.Event) -> FilePlace:
    mark: Any = event.start_mark
    return FilePlace(mark.line + 1, mark.column + 1)


def _refused(event: Any, report: Complain) -> Lost:
    spot = _place(event)
    if event.anchor:
        sign = "*" if type(event) is events.AliasEvent else "&"
        what = f'"{sign}{shown(event.anchor)}" is an anchor of YAML, which is not used here.'
        remedy = "write the thing out."
    elif event.tag:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
        what = f'"{shown(tag)}" is a tag of YAML, which is not used here.'
        remedy = "leave it out."
    else:
        what = f'There is a hidden character in "{shown(event.value)}".'
        remedy = "take it out."
    report(spot, what, remedy)
    return Lost(spot.line, spot.column)
