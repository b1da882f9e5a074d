"""What a terminal is sent in place of letters that it lacks: an old one knows 256 at most."""

from __future__ import annotations

import atexit
import codecs
import sys
import unicodedata
from contextlib import suppress

from mmn_check.i18n import tr

PLAIN = {
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’´", "'"),
    **dict.fromkeys("–—‒‑‐−", "-"),
    "…": "...",
    "\N{NO-BREAK SPACE}": " ",
    "½": "1/2",
}
"""Signs for which any terminal has others that mean the same."""


class _MissingLetter:
    """Whether some letter could not be shown as it is."""

    any = False


_lost = _MissingLetter()


def replace_what_is_not_there() -> None:
    """Let what is printed from now on never fail for want of a letter."""
    codecs.register_error("mmn-check", _instead)
    few = [
        one
        for one in (sys.stdout, sys.stderr)
        if codecs.lookup(one.encoding or "utf-8").name != "utf-8"
    ]
    for stream in few:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="mmn-check")
    if few:
        atexit.register(_tell)


def _tell() -> None:
    """Say at the end, if it is so, that something was shown otherwise than it is."""
    if _lost.any:
        sentence = tr(
            "This terminal does not have all letters: some are shown without their accent, or as "
            "a question mark. They are kept as they are."
        )
        with suppress(OSError):
            print(sentence, file=sys.stderr, flush=True)  # noqa: T201 - the very end


def _instead(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    return "".join(map(_plain, letters)), error.end


def _plain(letter: str) -> str:
    """The sign that means the same; else the letter without its accent; else a question mark."""
    if letter in PLAIN:
        return PLAIN[letter]
    _lost.any = True
    bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return bare or ("" if unicodedata.combining(letter) else "?")
