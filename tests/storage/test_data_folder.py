from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mmn_check.storage.safe_files import NoDataFolderError, data_folder


def test_the_folder_of_choice_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """XDG_DATA_HOME says where data belongs, even where nothing is yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    assert data_folder() == tmp_path / "data" / "mmn-check"


@pytest.mark.parametrize("chosen", ["", "relative/data", "."])
def test_a_relative_choice_does_not_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, chosen: str
) -> None:
    """The standard wants absolute paths; anything else is passed over."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", chosen)

    assert data_folder().is_relative_to(tmp_path)
    assert data_folder().name == "mmn-check"


@pytest.mark.parametrize("system", ["linux", "freebsd13"])
def test_the_usual_place_is_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str
) -> None:
    """On Linux it is known without asking the library, which says the same for its kin."""
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", system)

    assert data_folder() == tmp_path / ".local" / "share" / "mmn-check"


@pytest.mark.parametrize("home", ["", "relative", "/nowhere/at/all"])
def test_without_a_home_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    """No folder is made up where there is no home; the person learns what to set."""
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", home)

    with pytest.raises(NoDataFolderError, match="Set HOME"):
        data_folder()
