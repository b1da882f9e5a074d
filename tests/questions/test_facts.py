"""What the articles say can be followed into the questions, and back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from mmn_check.bank.model import Bank, Term
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.bank_check.checked_bank import read_glossary
from tests.support.kept import shipped

FACTS: Mapping[str, Mapping[str, list[str]]] = yaml.load(
    (Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader
)
LOCAL = ("seeds/", "questions/")
"""Where a source may stand that is no page of the web."""


@pytest.fixture(scope="module")
def bank() -> Bank:
    return shipped()


@pytest.fixture(scope="module")
def glossary() -> Mapping[str, Term]:
    return {term.word: term for term in read_glossary(shipped_bank())}


def of_fact(kind: str) -> list[str]:
    return [name for name, fact in FACTS.items() if kind in fact]


@pytest.mark.parametrize("name", of_fact("refs"))
def test_a_fact_is_asked_about_and_named_as_a_source(name: str, bank: Bank) -> None:
    """Each row that a fact led to is asked, and an article that says it is named there."""
    fact = FACTS[name]
    asked = [one for one in bank.questions() if set(one.refs) & set(fact["refs"])]

    assert set(fact["refs"]) <= {row for question in asked for row in question.refs}
    assert set(fact["seeds"]) & {source for question in asked for source in question.sources}


@pytest.mark.parametrize("name", of_fact("terms"))
def test_a_fact_about_a_word_is_in_the_glossary(name: str, glossary: Mapping[str, Term]) -> None:
    """Each word that a fact needs is explained, and an article that uses it is named there."""
    fact = FACTS[name]
    explained = [glossary[word] for word in fact["terms"]]

    assert set(fact["seeds"]) & {source for term in explained for source in term.sources}


def test_every_source_can_be_looked_up(bank: Bank) -> None:
    """A source has a title, and a page of the web or a file of the project."""
    for source in bank.sources.values():
        pages = [urlsplit(word) for word in source.address.split() if word.startswith("http")]
        assert source.title
        assert all("." in page.netloc for page in pages)
        assert pages or source.address.startswith(LOCAL)
