"""Which paper a person's printer is likely to hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Paper = Literal["a4", "us-letter"]

_LETTER = {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}
"""The territories that the Unicode locale data give as using Letter."""


def usual_paper(environment: Mapping[str, str]) -> Paper:
    """The paper of the territory in the locale ("en_US.UTF-8"), A4 where there is none."""
    settings = (environment.get(name) for name in ("LC_ALL", "LC_PAPER", "LANG"))
    locale = next((setting for setting in settings if setting), "")
    _, _, territory = locale.split(".")[0].split("@")[0].replace("-", "_").partition("_")
    return "us-letter" if territory.upper() in _LETTER else "a4"
