from __future__ import annotations

import pytest

from mmn_check.output.pdf import Paper, usual_paper


@pytest.mark.parametrize(
    ("environment", "paper"),
    [
        ({"LANG": "en_US.UTF-8"}, "us-letter"),
        ({"LANG": "es_MX"}, "us-letter"),
        ({"LANG": "fr-CA"}, "us-letter"),
        ({"LANG": "fil_PH@euro"}, "us-letter"),
        ({"LANG": "de_DE.UTF-8"}, "a4"),
        ({"LANG": "C.UTF-8"}, "a4"),
        ({"LANG": "US"}, "a4"),
        ({}, "a4"),
        ({"LC_ALL": "", "LC_PAPER": "en_GB.UTF-8", "LANG": "en_US.UTF-8"}, "a4"),
        ({"LC_ALL": "en_US.UTF-8", "LC_PAPER": "en_GB.UTF-8"}, "us-letter"),
    ],
)
def test_the_usual_paper_is_that_of_the_territory(
    environment: dict[str, str], paper: Paper
) -> None:
    """What the locale says about paper wins over what it says in general."""
    assert usual_paper(environment) == paper
