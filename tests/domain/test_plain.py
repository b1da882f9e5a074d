from __future__ import annotations

import json

from hypothesis import given, settings

from mmn_check.domain.plain import to_plain
from mmn_check.domain.plain_reader import from_plain
from mmn_check.domain.visit import Visit
from tests.domain.every_kind import GARDEN, STARTED, walks


@given(walks())
@settings(max_examples=60, deadline=None)
def test_any_visit_comes_back_as_it_was(visit: Visit) -> None:
    """Whatever was answered, changed and closed, plain data brings every answer back."""
    data = json.loads(json.dumps(to_plain(GARDEN, visit)))

    found = from_plain(GARDEN, data, started=STARTED)

    assert found.complaints == []
    assert found.answers == visit.answers
    assert found.misfits == {}
