"""The words that doctors use: found by themselves, by another spelling, or nearly."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from mmn_check.bank.model import Term


def look_up(words: Sequence[Term], wanted: str) -> tuple[Term | None, tuple[str, ...]]:
    """The entry for a word, or the nearest words there are; letter case does not matter."""
    by_name = {name.lower(): term for term in words for name in (term.word, *term.also)}
    found = by_name.get(wanted.strip().lower())
    if found:
        return found, ()
    near = get_close_matches(wanted.strip().lower(), by_name, n=3, cutoff=0.6)
    parts = [name for name in by_name if wanted.strip().lower() in name] if wanted.strip() else []
    names = dict.fromkeys(by_name[name].word for name in (*parts, *near))
    return None, tuple(names)
