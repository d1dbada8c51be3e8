"""The shipped family covers the names of England's children, and text reaches the page through one door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics

from panel_desk import documents
from panel_desk.documents.tagging.typeface import ITALIC, REGULAR, SEMIBOLD, fit, prepare, register, width
from panel_desk.shipped import shipped

WELSH = "ÂâÊêÎîÔôÛûŴŵŶŷÁáÉéÍíÓóÚúẂẃÝýÀàÈèÌìÒòÙùẀẁỲỳÄäËëÏïÖöÜüẄẅŸÿ"
POLISH = "ĄąĆćĘęŁłŃńÓóŚśŹźŻż"
VIETNAMESE = "ĂăÂâĐđÊêÔôƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ"
PRINT = "“”‘’–—…·•×÷½¼¾£€§°%‰→≥≤□✓"


@pytest.mark.parametrize("letters", [WELSH, POLISH, VIETNAMESE, PRINT])
@pytest.mark.parametrize("font", [REGULAR, SEMIBOLD, ITALIC])
def test_every_font_has_the_letters_of_the_names_it_prints(letters: str, font: str) -> None:
    register()
    glyphs = pdfmetrics.getFont(font).face.charToGlyph
    assert not [letter for letter in letters if ord(letter) not in glyphs]
    assert prepare(letters).missing == ()


@pytest.mark.parametrize("font", [REGULAR, SEMIBOLD, ITALIC])
def test_every_font_has_a_thousand_units_to_the_em(font: str) -> None:
    register()
    assert pdfmetrics.getFont(font).face.unitsPerEm == 1000


def test_fonts_and_colours_travel_with_their_licence() -> None:
    assert "SIL Open Font License" in shipped("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert "use freely" in shipped("colour", "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a\tb", "a b"),
        ("a\r\nb", "a\nb"),
        ("a\rb\x0bc\u2028d", "a\nb\nc\nd"),
        ("41\u202f%", "41\u00a0%"),
        ("a\u2003b", "a b"),
        ("e\u0301", "é"),
        ("😀\ufe0f", "□"),
    ],
)
def test_spaces_line_ends_and_accents_are_made_printable(typed: str, printed: str) -> None:
    assert prepare(typed).text == printed


def test_the_fast_measure_is_reportlabs_measure() -> None:
    register()
    for text in ("Nguyễn Łódź", "x" * 300, "", "□ \u00a0", "😀"):
        assert width(text, REGULAR, 9.8) == pytest.approx(_slow_width(text, REGULAR, 9.8))


def _slow_width(text: str, font: str, size: float) -> float:
    face = pdfmetrics.getFont(font).face
    return float(sum(face.charWidths.get(ord(letter), face.defaultWidth) for letter in text) * size / 1000)


def test_a_line_too_long_for_its_place_is_cut_with_dots() -> None:
    register()
    cut = fit("Named recipients only. " * 20, REGULAR, 8, 120)
    assert cut.endswith("…")
    assert width(cut, REGULAR, 8) <= 120
    assert fit("short", REGULAR, 8, 120) == "short"


def test_only_para_makes_a_paragraph() -> None:
    makers = [
        (path.name, node.lineno)
        for path in Path(documents.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"Paragraph", "TaggedParagraph", "Preformatted", "XPreformatted"}
    ]
    assert [name for name, _ in makers] == ["flowables.py"]
