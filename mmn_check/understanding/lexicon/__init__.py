"""The words of each language, as data: one YAML file a language, read when first needed.

    stems:    what word endings are dropped, so that "thumbs" is "thumb"
    numbers:  how numbers up to 999 are spelled out
    tokens:   canonical tokens in capitals, each with the ways to say it
    dates:    the words that dates are made of, by canonical token (two of them joined by a plus),
              or by kind and number: "y 2000" a year, "c 30" the thirties
    nth:      words in a row for 0th, 1st, 2nd ...
    years:    how a year begins that is said in words, by its century
    replies:  the words of which a yes, a no and a "none" are made, by canonical token
    told_apart: words that an accent alone makes something else, each with what it is then
    keys:     the letters that do something
    phrases:  what whole answers mean ("not sure", "none of these"), by name
    polite:   words that say nothing, with a yes ("yes please") or any other answer

The ways to say it stand in one line, set apart by commas; case, accents and apostrophes do not
matter. A third language needs its file here and no code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from pkgutil import get_data
from typing import Any

from mmn_check.i18n import ENGLISH
from mmn_check.understanding.utterance import Token, Vocabulary, lengths_by_first, words_of

LexiconTable = Mapping[str, Any]
_POLITE_IN = (
    ("tokens", "IDLE"),
    ("dates", "FILLER"),
    ("replies", "IDLE"),
    ("phrases", "says_nothing"),
)
"""The lists that hold the polite words, besides what is idle there alone."""


class Lexicon:
    """All that is known of one language."""

    def __init__(self, code: str) -> None:
        text = get_data(__name__, f"{code}.yaml")
        # Not at import: to load it is a tenth of a start, and no first question waits for words.
        import yaml  # noqa: PLC0415

        # The fast one, unless this Python came without it.
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self._sections: LexiconTable = yaml.load(text or b"", Loader=loader)  # noqa: S506 - a safe loader, C or not
        for section, name in _POLITE_IN:
            self._sections[section][name] += f", {self._sections['polite']}"
        self._vocabularies: dict[str, Vocabulary] = {}
        self._phrases: dict[tuple[str, ...], frozenset[tuple[str, ...]]] = {}
        self._lengths: dict[tuple[str, ...], Mapping[str, Sequence[int]]] = {}

    def section(self, name: str) -> Any:
        """One part of the file, as it stands there."""
        return self._sections.get(name, {})

    def vocabulary(self, name: str = "tokens") -> Vocabulary:
        """The phrases of a section with their canonical tokens, and the spelled-out numbers."""
        if name not in self._vocabularies:
            tokens = {
                words_of(said): Token(canonical)
                for canonical, line in self.section(name).items()
                for said in listed(line)
            }
            numbers = {
                said: Token(str(number), number, spelled=True)
                for said, number in self.spelled_numbers()
            }
            ordinals = {
                words_of(said): Token(f"@{number}:{said}")
                for number, ways in enumerate(self.series("nth") if name == "tokens" else ())
                for said in ways
            }
            self._vocabularies[name] = Vocabulary(numbers | ordinals | tokens)
        return self._vocabularies[name]

    @cached_property
    def sounds_like(self) -> Mapping[str, Mapping[str, int]]:
        """What dictation types for a number: `surely` one, where that alone is said, or perhaps."""
        found: Mapping[str, Mapping[str, int]] = self.section("sounds_like")
        return found

    def spelled_numbers(self) -> Iterator[tuple[tuple[str, ...], int]]:
        """Every number from 0 to 99, and the hundreds that are one word, as they are spelled."""
        for said, number in _spelled(self.section("numbers")):
            yield words_of(said), number

    def series(self, name: str) -> Iterator[Sequence[str]]:
        """Words that stand for numbers in a row, each with the ways to say it."""
        return (ways.split("/") for ways in str(self._sections.get(name, "")).split())

    def phrases(self, *names: str) -> frozenset[tuple[str, ...]]:
        """The whole answers that mean one of these, each as its words."""
        if names not in self._phrases:
            if len(names) == 1:
                said = listed(self.section("phrases").get(names[0], ""))
                self._phrases[names] = frozenset(map(words_of, said))
            else:
                self._phrases[names] = frozenset().union(*map(self.phrases, names))
        return self._phrases[names]

    def phrase_lengths(self, *names: str) -> Mapping[str, Sequence[int]]:
        """By the first word of those answers, how many words they have, the longest first."""
        if names not in self._lengths:
            self._lengths[names] = lengths_by_first(self.phrases(*names))
        return self._lengths[names]


@cache
def ways_to_say(language: str, *names: str) -> tuple[str, ...]:
    """The phrases of these names, each in one line of plain words."""
    return tuple(sorted(map(" ".join, lexicon(language).phrases(*names))))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, by its code; the English one where there is none."""
    try:
        return Lexicon(language)
    except FileNotFoundError:
        return lexicon(ENGLISH)


def lexicons() -> Iterator[Lexicon]:
    """The lexicon of every language."""
    # Not at import: it loads much, and no first question need wait for it.
    from importlib.resources import files  # noqa: PLC0415

    shipped = (one.name for one in files(__name__).iterdir() if one.name.endswith(".yaml"))
    yield from map(lexicon, sorted(name.removesuffix(".yaml") for name in shipped))


def listed(line: str) -> tuple[str, ...]:
    """The ways to say something, of one line."""
    return tuple(line.split(", ")) if line else ()


def _spelled(section: LexiconTable) -> Iterator[tuple[str, int]]:
    small = [way.split("/") for way in section["small"].split()]
    tens = section["tens"].split()
    also = {1: section.get("one_after_tens", "").split()}
    for number, ways in enumerate(small):
        yield from ((way, number) for way in ways)
    for ten, said in enumerate(tens, start=10 - len(tens)):
        yield said, 10 * ten
        for unit in range(1, 10):
            for way in (*small[unit], *also.get(unit, ())):
                yield f"{said} {section.get('join', '')} {way}", 10 * ten + unit
    for number, line in section.get("hundreds", {}).items():
        yield from ((way, number) for way in listed(line))
