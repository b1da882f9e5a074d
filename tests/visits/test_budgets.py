"""How much is asked of seven people, next to what was promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import product

import pytest
import yaml

from mmn_check.bank.model import Depth
from mmn_check.output.text import NARROW, render_text
from mmn_check.summary.summarize import summarize
from mmn_check.visit.visit import Visit
from tests.output.reading import unspaced
from tests.support.kept import shipped
from tests.visits.walking import (
    FIRST_VISITS,
    FOLDER,
    KNOWN,
    NOW,
    RETURN_VISIT,
    SEVEN,
    Walk,
    as_a_first_visit,
    come_back,
    known_to_the_doctor,
    told,
    walked,
)

AT_MOST: dict[Depth, int] = {1: 20, 2: 48, 3: 110}
"""Questions asked in 5 minutes, in 15 minutes, and with everything."""
EARLY: dict[Depth, tuple[str, ...]] = {
    1: ("name", "age", "handedness", "named"),
    2: ("name", "age", "handedness", "sex", "work", "named"),
}
BACKBONE = ("weak", "began", "numb", "worse_with")
"""The five questions of a neurologist, but for the side: `weak_places` tells that, too."""
TOP_HALF = (
    *EARLY[1],
    *BACKBONE,
    "main_problem",
    "sudden_signs",
    "treatments",
    "course",
    "speech_breath",
    "blood_thinner",
)
"""What five minutes must yield: the top half of page 1, and the five questions."""
FOURTEEN_AT_LEAST: dict[Depth, int] = {1: 7, 2: 12, 3: 14}
"""How many of the fourteen questions of the reading test are answered."""
ANSWERED: dict[Depth, float] = {1: 0.5, 2: 0.5, 3: 1}
"""The share of what is looked for that answers one."""


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("name", FIRST_VISITS)
def test_no_more_is_asked_than_the_time_allows(
    name: str, depth: Depth, figures: Counter[str]
) -> None:
    """Each of the visits, at each depth, keeps within its budget of questions."""
    walk = walked(name, depth)
    asked = len(walk.asked)
    figures[f"{name}, depth {depth}: asked of {AT_MOST[depth]} (told {walk.announced})"] += asked

    assert asked <= AT_MOST[depth]


def test_what_is_announced_is_asked(figures: Counter[str]) -> None:
    """The number told at the start holds within a quarter for nineteen of twenty visits.

    Each of the seven comes back, too, with nothing changed, or begins with a return visit.
    """
    ways = (walked, come_back, known_to_the_doctor)
    walks = [way(name, depth) for way in ways for name in SEVEN for depth in AT_MOST]
    off = [len(walk.asked) / walk.announced for walk in walks]
    figures["visits of which the announced number is off by more than a quarter, in 100"] = round(
        100 * sum(not 0.8 <= one <= 1.25 for one in off) / len(off)
    )

    assert sum(0.8 <= one <= 1.25 for one in off) >= 0.95 * len(off)


LABEL: dict[Depth, int] = {1: 5, 2: 15, 3: 30}
"""The minutes that the start screen says."""
DICTATES = "long_texts"
"""Who says so much that no weak hand would type it."""


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("name", FIRST_VISITS)
def test_the_minutes_of_the_start_screen_are_what_it_takes(
    name: str, depth: Depth, figures: Counter[str]
) -> None:
    """Ten seconds a question and one a key, or three a sentence: within a quarter, or less."""
    walk = walked(name, depth)
    typed, spoken = sum(walk.typed) / 60, sum(walk.spoken) / 60
    figures[f"{name}, depth {depth}: minutes by hand"] += round(typed)
    figures[f"{name}, depth {depth}: minutes by voice"] += round(spoken)

    assert (spoken if name == DICTATES else typed) <= 1.25 * LABEL[depth]


def test_the_minutes_announced_are_what_it_takes(figures: Counter[str]) -> None:
    """Those told with the number hold within a quarter, or a minute, for nine of ten visits."""
    off = []
    for name, depth in product(SEVEN, AT_MOST):
        walk = walked(name, depth)
        took = walk.spoken if name == DICTATES else walk.typed
        left = sum(took[KNOWN:]) / 60
        told = walk.minutes[name == DICTATES]
        figures[f"{name}, depth {depth}: minutes told at the start"] += told
        off.append(abs(told - left) > max(left / 4, 1))

    assert sum(off) <= len(off) / 10


@pytest.mark.parametrize(("depth", "at_most"), [(1, 20), (2, 32), (3, 110)])
def test_a_return_visit_starts_from_the_last_one(
    depth: Depth, at_most: int, figures: Counter[str]
) -> None:
    """What stayed as it was is one question a section."""
    walk = walked(RETURN_VISIT, depth)
    asked = len(walk.asked)
    figures[f"{RETURN_VISIT}, depth {depth}: asked of {at_most} (told {walk.announced})"] += asked

    assert asked <= at_most


ON_TOP: dict[Depth, int] = {1: 2, 2: 0, 3: 0}
"""Questions about the time since the last visit, where nothing of that one is kept here."""


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("name", FIRST_VISITS)
def test_a_return_visit_of_which_no_earlier_one_is_kept(
    name: str, depth: Depth, figures: Counter[str]
) -> None:
    """Who has the program for the first time then is asked no more in 15 minutes, either."""
    asked = len(known_to_the_doctor(name, depth).asked)
    figures[f"{name}, depth {depth}: asked at a return visit with none kept"] += asked

    assert asked <= AT_MOST[depth] + ON_TOP[depth]


@pytest.mark.parametrize(
    ("way", "depth"),
    [
        (as_a_first_visit, 1),
        (as_a_first_visit, 2),
        *((known_to_the_doctor, one) for one in AT_MOST),
    ],
)
def test_who_has_immune_globulin_is_asked_no_more(
    way: Callable[[str, Depth], Walk], depth: Depth, figures: Counter[str]
) -> None:
    """At a first visit as at a return visit with none kept, and no longer than the label says."""
    walk = way(RETURN_VISIT, depth)
    figures[f"{way.__name__}, treated, depth {depth}: asked"] += len(walk.asked)
    figures[f"{way.__name__}, treated, depth {depth}: minutes by hand"] += round(
        sum(walk.typed) / 60
    )

    assert len(walk.asked) <= AT_MOST[depth] + ON_TOP[depth]
    assert 0.8 <= len(walk.asked) / walk.announced <= 1.25
    assert sum(walk.typed) / 60 <= (1.3 if depth < max(AT_MOST) else 1.35) * LABEL[depth]


@pytest.mark.parametrize("name", SEVEN)
def test_a_return_visit_with_none_kept_yields_as_much(name: str) -> None:
    """Eleven of the fourteen, at least, in 15 minutes: what is on file already is left out."""
    answered = sum(share >= 0.5 for share in told_on_page_1(name, known_to_the_doctor(name, 2)))

    assert answered >= 11


def test_what_is_on_file_is_left_out_in_15_minutes_alone() -> None:
    """Of who comes back, hand, sex and work; where the illness has a name, the tests too."""
    on_file = {"handedness", "sex", "work", "tests", "family"}
    short, whole = (
        {step.question.id for step in known_to_the_doctor(RETURN_VISIT, depth).asked}
        for depth in (2, 3)
    )

    assert short.isdisjoint(on_file)
    assert whole >= on_file


@pytest.mark.parametrize("name", SEVEN)
def test_everything_that_the_person_has_to_say_is_asked(name: str) -> None:
    """No answer of the seven visits is one that nobody asks for."""
    full = told(name)
    # The longest way asks for these in detail, by other questions.
    short = {one.id for one in shipped().questions() if one.up_to < max(AT_MOST)}

    assert unasked(walked(name, 3).visit, full) <= short
    assert not unasked(walked(name, 2).visit, full) & short


def unasked(visit: Visit, full: Visit) -> set[str]:
    """The questions with an answer that was not given on the way."""
    return {key[0] for key in full.answers if key not in visit.answers and key[-1] != "end"}


@pytest.mark.parametrize("name", FIRST_VISITS)
def test_five_minutes_fill_the_top_half_of_page_1(name: str) -> None:
    """Who it is, the urgent signs, the problem, the treatment, the course, the breath."""
    asked = {step.question.id for step in walked(name, 1).asked}

    assert asked >= set(TOP_HALF)


@pytest.mark.parametrize("depth", [1, 2])
@pytest.mark.parametrize("name", FIRST_VISITS)
def test_who_it_is_is_asked_early(name: str, depth: Depth) -> None:
    """Name, age, hand, from 15 minutes sex and work, and the illness come before the body."""
    asked = [step.question.id for step in walked(name, depth).asked]

    assert max(map(asked.index, EARLY[depth])) < asked.index("main_problem")


def test_who_has_weak_parts_on_both_sides_is_asked_which_is_worse() -> None:
    """Five minutes hold that question of the five, too."""
    asked = {step.question.id for step in walked("finger_drop", 1).asked}

    assert asked >= {"weak_places", "worse_side"}


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("name", SEVEN)
def test_page_1_answers_as_much_as_the_time_allows(
    name: str, depth: Depth, figures: Counter[str]
) -> None:
    """Of the fourteen questions seven in 5 minutes, twelve in 15, all with everything.

    One is answered if half of what is looked for stands on page 1; with everything, all of it.
    """
    yields = told_on_page_1(name, walked(name, depth))
    answered = sum(share >= ANSWERED[depth] for share in yields)
    figures[f"{name}, depth {depth}: answered of the 14 (at least {FOURTEEN_AT_LEAST[depth]})"] += (
        answered
    )

    assert answered >= FOURTEEN_AT_LEAST[depth]


def told_on_page_1(name: str, walk: Walk) -> list[float]:
    """For each of the fourteen, how much of what is looked for stands on page 1."""
    summary = summarize(shipped(), walk.visit, today=NOW.date())
    # So narrow that no heading stands beside the words, and between two of them.
    page = unspaced(render_text(summary, width=NARROW - 1, first_page=True)).casefold()
    written = (FOLDER / f"{name}.fourteen.yaml").read_text(encoding="utf-8")
    return [
        sum(unspaced(words).casefold() in page for words in one["found_by"]) / len(one["found_by"])
        for one in yaml.safe_load(written).values()
    ]


def test_nobody_is_asked_what_cannot_be() -> None:
    """No man is asked if he is pregnant; one side alone is not asked which is worse."""
    man = {step.question.id for step in walked("finger_drop", 3).asked}
    one_side = {step.question.id for step in walked("second_opinion", 3).asked}

    assert man.isdisjoint({"pregnant", "pregnant_since", "pregnant_changes", "estrogen"})
    assert "worse_side" not in one_side
