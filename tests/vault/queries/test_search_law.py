"""A law over any notes, writings-over and undos: a word is found exactly where it stands in a text that counts."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.vault.scenario import NOW, Story, a_note, a_plan, an_agenda, an_item

from panel_desk.domain.events.items import NoteRecorded, NoteSection
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.vault.database import memory_vault
from panel_desk.vault.queries.search import search

WORDS = ("harbour", "canal", "Škoda", "žluť", "naïve", "x1y2", "O'Brien", "30–40", "АННА", "人物")
_texts = st.lists(st.sampled_from(WORDS), max_size=4).map(", ".join)
_notes = st.builds(
    NoteRecorded,
    meeting_id=st.just(MeetingId("m1")),
    item_id=st.sampled_from([ItemId("i1"), ItemId("i2"), ItemId("i3")]),
    section=st.sampled_from([NoteSection.DISCUSSION, NoteSection.VOICE]),
    text=_texts,
)


def standing(deeds: list[tuple[NoteRecorded, bool]]) -> dict[tuple[str, NoteSection], str]:
    """The texts that count, told without any table: the last of each part of an item that was not taken back."""
    return {(note.item_id, note.section): note.text for note, undone in deeds if not undone}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(deeds=st.lists(st.tuples(_notes, st.booleans()), max_size=12))
def test_a_word_is_found_exactly_where_it_counts(deeds: list[tuple[NoteRecorded, bool]]) -> None:
    with memory_vault(NOW) as vault:
        story = Story(vault)
        story.tell_meeting("m1", a_plan(), an_agenda(an_item("i1"), an_item("i2"), an_item("i3")))
        told = [(story.tell(f"meeting/m1/item/{note.item_id}", note), undone) for note, undone in deeds]
        for deed, undone in told:
            if undone:
                story.undo(deed)
        texts = standing(deeds)
        for word in WORDS:
            where = {item_id for (item_id, _), text in texts.items() if word in text.split(", ")}
            for typed in (word, word.upper(), word.lower()):
                assert {hit.id for hit in search(story.db, typed)} == where


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.characters(categories=("L", "N", "P", "S", "Z")), min_size=1, max_size=60))
def test_whatever_was_written_is_found_by_typing_it_again(text: str) -> None:
    with memory_vault(NOW) as vault:
        story = Story(vault)
        story.tell_meeting("m1", a_plan(), an_agenda(an_item()), a_note(text=f"harbour {text}"))
        assert [hit.id for hit in search(story.db, f"harbour {text}")] == ["i1"]
