from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmn_check.understanding.dates import Clock, read_date
from mmn_check.understanding.dates.date_wording import date_in_words
from mmn_check.understanding.lexicon import Lexicon, listed
from mmn_check.visit.values import RoughDate
from tests.support.profile import examples
from tests.understanding.test_dates import CLOCK, TODAY, misread, read_case

LINES = Path(__file__).with_name("dates.txt").read_text(encoding="utf-8").splitlines()
CASES = [read_case(line) for line in LINES if line and not line.startswith("#")]
SAID = sorted({said for line in Lexicon("es").section("dates").values() for said in listed(line)})
WORDS = st.lists(st.sampled_from([*SAID, "hace", "los", "2", "2019", ",", "de"]), max_size=7)


def test_a_spanish_date_is_taken_as_the_table_says() -> None:
    """Each phrase of the table means what it says there, and is read back so."""
    assert misread(CASES, "es") == {}


def test_the_table_is_long() -> None:
    """It holds hundreds of dates, and many that are kept in the words."""
    assert len(CASES) >= 240
    assert sum(case.meaning == "words" for case in CASES) >= 45


@settings(max_examples=examples(150), deadline=None)
@given(st.one_of(WORDS.map(" ".join), st.text(max_size=130)))
def test_what_was_typed_is_kept_to_the_letter(typed: str) -> None:
    """Whatever a date is taken for, its own words stay as they were typed, and are read back."""
    read = read_date(typed, "es", clock=CLOCK, future=False)
    roughs = [read] if isinstance(read, RoughDate) else [*getattr(read, "readings", ())]

    assert all(rough.as_typed == typed.strip() for rough in roughs)
    assert all(date_in_words(one, "es") for one in roughs)


def test_a_sentence_quotes_what_was_typed() -> None:
    """A date that cannot be is told in the person's own words."""
    slip = read_date("30 de febrero de 2019", "es", clock=Clock(TODAY), future=False)

    assert not isinstance(slip, RoughDate)
    assert "“30 de febrero de 2019”" in slip.sentence


def test_a_spanish_date_is_none_in_english() -> None:
    """What is Spanish is kept in its words where English is spoken."""
    read = read_date("hace 2 años", "en", clock=CLOCK, future=False)

    assert read == RoughDate(as_typed="hace 2 años")


@pytest.mark.parametrize(
    "typed", ["2023 to 2024", "March or May 2019", "28 October to 3 November 2026", "early 3/2019"]
)
def test_a_date_put_into_english_is_read_in_spanish_too(typed: str) -> None:
    """What an earlier visit left in English means the same where Spanish is spoken."""
    plain = read_date(typed, "en", clock=CLOCK, future=False)

    assert read_date(typed, "es", clock=CLOCK, future=False) == plain
