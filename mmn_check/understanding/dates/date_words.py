"""What the words of a date are: kinds and values; the words themselves are in lexicon/.

Each word has a kind of one letter, so that the kinds of a phrase make a string, and a regular
expression over that string says what the phrase looks like, in any language. A lexicon has its
words by canonical token. Some kinds are no words of a lexicon:

    n number    o ordinal    y year    c decade, in years or by age    - / .  between numbers
    S           a number said in words, before it is put together with others (with T, ^ and =)
    X +         "this coming" and "so many weeks after": made of several words by `rewriting`
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from mmn_check.understanding.lexicon import Lexicon, listed
from mmn_check.understanding.utterance import Token as Found
from mmn_check.understanding.utterance import Vocabulary, words_of

UNITS = "YMWDH"
CORRECTABLE = f"mwsv{UNITS}"
FIRST_YEAR, LAST_YEAR = 1900, 2100
TODAY = 2
"""The value of "today" among the words for days."""
TO, OR, AND = 0, 1, 2
"""The values of the words that join."""
FALL = 9
"""The value of "fall" among the seasons: it may as well be an accident."""
FIRST_FEAST = 4
"""The seasons of four months come before the feasts."""


class DateToken(NamedTuple):
    """One word: its kind, and its value (the least and the most, where that is vague)."""

    kind: str
    value: int = 0
    high: int = 0
    two_digits: bool = False
    """Whether it may be a year cut short ("98")."""


DateTokens = tuple[DateToken, ...]

_KINDS = """
    m - JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER;
    w MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY;
    s SPRING SUMMER AUTUMN WINTER CHRISTMAS EASTER NEW_YEAR THANKSGIVING HALLOWEEN FALL;
    P SPRINGS SUMMERS AUTUMNS WINTERS; Y - YEAR - - - - - - - - DECADE; M - MONTH;
    W - WEEK FORTNIGHT; D - DAY; d - ONE_DAY; H MINUTE HOUR; h HALF; A - A; S ZERO; T THOUSAND;
    v DAY_BEFORE_YESTERDAY YESTERDAY TODAY TOMORROW DAY_AFTER_TOMORROW; N NOW; E WEEKEND;
    z NIGHT TIME_OF_DAY; C AT; e EARLY MID LATE; r TO OR AND; b BETWEEN; ^ NTH; = TENS;
    l LAST; t THIS; x NEXT; p PAST; j GONE; J COMING; u LATEST; B BEFORE_LAST;
    F AFTER_NEXT; i IN; < LESS_THAN; a AGO; g AGO_BEFORE; f FROM_NOW; k AGE; K MY;
    L THE_SEVERAL; G SINCE_THE; ~ ABOUT; _ FILLER
"""
"""By kind, its canonical tokens; the value of each is its place."""
TOKENS: Mapping[str, DateToken] = {
    name: DateToken(kind, value, value)
    for kind, *names in map(str.split, _KINDS.split(";"))
    for value, name in enumerate(names)
} | {
    "COUPLE": DateToken("q", 2, 3),
    "FEW": DateToken("q", 2, 5),
    "NOUGHTIES": DateToken("c", 2000),
    "YEARS": DateToken("Y", 1, 2),
}
_SERIES = (("o", "nth", 0, 1), ("o", "nth_tens", 20, 10), ("c", "decades", 20, 10))
"""Words in a row that are numbered: their kind, their section, the first and the step."""


def kinds_of(tokens: Sequence[DateToken]) -> str:
    """The kinds of a phrase's tokens, one letter each."""
    return "".join(token.kind for token in tokens)


class DateWords(NamedTuple):
    """The words of one language."""

    vocabulary: Vocabulary
    meanings: Mapping[str, DateTokens]
    """What each word of the vocabulary's tokens comes to."""
    endings: Mapping[str, DateToken]
    """What stands behind figures: 3rd, 90s."""
    correctable: tuple[tuple[str, DateToken], ...]
    """Words that are understood with one slip in them."""


@cache
def date_words(known: Lexicon) -> DateWords:
    """The words of a language; made when its first date is read."""
    canonical = {
        words_of(way): name for name, line in known.section("dates").items() for way in listed(line)
    }
    numbered = {
        words_of(way): f"{kind} {first + step * place}"
        for kind, section, first, step in _SERIES
        for place, ways in enumerate(known.series(section))
        for way in ways
    }
    spelled = dict(known.spelled_numbers())
    said = {words: f"S {number}" for words, number in spelled.items()} | numbered | canonical
    return DateWords(
        vocabulary=Vocabulary({words: Found(name) for words, name in said.items()}),
        meanings={name: _meaning(name) for name in said.values()},
        endings={
            way: TOKENS[name]
            for name in ("NTH", "TENS")
            for way in listed(known.section("dates").get(name, ""))
        },
        correctable=tuple(
            (words[0], token)
            for words, name in canonical.items()
            for token in _meaning(name)
            if len(words) == 1 and len(words[0]) >= 5 and token.kind in CORRECTABLE
        ),
    )


def _meaning(name: str) -> DateTokens:
    """The tokens of a canonical one (several, joined by a plus), or of a kind with its number."""
    kind, _, number = name.partition(" ")
    if number:
        return (DateToken(kind, int(number), int(number)),)
    return tuple(TOKENS[part] for part in name.split("+"))


def one_slip_from(word: str, correctable: Iterable[tuple[str, DateToken]]) -> DateTokens | None:
    """What `word` must have been meant to be, if there is only one thing it can be."""
    meant = {token for right, token in correctable if _is_slip(word, right, token.kind)}
    return tuple(meant) if len(meant) == 1 else None


def _is_slip(word: str, right: str, kind: str) -> bool:
    """Whether one letter is missing, too many, swapped or wrong.

    A wrong letter makes another word of a short name ("match"), but hardly of a unit; "Mondays"
    is meant as it stands.
    """
    if word[0] != right[0] or abs(len(word) - len(right)) > 1 or word == f"{right}s":
        return False
    if len(word) != len(right):
        short, long = sorted((word, right), key=len)
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    wrong = [at for at in range(len(word)) if word[at] != right[at]]
    if len(wrong) == 1:
        return len(right) > 5 or kind in UNITS
    return len(wrong) == 2 and word[wrong[0]] + word[wrong[1]] == right[wrong[1]] + right[wrong[0]]
