"""The numbers in Spanish words, with the English ones."""

from __future__ import annotations

from collections.abc import Iterator

_SMALL = (
    *("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
    *("diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete"),
    *("dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés"),
    *("veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"),
)
_TENS = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_HUNDREDS = (
    *("ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos"),
    *("seiscientos", "setecientos", "ochocientos", "novecientos"),
)
_ENGLISH = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

ENGLISH_WORDS = (*_ENGLISH, *_ENGLISH_TENS, "hundred")


def below_hundred() -> dict[str, str]:
    """The numbers from 0 to 99 as they are said in Spanish, with their English."""
    return {said: _in_english(number) for number in range(100) for said in _ways(number)}


def hundreds() -> dict[str, str]:
    """The hundreds; what is said after them is a number of its own, as in English."""
    english = dict(zip(_HUNDREDS, (f"{one} hundred" for one in _ENGLISH[1:]), strict=False))
    feminine = {f"{said[:-2]}as": one for said, one in english.items() if said.endswith("os")}
    return english | feminine | {"cien": "one hundred"}


def _ways(number: int) -> Iterator[str]:
    """The ways to say it; "un" and "una" alone are articles as well, and not among them."""
    said = _in_spanish(number)
    yield said
    if number > 1 and said.endswith("uno"):
        yield from (f"{said[:-1]}a", said[:-1])


def _in_spanish(number: int) -> str:
    if number < len(_SMALL):
        return _SMALL[number]
    tens, unit = divmod(number, 10)
    return _TENS[tens - 3] + (f" y {_SMALL[unit]}" if unit else "")


def _in_english(number: int) -> str:
    if number < len(_ENGLISH):
        return _ENGLISH[number]
    tens, unit = divmod(number, 10)
    return _ENGLISH_TENS[tens - 2] + (f" {_ENGLISH[unit]}" if unit else "")
