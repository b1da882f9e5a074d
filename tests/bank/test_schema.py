from __future__ import annotations

from dataclasses import replace

from mmn_check.bank.schema import texts_of
from tests.support.scripted import headache


def test_what_a_group_is_called_is_a_text_and_its_id_is_not() -> None:
    """Nobody reads the id by which conditions know a group."""
    bank = replace(headache(), groups={"front": "Front of the head"})

    said = {one.text: one.keys for one in texts_of(bank)}
    of_choices = {one.text for section in bank.sections for one in texts_of(section)}

    assert said["Front of the head"] == ("groups", "front")
    assert "Behind the eye" in of_choices
    assert "front" not in of_choices
