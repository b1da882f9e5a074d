"""The program's own sentences in the language in use."""

from __future__ import annotations

from mmn_check.i18n import language, tr, tr_later, tr_n
from tests.support.tongue import speaking


class Mirrored:
    """A language in which every sentence is written backwards, but for what is filled in."""

    def gettext(self, message: str, /) -> str:
        words = message.split(" ")
        return " ".join(words[::-1])

    def ngettext(self, one: str, several: str, count: int, /) -> str:
        return self.gettext(one if count == 1 else several)


def test_without_a_catalog_a_sentence_is_said_as_it_is_written() -> None:
    """English is what stands in the program."""
    assert language() == "en"
    assert tr("Saved as {path}", path="a.pdf") == "Saved as a.pdf"
    assert tr_n("{count} page", "{count} pages", 1) == "1 page"
    assert tr_n("{count} page", "{count} pages", 0) == "0 pages"


def test_a_catalog_says_it_for_as_long_as_its_language_is_spoken() -> None:
    """A language ends where it was begun, whatever happens in between."""
    with speaking("backwards", Mirrored()):
        assert language() == "backwards"
        assert tr("Saved as {path}", path="a b") == "a b as Saved"
        assert tr_n("one page", "{count} pages", 3) == "pages 3"
    assert tr("Go back") == "Go back"


def test_what_is_filled_in_is_neither_looked_up_nor_filled_in_again() -> None:
    """An answer may hold braces, or be a sentence of the program."""
    with speaking("backwards", Mirrored()):
        assert tr("{what} is taken out.", what="{path} Go back") == "out. taken is {path} Go back"


def test_a_sentence_for_later_is_looked_up_when_it_is_said() -> None:
    """A table of sentences may be made before anybody knows which language is spoken."""
    kept = tr_later("Go back")
    with speaking("backwards", Mirrored()):
        assert tr(kept) == "back Go"
