"""Whatever people type prints to the letter, wrapped, and is never taken for markup; what cannot print is told."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.builders import MADE_AT, a_decision, an_action, an_agenda, minutes_of, some_minutes
from tests.documents.reading import pages_of, raw_text_of, roles_of, text_of

from panel_desk.documents.agenda_pdf import render_agenda
from panel_desk.documents.minutes_pdf import render_minutes
from panel_desk.documents.rendered import MissingGlyph
from panel_desk.documents.tagging.typeface import BOX, prepare
from panel_desk.domain.minutes.minutes import ActionTable, AttendanceLine, AttendanceTable, Minutes, Text

MARKUP = [
    '<img src="/etc/hostname">',
    '<img src="/etc/hostname" width="99"/>',
    "<b>unclosed",
    "</para><para>",
    "AT&T; &amp; &#65; &nbsp;",
    "<para><font color=red>",
    "=HYPERLINK(1)",
    "%s {0} \\n $x$",
    "(un)bal(anced \\",
    "] BDC EMC",
]


def _everywhere(text: str) -> Minutes:
    """Minutes with this text in every kind of place."""
    person = AttendanceLine(name=text, agency_and_role=text, attendance=text)
    return minutes_of(
        Text(text=text, label=text),
        Text(text=text, label=text, muted=True),
        a_decision(verb=text, words=text, risk=text, held_by=text, review=text, dissent=(text,), standing=text),
        ActionTable(lines=(an_action(1, what=text, owner=text, status=text, reason=text, about=text),), carried=True),
        AttendanceTable(lines=(person,)),
        title=f"T {text}",
        council=text,
        handling=text,
        facts=((text, text),),
    )


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_prints_as_it_was_typed(markup: str) -> None:
    raw = raw_text_of(render_minutes(_everywhere(markup)))
    assert raw.count("".join(markup.split())) >= 10


def test_markup_embeds_no_picture() -> None:
    assert b"/Image" not in render_minutes(_everywhere(MARKUP[0])).pdf_bytes


@pytest.mark.parametrize(
    "names", ["Ŵyn Ŷsbyty Llŷr Môn", "Łukasz Zając Śródka źdźbło", "Nguyễn Thị Hường Đặng Ữ", "Παύλος Иван"]
)
def test_names_of_many_languages_print_whole(names: str) -> None:
    rendered = render_minutes(minutes_of(Text(text=names)))
    assert names in text_of(rendered)
    assert rendered.missing_glyphs == ()


def test_letters_typed_with_separate_accents_print_composed() -> None:
    rendered = render_minutes(minutes_of(Text(text=unicodedata.normalize("NFD", "Nguyễn Ŵyn"))))
    assert "Nguyễn Ŵyn" in text_of(rendered)


@pytest.mark.parametrize("character", ["😀", "ש", "ع", "中", "\ue000"])
def test_a_character_without_a_glyph_prints_as_a_box_and_its_item_is_named(character: str) -> None:
    rendered = render_minutes(minutes_of(Text(text=f"before {character} after")))
    assert f"before {BOX} after" in text_of(rendered)
    assert rendered.missing_glyphs == (MissingGlyph("item 7.1", character),)


def test_a_missing_character_is_told_once_for_each_place() -> None:
    minutes = some_minutes(council="😀😀", marking="OFFICIAL 😀")
    rendered = render_minutes(minutes)
    assert [found.item for found in rendered.missing_glyphs] == ["first page", "every page"]


def test_half_a_surrogate_pair_is_told_as_a_replacement_character() -> None:
    rendered = render_minutes(minutes_of(Text(text="a\ud83db")))
    assert rendered.missing_glyphs[0].code == "U+FFFD"


@pytest.mark.parametrize("invisible", ["\x00", "\x1b", "\x7f", "\u200b", "\u200f", "\u202e", "\ufeff", "\u00ad"])
def test_control_and_invisible_characters_go_without_a_trace(invisible: str) -> None:
    rendered = render_minutes(minutes_of(Text(text=f"be{invisible}fore")))
    assert "before" in text_of(rendered)
    assert rendered.missing_glyphs == ()


def test_a_text_of_a_hundred_thousand_characters_prints_to_its_last_word() -> None:
    rendered = render_minutes(minutes_of(Text(text="It is easier to go. " * 5000 + "Theend")))
    assert "Theend" in text_of(rendered)
    assert len(roles_of(rendered, "H3")) == 1


@pytest.mark.parametrize("carried", [False, True])
def test_a_word_longer_than_a_page_is_wide_is_broken_and_loses_nothing(*, carried: bool) -> None:
    word = "".join(chr(ord("a") + n % 26) for n in range(5000))
    rendered = render_minutes(minutes_of(ActionTable(lines=(an_action(what=word),), carried=carried), Text(text=word)))
    # Between two pages of a cell stand the page's own words.
    letters = raw_text_of(rendered)
    assert sum(len(page) for page in pages_of(rendered)) > 2 * len(word)
    assert word in letters or word[:60] in letters


def test_sixty_items_print_with_all_their_headings() -> None:
    base = some_minutes()
    sections = tuple(s for _ in range(12) for s in base.sections if s.number == 7)
    headings = roles_of(render_minutes(some_minutes(sections=sections)), "H3")
    assert len(headings) == 60


_TEXT = st.text(alphabet=st.characters(codec=None), max_size=60) | st.text(
    alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x24F), max_size=200
)


@settings(max_examples=60, deadline=None)
@given(text=_TEXT)
def test_any_text_prints_in_every_place_and_can_be_found(text: str) -> None:
    rendered = render_minutes(_everywhere(text))
    found = set(unicodedata.normalize("NFKC", raw_text_of(rendered)))
    expected = set(unicodedata.normalize("NFKC", "".join(prepare(text).text.split())))
    assert {c for c in expected if not c.isspace() and not unicodedata.combining(c)} <= found
    assert b"\x00" not in "".join(found).encode()


@settings(max_examples=25, deadline=None)
@given(text=_TEXT)
def test_any_text_prints_on_an_agenda(text: str) -> None:
    agenda = an_agenda(place=text, chair=text, confidentiality=text, safeguarding_note=text, invited=((text, text),))
    assert render_agenda(agenda, made_at=MADE_AT).pages >= 1


@given(text=st.text(alphabet=st.characters(codec=None), max_size=80))
def test_preparing_prepared_text_changes_nothing(text: str) -> None:
    ready = prepare(text).text
    assert prepare(ready) == (ready, ())
