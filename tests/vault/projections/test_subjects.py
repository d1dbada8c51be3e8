"""Which streams make which part of the tables, and what happens to it on its own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.vault.scenario import NOW, Story, a_note, a_plan, an_action, an_agenda, an_item

from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.meetings import AgendaItemAdded, AgendaItemRemoved, ItemStarted
from panel_desk.domain.ids import ItemId
from panel_desk.vault.projections import replay
from panel_desk.vault.projections.subjects import Subject, SubjectKind, subject_of
from panel_desk.vault.queries import actions
from panel_desk.vault.queries.search import search


@pytest.mark.parametrize(
    ("stream", "subject"),
    [
        ("desk", Subject(SubjectKind.AGENCIES)),
        ("panel/SAFE", Subject(SubjectKind.AGENCIES)),
        ("person/p", Subject(SubjectKind.AGENCIES)),
        ("import/i", Subject(SubjectKind.LISTS)),
        ("child/c", Subject(SubjectKind.LISTS)),
        ("meeting/m", Subject(SubjectKind.MEETING, "m")),
        ("meeting/m/item/i", Subject(SubjectKind.MEETING, "m")),
        ("meeting/m/minutes", Subject(SubjectKind.MEETING, "m")),
        ("action/a", Subject(SubjectKind.ACTION, "a")),
    ],
)
def test_a_stream_belongs_to_one_subject(stream: str, subject: Subject) -> None:
    assert subject_of(stream) == subject


def test_a_stream_of_no_subject_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="weather"):
        subject_of("weather/today")


def test_undoing_in_one_meeting_leaves_another_whose_id_begins_alike(story: Story) -> None:
    for meeting_id, reference in (("m1", "SAFE-2026-10"), ("m10", "SAFE-2026-11")):
        story.tell_meeting(meeting_id, a_plan(meeting_id, reference), an_agenda(an_item(f"i-{meeting_id}")))
    story.undo(story.tell("meeting/m1/item/i-m1", a_note("i-m1")))
    assert story.db.conn.execute("SELECT count(*) FROM agenda_item").fetchone() == (2,)
    assert story.differences() == ()


def test_a_note_under_an_item_that_was_taken_back_is_in_no_table(story: Story) -> None:
    story.tell_meeting("m1", a_plan())
    added = story.tell_meeting("m1", AgendaItemAdded(item=an_item()))
    story.tell("meeting/m1/item/i1", a_note(text="harbour"))
    story.undo(added)
    assert story.db.conn.execute("SELECT count(*) FROM note").fetchone() == (0,)
    assert search(story.db, "harbour") == ()
    assert story.differences() == ()


def test_an_agenda_proposed_anew_keeps_what_was_said_under_the_items_that_stay(story: Story) -> None:
    story.tell_meeting("m1", a_plan(), an_agenda(an_item("i1"), an_item("i2")))
    story.tell_meeting("m1", a_note("i1", "harbour"), a_note("i2", "canal"))
    story.tell_meeting("m1", an_agenda(an_item("i3"), an_item("i2")))
    assert story.db.conn.execute("SELECT item_id FROM note").fetchall() == [("i2",)]
    assert (search(story.db, "harbour"), len(search(story.db, "canal"))) == ((), 1)
    assert story.db.conn.execute("SELECT count(*) FROM search").fetchone() == (2,)


def test_an_item_begun_twice_began_the_first_time_and_is_current_until_it_goes(story: Story) -> None:
    story.tell_meeting("m1", a_plan(), an_agenda(an_item("i1")))
    story.tell_meeting("m1", ItemStarted(item_id=ItemId("i1"), at=NOW))
    story.tell_meeting("m1", ItemStarted(item_id=ItemId("i1"), at=NOW + timedelta(minutes=9)))
    assert story.db.conn.execute("SELECT started_at FROM agenda_item").fetchone() == (NOW.isoformat(),)
    assert story.db.conn.execute("SELECT current_item FROM meeting").fetchone() == ("i1",)
    story.tell_meeting("m1", AgendaItemRemoved(item_id=ItemId("i1")))
    assert story.db.conn.execute("SELECT current_item FROM meeting").fetchone() == (None,)


def test_purged_text_is_gone_from_the_tables_once_they_are_told_anew(story: Story) -> None:
    story.tell_meeting("m1", a_plan(), an_agenda(an_item()))
    (noted,) = story.tell("meeting/m1/item/i1", a_note(text="harbour"))
    story.journal.purge([noted.event_id], now=NOW)
    with story.vault.write() as db:
        replay(db, [noted.stream])
    assert story.db.conn.execute("SELECT count(*) FROM note").fetchone() == (0,)
    assert search(story.db, "harbour") == ()
    assert story.differences() == ()


def test_an_action_taken_back_keeps_its_number(story: Story) -> None:
    story.tell("action/a1", an_action(1))
    story.undo(story.tell("action/a2", an_action(2)))
    assert [action.reference for action in actions.by_meeting(story.db, an_action(1).meeting_id)] == ["SAFE-2026-10/01"]
    assert actions.next_number(story.db, "SAFE-2026-10") == 3


def test_a_number_that_was_given_is_refused_for_another_action(story: Story) -> None:
    story.undo(story.tell("action/a1", an_action(1)))
    given = an_action(1)
    other = type(given)(**{f: getattr(given, f) for f in given.__struct_fields__} | {"action_id": "other"})
    with pytest.raises(DeskError):
        story.tell("action/other", other)
    assert actions.next_number(story.db, "SAFE-2026-10") == 2


def test_a_meeting_reference_is_given_once(story: Story) -> None:
    story.tell_meeting("m1", a_plan("m1"))
    with pytest.raises(DeskError):
        story.tell_meeting("m2", a_plan("m2"))
