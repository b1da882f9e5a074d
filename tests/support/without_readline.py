"""A plugin that keeps pytest from loading `readline`, which it does for the sake of Windows.

A fork of a process that has loaded it cannot become a program on a terminal: `readline` would
take the size and the kind of another one for its own.
"""

from __future__ import annotations

import sys
from typing import Any

_modules: dict[str, Any] = sys.modules
_modules.setdefault("readline", None)


def pytest_configure() -> None:
    """From here on whoever wants it may have it."""
    if _modules.get("readline", "") is None:
        del _modules["readline"]
