"""A date among other words is kept with all of them, and asked where they may change it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest

from mmn_check.understanding.date_answers import dates_in
from mmn_check.understanding.parsed_answer import NeedsConfirmation
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import Outcome, count, read, space, step

ONSET = "began"


def sentences(language: str) -> Iterator[tuple[str, str, str]]:
    """Each sentence, the date in it, and whether it is to be kept or asked."""
    data = space("dates_in_sentences")[language]
    for kind, (meant, ways) in product(("kept", "asked"), data["dates"].items()):
        for frame, way in product(data[kind], ways):
            yield frame.format(way), meant, kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_among_other_words_is_kept_with_them_or_asked(
    language: str, figures: Counter[str]
) -> None:
    """No two options of a menu read alike, and none is all that was typed."""
    outcomes: Counter[Outcome] = Counter()
    with spoken(language):
        for typed, meant, kind in sentences(language):
            reading = read(step(language, ONSET), typed)
            if kind == "kept":
                told = [(one.as_typed, one.earliest, one.latest) for one in dates_in(reading)]
                assert told == [(typed, meant, meant)], typed
            assert isinstance(reading, NeedsConfirmation) is (kind == "asked"), typed
            labels = [one.label for one in getattr(reading, "options", ())]
            assert len({*labels, typed}) == len(labels) + 1, (typed, labels)
            outcomes["right" if kind == "kept" else "asked"] += 1
    count(figures, f"dates in sentences in {language}", outcomes)


@pytest.mark.parametrize(
    ("language", "name", "typed", "meant"),
    [
        ("en", "named_when", "Spring of 2012, I want to say April.", "2012-04"),
        ("en", ONSET, "Around 2018. She'd say 2017, but it was later, so 2018.", "2018"),
        ("en", ONSET, "2019, I don't remember the month.", "2019"),
        ("en", ONSET, "We think 2019, it was after he sold the boat, so that summer.", "2019"),
        (
            "en",
            "ig_last_dose",
            "The 17th. No, sorry, the 18th was day two, so the 18th.",
            "2026-11-18",
        ),
        ("es", ONSET, "En verano de 2020, ya hacía calor; pongamos julio.", "2020-07"),
        ("es", ONSET, "Mi papá murió en 2019 y ya lo tenía, entonces sería 2018.", "2018"),
        ("es", ONSET, "Según él en 2019, no se acuerda el mes.", "2019"),
        ("es", "ig_last_dose", "Terminé el 8 de noviembre.", "2026-11-08"),
        ("en", ONSET, "March 2019, I don't remember the month.", None),
        ("en", ONSET, "It was 2015, so in 2018 I saw a doctor.", None),
        ("en", ONSET, "About March last year. No, sorry, May.", None),
        ("en", ONSET, "March 16, 2019. No, sorry, so the 17th.", None),
        ("en", ONSET, "2015 it was, so two years ago", None),
        ("en", "visit_date", "Spring of 2012, I want to say April.", None),
        ("en", "visit_date", "I came in 2019, so December 3", None),
        ("en", "visit_date", "After Christmas, let's say January 5", "2027-01-05"),
        ("es", "visit_date", "En diciembre, digamos el 14", "2026-12-14"),
    ],
)
def test_the_end_settles_which_date_is_meant(
    language: str, name: str, typed: str, meant: str | None
) -> None:
    """What is less exact than the date takes nothing from it; what is another one is asked."""
    with spoken(language):
        reading = read(step(language, name), typed)

    kept = not isinstance(reading, NeedsConfirmation)
    assert [one.earliest for one in dates_in(reading) if kept] == [one for one in [meant] if one]
