"""Reads PDFs back with poppler, as a search engine and a screen reader would."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from panel_desk.documents.rendered import Rendered


def _poppler(pdf_bytes: bytes, *command: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document.pdf")
        path.write_bytes(pdf_bytes)
        told = subprocess.run([word.replace("FILE", str(path)) for word in command], capture_output=True, check=True)
        return told.stdout.decode()


def text_of(rendered: Rendered) -> str:
    """All text on one line, page furniture included."""
    return text_of_bytes(rendered.pdf_bytes)


def text_of_bytes(pdf_bytes: bytes) -> str:
    """The same of a file that has left the desk."""
    return " ".join(_poppler(pdf_bytes, "pdftotext", "-layout", "FILE", "-").split())


def raw_text_of(rendered: Rendered) -> str:
    """All characters without white space, in the order of the content."""
    return "".join(_poppler(rendered.pdf_bytes, "pdftotext", "-raw", "FILE", "-").split())


def pages_of(rendered: Rendered) -> list[str]:
    """The text of each page."""
    return _poppler(rendered.pdf_bytes, "pdftotext", "-layout", "FILE", "-").split("\f")[:-1]


def structure_of(rendered: Rendered) -> list[tuple[str, str]]:
    """Every tagged element in reading order with its own text; artifacts are not in it.

    Poppler's ``pdfinfo -struct-text`` says the same (a test compares them), but takes minutes over long files.
    """
    with opened(rendered) as pdf:
        pieces = {page.obj.objgen: _pieces(page) for page in pdf.pages}
        return list(_elements(pdf.Root.StructTreeRoot.K[0], pieces))


def poppler_structure_of(rendered: Rendered) -> list[str]:
    """The roles of all elements in reading order, as poppler tells them."""
    told = _poppler(rendered.pdf_bytes, "pdfinfo", "-struct", "FILE")
    return [found[1] for line in told.splitlines() if (found := re.match(r"\s*([A-Z]\w*)(?: \(\w+\))?:?$", line))]


def _elements(node: pikepdf.Object, pieces: dict[tuple[int, int], dict[int, str]]) -> Iterator[tuple[str, str]]:
    kids: Any = node.get("/K", [])
    own: list[str] = []
    below: list[tuple[str, str]] = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            own.append(pieces[node.Pg.objgen][kid])
        elif kid.get("/Type") == "/MCR":
            own.append(pieces[kid.Pg.objgen][int(kid.MCID)])
        elif kid.get("/Type") == "/StructElem":
            below += _elements(kid, pieces)
    yield str(node.S).removeprefix("/"), " ".join(" ".join(own).split())
    yield from below


def _pieces(page: pikepdf.Page) -> dict[int, str]:
    """The text of each marked content of a page."""
    letters = {name: _letters(font) for name, font in page.Resources.Font.items()}
    found: dict[int, str] = {}
    inside: list[int] = []
    font: dict[int, str] = {}
    for operands, operator in instructions(page):
        match operator:
            case "BDC":
                inside.append(int(operands[1].get("/MCID", -1)))
            case "EMC":
                found.setdefault(inside.pop(), "")
            case "Tf":
                font = letters[str(operands[0])]
            case "Tj" if inside:
                said = "".join(font[byte] for byte in bytes(operands[0]))
                found[inside[-1]] = found.get(inside[-1], "") + said
            case "T*" if inside:
                found[inside[-1]] = found.get(inside[-1], "") + " "
    return found


def instructions(page: pikepdf.Page) -> Iterator[tuple[list[Any], str]]:
    """The operators of a page with what they operate on."""
    for instruction in pikepdf.parse_content_stream(page):
        yield list(instruction.operands), str(instruction.operator)


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """What each byte of a font's strings means, from its ToUnicode map."""
    pairs = re.findall(rb"<(\w{2})> <(\w{4})>", font.ToUnicode.read_bytes())
    return {int(code, 16): chr(int(letter, 16)) for code, letter in pairs}


def roles_of(rendered: Rendered, *roles: str) -> list[tuple[str, str]]:
    """The elements of these roles, in reading order."""
    return [element for element in structure_of(rendered) if element[0] in roles]


def fonts_of(rendered: Rendered) -> list[tuple[str, bool]]:
    """Every font of the file with whether it is embedded."""
    lines = _poppler(rendered.pdf_bytes, "pdffonts", "FILE").splitlines()[2:]
    return [(line.split()[0], line.split()[-5] == "yes") for line in lines]


def opened(rendered: Rendered) -> pikepdf.Pdf:
    """The file, to look at its objects."""
    return pikepdf.open(io.BytesIO(rendered.pdf_bytes))


def artifacts_of(rendered: Rendered, page: int) -> int:
    """How many pieces of a page stand outside the structure tree as pagination."""
    with opened(rendered) as pdf:
        return pdf.pages[page].Contents.read_bytes().count(b"/Artifact <</Type /Pagination>> BDC")
