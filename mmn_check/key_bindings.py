"""How the line editor reads keys: as what was typed, and nothing behind the person's back."""

from __future__ import annotations

from collections.abc import Iterator

from mmn_check.domain.typed import OUT_OF_PLACE

_SETTINGS = (
    "set enable-bracketed-paste off",  # it writes escape sequences to the terminal
    "set enable-meta-key off",  # so does this
    "set bell-style none",
    "set convert-meta off",
    "tab: self-insert",
    r'"\e[": skip-csi-sequence',  # a key without a meaning here types nothing
    r'"\e\e[": skip-csi-sequence',
    r'"\e\C-m": accept-line',
    r'"\e\C-j": accept-line',
    *(rf'"\C-x{key}": "{key}"' for key in "e()"),
)
_IDLE = (r"\C-r", r"\C-s", r"\C-l", r"\C-o", r"\C-v", r"\C-x", r"\C-x\C-r", r"\e\e", r"\e\C-l")
"""Keys that do nothing: there is no history to search, no line to quote, no screen to clear."""
_QUOTED = {one: one for one in map(chr, range(0x20, 0x7F))} | {'"': r"\"", "\\": r"\\"}
"""Every printable key, as it is written in a binding."""
_LEADS = range(0xC2, 0xF5)
"""Bytes that begin a character of several."""


def _bindings() -> Iterator[str]:
    yield from _SETTINGS
    yield from (f'"{key}": ""' for key in _IDLE)
    # Escape hit by accident takes nothing of what follows; moving by words (b, d, f) stays.
    yield from (f'"\\e{key}": "{key}"' for one, key in _QUOTED.items() if one not in "O[bdf")
    # The echo of a control character could act on the terminal; a mark tells `clean` of it.
    mark = "".join(rf"\{byte:o}" for byte in OUT_OF_PLACE.encode())
    yield from (rf'"\302\{byte:o}": "{mark}"' for byte in range(0x80, 0xA0))


BINDINGS = tuple(_bindings())


def rare_bindings() -> Iterator[str]:
    """Keep readline from losing the first byte of a character that is cut short.

    A letter in another encoding (an e acute of Latin-1) would vanish without a word; the byte
    in its place is no character either, so that `clean` can tell.
    """
    for lead in _LEADS:
        yield from (rf'"\{lead:o}{key}": "\377{key}"' for key in (*_QUOTED.values(), r"\C-m"))
