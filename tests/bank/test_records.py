from __future__ import annotations

from dataclasses import FrozenInstanceError, field, replace

import pytest

from mmn_check.bank.records import Record


class Plant(Record):
    """A thing that grows."""

    name: str
    beds: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)


class Tree(Plant):
    """A plant of some height."""

    height: int = 2


def test_a_record_holds_what_it_is_given_and_the_defaults_of_its_class() -> None:
    """Fields of the class above count; a new mapping is made for each record."""
    oak, elm = Tree(name="oak", height=9), Tree(name="elm", beds=("north",))

    assert (oak.name, oak.beds, oak.height) == ("oak", (), 9)
    assert (elm.name, elm.beds, elm.height) == ("elm", ("north",), 2)
    assert oak.notes == {}
    assert oak.notes is not elm.notes


def test_records_are_equal_if_class_and_fields_are() -> None:
    """A replaced copy is equal again once the field is as it was."""
    oak = Tree(name="oak", height=9)

    assert replace(oak, height=3) != oak
    assert replace(replace(oak, height=3), height=9) == oak
    assert Tree(name="oak") != Plant(name="oak")
    assert repr(Plant(name="oak")) == "Plant(name='oak', beds=(), notes={})"


def test_equal_records_are_one_in_a_set() -> None:
    """What can be hashed is hashed by its fields."""

    class Seed(Record):
        """What a plant grows from."""

        name: str

    assert len({Seed(name="oak"), Seed(name="oak"), Seed(name="elm")}) == 2


@pytest.mark.parametrize(
    ("values", "named"), [({}, "name"), ({"name": "oak", "hight": 9}, "hight")]
)
def test_a_record_takes_its_fields_and_no_others(values: dict[str, object], named: str) -> None:
    """A missing or a misspelt field is named."""
    with pytest.raises(TypeError, match=named):
        Tree(**values)  # type: ignore[arg-type]


def test_a_record_stays_as_it_is() -> None:
    """Nothing can be assigned or deleted."""
    oak = Tree(name="oak")

    with pytest.raises(FrozenInstanceError):
        oak.name = "elm"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del oak.name
