from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmn_check.understanding.dates import AskedDate, Clock, read_date
from mmn_check.understanding.dates.date_wording import date_in_words, length_in_words
from mmn_check.understanding.dates.tokens import kinds_of, tokens_of
from mmn_check.understanding.lexicon import Lexicon, listed, words_of
from mmn_check.visit.values import RoughDate, first_day, last_day

TODAY = date(2026, 11, 21)
CLOCK = Clock(TODAY, age=52)


@dataclass(frozen=True)
class Case:
    """One line of the table."""

    typed: str
    clock: Clock
    future: bool
    meaning: str
    read_back: str
    length: str


def read_case(line: str) -> Case:
    typed, clock, meaning, read_back, length = (
        *(part.strip() for part in line.split("|")),
        "",
        "",
    )[:5]
    today, age, future = TODAY, CLOCK.age, False
    for word in filter(None, clock.split(", ")):
        if word == "future":
            future = True
        elif word.startswith("age "):
            age = None if word == "age unknown" else int(word.removeprefix("age "))
        else:
            today = date.fromisoformat(word)
    return Case(typed, Clock(today, age), future, meaning, read_back, length)


TABLE = Path(__file__).with_name("dates.txt").read_text(encoding="utf-8").splitlines()
CASES = [read_case(line) for line in TABLE if line and not line.startswith("#")]


def meaning_of(rough: RoughDate) -> str:
    if rough.earliest is None or rough.latest is None:
        return "words"
    return rough.earliest if rough.earliest == rough.latest else f"{rough.earliest}..{rough.latest}"


def outcome(case: Case, language: str) -> tuple[str, str, str]:
    """The meaning, the words read back and the length, as the table writes them."""
    match read_date(case.typed, language, clock=case.clock, future=case.future):
        case AskedDate(readings=()):
            return "again", "", ""
        case AskedDate(readings=(rough,)):
            return f"future {meaning_of(rough)}", date_in_words(rough, language), ""
        case AskedDate(readings=readings):
            meanings = " or ".join(map(meaning_of, readings))
            said = "; ".join(date_in_words(one, language) for one in readings)
            return f"which {meanings}", said, ""
        case RoughDate() as rough:
            length = length_in_words(rough, today=case.clock.today)
            return meaning_of(rough), date_in_words(rough, language), length or ""


def misread(cases: Iterable[Case], language: str) -> dict[Case, tuple[str, str, str]]:
    """What those come to that do not come to what the table says."""
    found = {case: outcome(case, language) for case in cases}
    return {
        case: read
        for case, read in found.items()
        if read != (case.meaning, case.read_back, case.length)
    }


def test_a_date_is_taken_as_the_table_says() -> None:
    """Each phrase of the table means what it says there, and is read back so."""
    assert misread(CASES, "en") == {}


def test_the_table_is_long_and_has_every_outcome() -> None:
    """At least 150 phrases; every way in which reading can end is among them."""
    first_words = {case.meaning.partition(" ")[0] for case in CASES}

    assert len(CASES) >= 150
    assert {"which", "future", "again", "words"} <= first_words


def test_which_date_is_asked_with_a_sentence() -> None:
    """The sentence names what was typed, and each reading keeps it."""
    read = read_date(" 03/04/2019 ", "en", clock=CLOCK, future=False)

    assert read == AskedDate(
        "“03/04/2019” can mean more than one date. Which one is it?",
        (
            RoughDate(as_typed="03/04/2019", earliest="2019-04-03", latest="2019-04-03"),
            RoughDate(as_typed="03/04/2019", earliest="2019-03-04", latest="2019-03-04"),
        ),
    )


@pytest.mark.parametrize(
    ("typed", "future", "sentence"),
    [
        ("next year", False, "That is still to come: next year (2027). Is that right?"),
        ("2040", True, "That is more than 10 years away: 2040. Is that right?"),
    ],
)
def test_a_day_to_come_is_asked_about(typed: str, future: bool, sentence: str) -> None:
    """The sentence says what was understood."""
    read = read_date(typed, "en", clock=CLOCK, future=future)

    assert isinstance(read, AskedDate)
    assert read.sentence == sentence


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("03/04/2027", "“03/04/2027” is still to come. Type the date again."),
        (
            "31 February 2019",
            "“31 February 2019” cannot be right as a date. Type it again; the year alone will do.",
        ),
        (
            "38",
            (
                "“38” alone could be a year, an age or a length of time. Type a year (1998), "
                "an age (age 38) or how long ago (5 years ago)."
            ),
        ),
    ],
)
def test_what_cannot_be_a_date_is_asked_for_again(typed: str, sentence: str) -> None:
    """The sentence says what to type."""
    assert read_date(typed, "en", clock=CLOCK, future=False) == AskedDate(sentence)


def test_the_length_of_the_clinical_example() -> None:
    """Since March 2024, on 20 November 2026: 2 years 8 months."""
    since = RoughDate(as_typed="March 2024", earliest="2024-03", latest="2024-03")

    assert length_in_words(since, today=date(2026, 11, 20)) == "2 years 8 months"


@pytest.mark.parametrize(
    ("earliest", "latest", "length"),
    [
        ("2026-11-21", "2026-11-21", "less than a day"),
        ("2026-11-08", "2026-11-08", "13 days"),
        ("2026-11-07", "2026-11-07", "2 weeks"),
        ("2026-09-27", "2026-09-27", "7 weeks"),
        ("2026-08-22", "2026-08-22", "13 weeks"),
        ("2026-08-21", "2026-08-21", "3 months"),
        ("2026-06-01", "2026-11-15", "less than 7 months"),
        ("2025-11-22", "2025-11-22", "11 months"),
        ("2025-11-21", "2025-11-21", "1 year"),
        ("2024-10-20", "2024-10-20", "2 years 1 month"),
        ("2025-05", "2026-11", "less than 19 months"),
        ("2024-01", "2026-06", "less than 3 years"),
        ("2025-08", "2026-02", "about 1 year"),
        ("2024-12", "2026-02", "9 to 23 months"),
        ("2023-02", "2025-02", "about 1 to 4 years"),
        ("2019", "2020-05", "about 6 to 7 years"),
        ("2025", "2027", "less than 2 years"),
        ("2027", "2027", None),
        (None, None, None),
    ],
)
def test_how_long_is_never_more_exact_than_the_date(
    earliest: str | None, latest: str | None, length: str | None
) -> None:
    """Days and weeks from a day, months from a month, about so many years from a year."""
    rough = RoughDate(as_typed="then", earliest=earliest, latest=latest)

    assert length_in_words(rough, today=TODAY) == length


def test_a_date_written_into_a_file_is_read_back_with_its_words() -> None:
    """Words that no reading understands stand beside the years that somebody gave for them."""
    rough = RoughDate(as_typed="before \n covid", earliest="2018", latest="2019-06", manner="words")

    assert date_in_words(rough, "en") == "before covid (2018 to June 2019)"
    assert date_in_words(replace(rough, manner="date"), "en") == "2018 to June 2019"


HOSTILE = [
    "9" * 5_000,
    "1/" * 2_500,
    "march " * 800,
    "a" * 1_000_000,
    "½" * 5_000,
    "(" * 5_000,
    "in a " * 24,
    "2 or " * 24,
    "k " * 60,
    "at age " * 17,
    "\N{ARABIC LETTER BEH}" * 110,
    "1" + "/1" * 50,
    "twenty " * 17,
    "between " * 15 + "2 and 3",
    "\x1b[31m2019",
    "2019\x00",
    "\N{RIGHT-TO-LEFT OVERRIDE}2019",
    "2019\N{ZERO WIDTH SPACE}",
    "[bold]2019[/bold]",
    "99999999999 years ago",
    "9999 years ago",
    "9999 months ago",
    "9999 weeks ago",
    "March 9999 years ago",
    "²⁰¹⁹ ⅓",
    "\ud800",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=[ascii(typed)[:20] for typed in HOSTILE])
def test_hostile_words_are_kept_and_cost_nothing(typed: str) -> None:
    """What no date is made of is kept to the letter, in no time worth mentioning."""
    began = process_time()
    read = read_date(typed, "en", clock=CLOCK, future=False)

    assert process_time() - began < 0.5
    assert read == RoughDate(as_typed=typed.strip())


ENGLISH = Lexicon("en")
WORDS = sorted(
    {way for line in ENGLISH.section("dates").values() for way in listed(line)}
    | {" ".join(words) for words, _ in ENGLISH.spelled_numbers()}
    | {way for ways in ENGLISH.series("nth") for way in ways}
    | {"90s", "'98", "2019", "2026", "2027", "1.5", "½", "10:30", "2 pm", "2.019", ".5", "2,5"}
    | set("~?&-/.,")
)


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_word_of_a_date_stands_twice(language: str) -> None:
    """A word or phrase has one meaning in the lexicon of a language."""
    said = Counter(
        words_of(way)
        for line in Lexicon(language).section("dates").values()
        for way in listed(line)
    )

    assert [words for words, count in said.items() if count > 1] == []


CLOCKS = st.builds(
    Clock,
    st.dates(date(1990, 1, 1), date(2090, 12, 31)) | st.dates(),
    st.none() | st.integers(min_value=0, max_value=120),
)
PHRASES = st.lists(
    st.sampled_from(WORDS) | st.integers(0, 99).map(str), min_size=1, max_size=6
).map(" ".join) | st.from_regex(r"\A\d{1,4}([-/.]\d{1,4}){0,2}\Z")
DAY_CUES = set("nowvNzEWDH")
MONTH_CUES = DAY_CUES | set("mMh")


def readings_of(typed: str, clock: Clock, *, future: bool) -> tuple[RoughDate, ...]:
    match read_date(typed, "en", clock=clock, future=future):
        case AskedDate(readings=readings):
            return readings
        case RoughDate() as rough:
            return (rough,)


@settings(deadline=None)
@given(st.text(max_size=200) | PHRASES, CLOCKS, st.booleans())
def test_nothing_typed_is_lost_and_no_span_is_upside_down(
    typed: str, clock: Clock, future: bool
) -> None:
    """Whatever is typed gives dates in order that keep the words; all can be put in words."""
    for rough in readings_of(typed, clock, future=future):
        assert rough.as_typed == typed.strip()
        assert date_in_words(rough, "en")
        assert length_in_words(rough, today=clock.today) != ""
        assert (rough.earliest is None) == (rough.latest is None)
        if rough.earliest and rough.latest:
            assert first_day(rough.earliest) <= first_day(rough.latest)
            assert last_day(rough.earliest) <= last_day(rough.latest)


@settings(deadline=None)
@given(PHRASES, CLOCKS, st.booleans())
def test_no_day_and_no_month_is_made_up(typed: str, clock: Clock, future: bool) -> None:
    """A day comes only from a day, a week or a number; a month from these or from a month."""
    kinds = set(kinds_of(tokens_of(typed.strip(), "en") or ()))
    for rough in readings_of(typed, clock, future=future):
        exactness = max(len(rough.earliest or ""), len(rough.latest or ""))
        assert exactness < 10 or kinds & DAY_CUES
        assert exactness < 7 or kinds & MONTH_CUES


@settings(deadline=None)
@given(PHRASES, CLOCKS)
def test_an_answer_about_the_past_has_begun(typed: str, clock: Clock) -> None:
    """What is not asked about lies, or may lie, before the day after today."""
    read = read_date(typed, "en", clock=clock, future=False)

    if isinstance(read, RoughDate) and read.latest:
        assert first_day(read.latest) <= clock.today
    if isinstance(read, AskedDate):
        assert len(set(read.readings)) == len(read.readings)


@settings(deadline=None)
@given(st.dates(date(TODAY.year - 111, 1, 1), TODAY), st.sampled_from([4, 7, 10]))
def test_a_date_read_back_means_the_same(day: date, exactness: int) -> None:
    """The words for a year, a month or a day are read as that year, month or day."""
    partial = day.isoformat()[:exactness]
    rough = RoughDate(as_typed=partial, earliest=partial, latest=partial)

    read = read_date(date_in_words(rough, "en"), "en", clock=Clock(today=TODAY), future=False)

    assert isinstance(read, RoughDate)
    assert (read.earliest, read.latest) == (partial, partial)


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), TODAY - timedelta(days=1)))
def test_numbers_alone_are_asked_about_unless_they_can_be_one_day_only(day: date) -> None:
    """Day and month in figures are one date if the day is over 12 or the same as the month."""
    readings = readings_of(f"{day.day:02}/{day.month:02}/{day.year}", CLOCK, future=False)

    assert day.isoformat() in {rough.earliest for rough in readings}
    assert (len(readings) == 1) == (day.day > 12 or day.day == day.month)
