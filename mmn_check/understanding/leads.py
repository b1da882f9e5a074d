"""What stands before an answer that is said at a menu: "yes", "no, I meant"."""

from __future__ import annotations

import re

from mmn_check.understanding.lexicon import lexicon
from mmn_check.understanding.utterance import folded

_LONGEST_LEAD = 4


def without_lead(typed: str) -> tuple[str, str]:
    """The words behind "yes" or "no, I meant", and which of the two it was, if any."""
    said, first = typed.strip(), ""
    for name in ("plain_yes", "plain_no", "i_meant"):
        rest = "" if name == "plain_no" and first else _behind(said, name)
        if rest:
            said, first = rest, first or name
    words = list(re.finditer(r"\w+", said))
    if len(words) > 1 and (folded(words[-1][0]),) in lexicon().phrases("that_one"):
        said = said[: words[-1].start()].strip()
    return said, first


def _behind(said: str, name: str) -> str:
    """What stands behind the longest of these phrases; empty if none begins the words."""
    words = list(re.finditer(r"\w+(?:['’]\w+)*", said))
    for length in range(min(len(words) - 1, _LONGEST_LEAD), 0, -1):
        if tuple(folded(word[0]) for word in words[:length]) in lexicon().phrases(name):
            return said[words[length].start() :]
    return ""
