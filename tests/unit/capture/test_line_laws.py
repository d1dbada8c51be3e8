"""Laws of the line: what is written reads the same, chips come from the deed alone, nothing typed breaks it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from tests.unit.capture.capture_builders import BEFORE
from tests.unit.capture.capture_strategies import contexts, deeds_in, pages, texts

from panel_desk.domain.capture.chips import chips_of
from panel_desk.domain.capture.commands import COMMANDS
from panel_desk.domain.capture.context import CaptureContext
from panel_desk.domain.capture.lines import line_of
from panel_desk.domain.capture.reading import read
from panel_desk.domain.capture.reading_values import ChipKind


@given(st.data(), contexts())
def test_a_deed_written_as_a_line_reads_as_that_deed(data: st.DataObject, at: CaptureContext) -> None:
    deed = data.draw(deeds_in(at))
    line = line_of(deed, at)
    reading = read(line, at)
    assert reading.deed == deed, (line, reading.missing)


@given(st.data(), contexts())
def test_chips_tell_the_deed_and_not_how_it_was_typed(data: st.DataObject, at: CaptureContext) -> None:
    deed = data.draw(deeds_in(at))
    reading = read(line_of(deed, at), at)
    assert reading.chips == chips_of(deed, at)
    assert reading.chips[0].kind is ChipKind.DEED
    assert all(chip.words and chip.kind is not ChipKind.MISSING for chip in reading.chips)


_LINES = st.one_of(
    st.text(max_size=60),
    pages,
    st.builds(
        "/{} {}".format,
        st.sampled_from([command.word for command in COMMANDS]),
        texts,
    ),
)


@given(_LINES, contexts(), st.integers(-5, 80))
@example("/a police: x by 12 dec 9999", BEFORE, 3)
@example("/a police: x by 999m", BEFORE, 3)
@example("/d \x00", BEFORE, 3)
@example("/\ud800", BEFORE, 1)
def test_whatever_is_typed_is_a_deed_or_says_in_a_sentence_what_is_missing(
    line: str, at: CaptureContext, cursor: int
) -> None:
    reading = read(line, at, cursor=cursor)
    if reading.deed is not None:
        assert not reading.missing
        assert reading.chips == chips_of(reading.deed, at)
        assert read(line_of(reading.deed, at), at).deed == reading.deed
    elif line.strip() and reading.missing:
        assert reading.missing.endswith((".", "?", "…", "!"))
    for offered in reading.completions:
        assert 0 <= offered.start <= offered.end <= len(line)
        assert offered.text
        assert offered.words


@given(contexts(), texts)
def test_a_line_is_read_the_same_with_or_without_a_cursor(at: CaptureContext, text: str) -> None:
    plain, offered = read(f"/a {text}", at), read(f"/a {text}", at, cursor=3)
    assert (plain.deed, plain.chips, plain.missing) == (offered.deed, offered.chips, offered.missing)
