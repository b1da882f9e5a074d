"""What a reader finds in a PDF."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

_AS_TYPED = str.maketrans("\u2019\u201c\u201d\u2013", '\'""-')
_AT_LINE_ENDS = str.maketrans({"\x02": "-", "\ufffe": "-"})
"""What the reader makes of a hyphen with which a line ends."""


def texts(pdf: bytes, *, most: int | None = None) -> list[str]:
    """The text of each page, or of so many."""
    return [_text(page.get_textpage()) for page in [*pypdfium2.PdfDocument(pdf)][:most]]


def _text(page: pypdfium2.PdfTextPage) -> str:
    room = page.count_chars() + 1
    found = (ctypes.c_ushort * room)()
    pdfium.FPDFText_GetText(page, 0, room, found)
    text = bytes(found).decode("utf-16-le").partition("\0")[0]
    return text.replace("\r\n", "\n").translate(_AT_LINE_ENDS)


def as_typed(text: str) -> str:
    """The text with the marks of a keyboard in place of a printer's."""
    return text.translate(_AS_TYPED)


def sizes(pdf: bytes) -> set[float]:
    """Every size that anything is set in, in points."""
    found: set[float] = set()
    for page in pypdfium2.PdfDocument(pdf):
        for piece in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=15):
            size = ctypes.c_float()
            pdfium.FPDFTextObj_GetFontSize(piece.raw, ctypes.byref(size))
            found.add(round(size.value * abs(piece.get_matrix().d), 2))
    return found


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def unspaced(text: str) -> str:
    """The text without its spaces, which a reader of PDF puts where lines end."""
    return "".join(text.split())


def catalog(pdf: bytes) -> DictionaryObject:
    root = PdfReader(BytesIO(pdf)).trailer["/Root"].get_object()
    assert isinstance(root, DictionaryObject)
    return root


def describes_itself(pdf: bytes) -> bytes:
    """The metadata, which holds the claim to PDF/UA."""
    stream = catalog(pdf)["/Metadata"].get_object()
    assert isinstance(stream, StreamObject)
    return stream.get_data()


def elements(pdf: bytes) -> list[DictionaryObject]:
    """The elements of the structure, in reading order."""
    return list(_below(catalog(pdf)["/StructTreeRoot"]))


def alternatives(pdf: bytes) -> list[str]:
    """What is read aloud in place of drawings."""
    return [str(element["/Alt"]) for element in elements(pdf) if "/Alt" in element]


def _below(node: object) -> Iterator[DictionaryObject]:
    found = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(found, ArrayObject):
        for kid in found:
            yield from _below(kid)
    elif isinstance(found, DictionaryObject):
        if "/S" in found:
            yield found
        yield from _below(found.get("/K"))
