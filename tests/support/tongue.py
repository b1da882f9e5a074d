"""A language spoken for a while; one of which a test needs only a few sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from mmn_check.i18n import Catalog, _now, speak


class Tongue:
    """A catalog that says a few sentences otherwise, and all else in English."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self._said = said

    def gettext(self, message: str, /) -> str:
        return self._said.get(message, message)

    def ngettext(self, one: str, several: str, count: int, /) -> str:
        return self.gettext(one if count == 1 else several)


@contextmanager
def speaking(code: str, catalog: Catalog | None) -> Iterator[None]:
    """Speak a language for a while."""
    before = _now.language, _now.catalog
    speak(code, catalog)
    try:
        yield
    finally:
        speak(*before)
