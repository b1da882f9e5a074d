"""What the words of a bank name: a question, a section, a source, a fixed text, a term.

All of these are plain strings. What each stands for is written beside its type, so that
whoever reads a bank can see to it that the thing named is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

Named = Literal["question", "section", "source", "text", "term"]


@dataclass(frozen=True)
class Names:
    """Says that a word names something else in the bank."""

    what: Named
    kinds: tuple[str, ...] = ()
    """The kinds that a question may be of; any if empty."""


QuestionId = Annotated[str, Names("question")]
PickedIn = Annotated[str, Names("question", ("one", "many", "places"))]
"""A question whose picks are used elsewhere."""
PlacesId = Annotated[str, Names("question", ("places",))]
DatedId = Annotated[str, Names("question", ("date", "rows"))]
RankId = Annotated[str, Names("question", ("rank",))]
RowsId = Annotated[str, Names("question", ("rows",))]
SectionId = Annotated[str, Names("section")]
SourceId = Annotated[str, Names("source")]
TextId = Annotated[str, Names("text")]
TermWord = Annotated[str, Names("term")]
