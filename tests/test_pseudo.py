"""The made-up language that shows what is not looked up."""

from __future__ import annotations

from mmn_check.i18n import tr
from tests.support.pseudo import Struck, in_english
from tests.support.tongue import speaking


def test_what_was_looked_up_has_no_letter_left_and_what_is_filled_in_has_all() -> None:
    """Only then can a sentence that was forgotten be seen."""
    with speaking("struck", Struck()):
        said = tr("Saved as {path}.", path="page.pdf")
    assert said.endswith(" page.pdf.")
    assert in_english(said) == "Saved as page.pdf."
    assert said.startswith("Śáṽéď ")
