"""A language of which a test needs only a few sentences."""

from __future__ import annotations

from collections.abc import Mapping


class Tongue:
    """A catalog that says a few sentences otherwise, and all else in English."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self._said = said

    def gettext(self, message: str, /) -> str:
        return self._said.get(message, message)

    def ngettext(self, one: str, several: str, count: int, /) -> str:
        return self.gettext(one if count == 1 else several)
