"""A phrase of a known shape, and the values of its words."""

from __future__ import annotations

from typing import NamedTuple, cast

from mmn_check.understanding.dates import spans
from mmn_check.understanding.dates.spans import Moment, Said, Spans
from mmn_check.understanding.dates.tokens import Tokens

Meaning = Spans | None
"""Every span that may be meant, none if there is no such day; None if not understood."""

LONGEST_AGO = 80
"""Years. Two digits for a year longer ago are likelier a slip."""


class Found(NamedTuple):
    """The words of a phrase that has a known shape."""

    tokens: Tokens
    moment: Moment

    def all(self, kinds: str) -> list[int]:
        """The values of the words of these kinds."""
        return [token.value for token in self.tokens if token.kind in kinds]

    def one(self, kinds: str) -> int:
        """The value of the first word of these kinds."""
        return self.all(kinds)[0]

    def without(self, kinds: str) -> Tokens:
        """The words of other kinds."""
        return tuple(token for token in self.tokens if token.kind not in kinds)

    def year(self) -> int | None:
        """The year that was said; of two digits, if the last number has two."""
        if self.all("y"):
            return self.one("y")
        last = [token for token in self.tokens if token.kind == "n"][-1]
        year = spans.full_year(last.value, self.moment)
        return year if last.two_digits and year > self.moment.today.year - LONGEST_AGO else None

    def weekday(self) -> int | None:
        """The day of the week that was said."""
        return next(iter(self.all("w")), None)

    def said(self) -> Said:
        """Whether "last", "this" or "next" was said."""
        return cast("Said", "".join(token.kind for token in self.tokens if token.kind in "ltx"))
