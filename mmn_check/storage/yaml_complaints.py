"""What the YAML parser complains of, said so that somebody who writes such a file can act on it."""

from __future__ import annotations

from typing import Any

import yaml

from mmn_check.storage.mistakes import Place, Spot, code_of, shown

NEVER_CLOSED = "A quotation mark or bracket is never closed."
DEEPEST = 12
"""More levels than any file of ours has."""
TOO_DEEP = f"This is more than {DEEPEST} levels deep."
COMPLAINTS = (
    (
        "mapping values are not allowed",
        (
            "A colon followed by a space cannot stand here: put the text in quotation marks, or "
            "check that the line begins as far in as its neighbours."
        ),
    ),
    (
        "cannot start any token",
        (
            "A line or a text cannot begin with this character: put the text in quotation marks, "
            "and use spaces, not tabs, to move a line in."
        ),
    ),
    (
        "did not find expected key",
        (
            "This line does not begin as far in as its neighbours, or a quotation mark or bracket "
            "above it is missing or one too many."
        ),
    ),
    (
        "did not find expected '-' indicator",
        "This line does not begin as far in as its neighbours in the list.",
    ),
    (
        "could not find expected ':'",
        "A colon is missing after a key, or the line does not begin as far in as its neighbours.",
    ),
    (
        "did not find expected ',' or",
        "A comma, a closing bracket or a quotation mark is missing in what begins here.",
    ),
    ("found unexpected end of stream", NEVER_CLOSED),
    ("found unexpected document indicator", NEVER_CLOSED),
    (
        "block sequence entries are not allowed",
        "A list cannot begin here: put the dash on a line of its own, under its key.",
    ),
    ("block mapping entries", "A key cannot stand here: put it on a line of its own."),
    ("found undefined tag handle", 'A text that begins with "!" needs quotation marks.'),
    (
        "did not find expected node content",
        "Something is missing here: a word, a list or a closing bracket.",
    ),
    ("exceeded maximum nesting depth", TOO_DEEP),  # the parser reads ahead and has a limit too
    ("unknown escape character", 'After a backslash in "..." YAML expects another character.'),
)
"""What the parser says, and what it means to somebody who writes such a file."""


class UnreadableError(Exception):
    """The YAML cannot be read beyond this place."""

    def __init__(self, spot: Spot, sentence: str, *, to_the_end: bool = False) -> None:
        super().__init__(sentence)
        self.spot = spot
        self.sentence = sentence
        self.to_the_end = to_the_end
        """Whether nothing that follows belongs to the document."""


def in_words(error: yaml.MarkedYAMLError) -> UnreadableError:
    """The parser's complaint in a sentence, at the place where it can be mended."""
    mark: Any = error.problem_mark
    problem = error.problem or ""
    inside: Any = None if "block" in (error.context or "") else error.context_mark
    said = next((words for sign, words in COMPLAINTS if sign in problem), None)
    sentence = said or f"This is not well-formed YAML ({shown(problem)})."
    # What is never closed is noticed far behind, and mended where it opens.
    spot = inside if inside and inside.line < mark.line else mark
    return UnreadableError(Place(spot.line + 1, spot.column + 1), sentence)


def hidden_at(text: str, byte: int) -> UnreadableError:
    """What to say of a character that YAML does not take, so many bytes into the text."""
    before = text.encode()[:byte].decode(errors="ignore")
    spot = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return UnreadableError(spot, f"Here is a hidden character ({code_of(text[len(before)])}).")
