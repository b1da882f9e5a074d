"""A visit's data as the text of its file: YAML that a person can read and mend.

What is surely a plain word or a number is written at once, and all the rest by PyYAML: to load that
would be a tenth of a start, and to have it write every line a third of keeping an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿ"
_NO_NULL = r"(?!(?i:null)\Z)"
_PLAIN = re.compile(rf"{_NO_NULL}[{_LETTERS}][{_LETTERS}0-9 _.,;!?'()/-]*(?<! )")
_PLAIN_IN_BRACKETS = re.compile(rf"{_NO_NULL}[{_LETTERS}][{_LETTERS}0-9 _.-]{{0,99}}(?<! )")
_DASHED = re.compile(r"(?![0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\Z)[0-9a-f]{1,12}(?:-[0-9a-f]{1,12}){1,4}")
"""A month, the name or the number of a visit; a whole day would be read as a date."""
_LIKE_A_NUMBER = re.compile(r"[1-9][0-9]{0,15}(?:\.[0-9]{1,15})?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A text that would be read as a number or a date without quotation marks."""
_LINE = re.compile("^(?=.)", re.MULTILINE)


def yaml_text(data: Mapping[str, Any]) -> str:
    """The text of a file with these keys, in their order; one answer a line, however few."""
    return "".join(_entries(data))


def _entries(data: Mapping[str, Any]) -> Iterator[str]:
    for name, value in data.items():
        if name == "answers" and value:
            yield "answers:\n"
            for key, answer in value.items():
                yield _LINE.sub("  ", _entry(key, answer))
        else:
            # Where a file was cut short, the bracket of its end is open: it cannot go unnoticed.
            yield _entry(name, value, in_brackets=name == "set_aside")


def _entry(name: str, value: Any, *, in_brackets: bool = False) -> str:
    key, text = _word(name, _PLAIN_IN_BRACKETS), _on_a_line(value)
    if key is not None and text is not None:
        return f"{key}: {text}\n"
    from mmn_check.storage.yaml_nodes import entry_text  # noqa: PLC0415 - loads PyYAML

    return entry_text(name, value, in_brackets=in_brackets)


def _on_a_line(value: Any) -> str | None:
    """What is written behind a key; None for what is not surely plain."""
    match value:
        case dict():
            pairs = [(_inside(name), _inside(one)) for name, one in value.items()]
            known = [f"{name}: {one}" for name, one in pairs if name is not None is not one]
            return f"{{{', '.join(known)}}}" if len(known) == len(pairs) else None
        case list():
            known = [one for one in map(_inside, value) if one is not None]
            return f"[{', '.join(known)}]" if len(known) == len(value) else None
        case datetime():
            return value.isoformat()
        case _:
            return _word(value, _PLAIN)


def _inside(value: Any) -> str | None:
    return _word(value, _PLAIN_IN_BRACKETS)


def _word(value: Any, plain: re.Pattern[str]) -> str | None:
    match value:
        case str() if plain.fullmatch(value) or _DASHED.fullmatch(value):
            return value
        case str() if _LIKE_A_NUMBER.fullmatch(value):
            return f'"{value}"'
        case None:
            return "null"
        case int():
            return str(value)
        case _:
            return None
