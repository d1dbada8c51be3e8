"""Signature fields lie where their boxes were drawn, are read aloud, and the last one locks the file."""

from __future__ import annotations

import io

import pikepdf
import pytest
from tests.documents.builders import CHAIR_AND_POLICE, MADE_AT, minutes_of, some_minutes
from tests.documents.reading import instructions, opened, pages_of, structure_of

from panel_desk.documents.minutes_pdf import render_minutes
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.signature_stamp import stamp_pdf
from panel_desk.domain.minutes.minutes import SignatureBlock, Text

A_LINE = Text(text="A line that only takes room on the page.")


def _blocks(count: int) -> tuple[SignatureBlock, ...]:
    return tuple(
        SignatureBlock(field=f"Approval-{n}", role=f"approver:{n}", label=f"Approved for agency {n}")
        for n in range(count)
    )


def _widgets(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [a for page in pdf.pages for a in page.obj.get("/Annots", []) if a.get("/Subtype") == "/Widget"]


def test_every_expected_signature_has_an_empty_field_of_its_name() -> None:
    with opened(render_minutes(some_minutes())) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        assert [str(f.T) for f in fields] == ["Chair", "Approval-police"]
        assert all(f.FT == "/Sig" and "/V" not in f for f in fields)


def test_a_draft_has_no_field() -> None:
    with opened(render_minutes(some_minutes(signatures=()))) as pdf:
        assert "/AcroForm" not in pdf.Root


@pytest.mark.parametrize("count", [1, 2, 3])
def test_only_the_last_of_several_fields_locks_the_file(count: int) -> None:
    with opened(render_minutes(some_minutes(signatures=_blocks(count)))) as pdf:
        locks = [field.get("/Lock") for field in pdf.Root.AcroForm.Fields]
    assert [lock is not None for lock in locks] == [False] * (count - 1) + [count > 1]


def test_the_lock_forbids_every_change() -> None:
    with opened(render_minutes(some_minutes())) as pdf:
        lock = pdf.Root.AcroForm.Fields[-1].Lock
        assert (str(lock.Action), int(lock.P)) == ("/All", 1)


@pytest.mark.parametrize("lines", range(10, 32))
def test_boxes_and_their_heading_stay_together_wherever_the_text_ends(lines: int) -> None:
    rendered = render_minutes(minutes_of(*[A_LINE] * lines))
    (page,) = {field.page for field in rendered.fields}
    words = pages_of(rendered)[page]
    assert "Signatures" in words
    assert all(block.label in words for block in CHAIR_AND_POLICE)


def test_fields_lie_inside_the_frames_that_were_drawn_and_not_on_each_other() -> None:
    rendered = render_minutes(some_minutes(signatures=_blocks(5)))
    frames = [_frames(rendered, page) for page in range(rendered.pages)]
    for field in rendered.fields:
        left, bottom, right, top = field.rect
        inside = [f for f in frames[field.page] if f[0] <= left and f[1] <= bottom and f[2] >= right and f[3] >= top]
        assert len(inside) == 1
    assert len({field.size for field in rendered.fields}) == 1


def _frames(rendered: Rendered, page: int) -> list[tuple[float, float, float, float]]:
    """The stroked rectangles of a page, in page coordinates."""
    found: list[tuple[float, float, float, float]] = []
    offsets: list[tuple[float, float]] = [(0, 0)]
    with opened(rendered) as pdf:
        for operands, operator in instructions(pdf.pages[page]):
            numbers = [float(o) for o in operands] if operator in {"cm", "re"} else []
            match operator:
                case "q":
                    offsets.append(offsets[-1])
                case "Q":
                    offsets.pop()
                case "cm":
                    offsets[-1] = (offsets[-1][0] + numbers[4], offsets[-1][1] + numbers[5])
                case "re":
                    x, y = offsets[-1][0] + numbers[0], offsets[-1][1] + numbers[1]
                    found.append((x, y, x + numbers[2], y + numbers[3]))
    return found


def test_the_rectangles_told_are_those_in_the_file() -> None:
    rendered = render_minutes(some_minutes())
    with opened(rendered) as pdf:
        rects = [[float(edge) for edge in widget.Rect] for widget in _widgets(pdf)]
    assert rects == [pytest.approx(field.rect, abs=0.001) for field in rendered.fields]


def test_a_field_is_read_aloud_after_its_label() -> None:
    said = structure_of(render_minutes(some_minutes()))
    labels = [place for place, (_, text) in enumerate(said) if text in {"Chair", "Approved for Police"}]
    assert [said[place + 1][0] for place in labels[-2:]] == ["Form", "Form"]
    with opened(render_minutes(some_minutes())) as pdf:
        assert [str(w.TU) for w in _widgets(pdf)] == ["Signature: Chair", "Signature: Approved for Police"]
        assert all(page.obj.Tabs == "/S" for page in pdf.pages if "/Annots" in page.obj)


def test_an_empty_field_says_that_it_is_to_be_signed() -> None:
    last = pages_of(render_minutes(some_minutes()))[-1]
    assert last.count("to be signed") == 2


def test_a_stamp_fits_its_field_embeds_its_fonts_and_tells_englands_time() -> None:
    size = render_minutes(some_minutes()).fields[0].size
    summer = MADE_AT.replace(month=7)
    stamp = stamp_pdf(
        name="Łucja Ŵyn " * 20, role="Head of Service", signed_at=summer, certificate_ending="4F:2A:91", size=size
    )
    rendered = Rendered(pdf_bytes=stamp, pages=1, missing_glyphs=())
    (words,) = pages_of(rendered)
    assert "Łucja Ŵyn" in words
    assert "…" in words
    assert "10 July 2026, 11:06" in words
    assert "Certificate ending 4F:2A:91" in words
    with pikepdf.open(io.BytesIO(stamp)) as pdf:
        assert [float(edge) for edge in pdf.pages[0].mediabox][2:] == pytest.approx(list(size), abs=0.01)
        fonts = pdf.pages[0].Resources.Font
        assert all("/FontFile2" in font.FontDescriptor for font in fonts.values())
