"""The tables that were kept are those that the journal makes, whatever was taken back."""

from __future__ import annotations

from typing import get_args

from tests.vault.scenario import Story, a_note, a_plan, a_profile, an_action, an_agenda, an_item

from panel_desk.domain.events import DeedUndone, Event, MeetingEvent
from panel_desk.vault.driver import Database
from panel_desk.vault.projections import REVISION, project
from panel_desk.vault.rebuild import projected_tables, rebuild

Rows = dict[str, list[tuple[object, ...]]]


def everything(db: Database) -> Rows:
    """Every projected table, and the index as a list of words and places."""
    rows: Rows = {}
    for table in projected_tables(db.conn):
        rows[table] = sorted(db.conn.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr)
    db.conn.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search, instance)")
    rows["search"] = sorted(db.conn.execute("SELECT term, doc, col, offset FROM words").fetchall())
    db.conn.execute("DROP TABLE temp.words")
    return rows


def test_the_long_story_tells_every_kind_of_event(told: Story) -> None:
    kinds = {type(line.event) for line in told.journal.since(0)}
    assert kinds == {*get_args(Event), *get_args(MeetingEvent)}
    assert DeedUndone in kinds


def test_every_table_holds_something_after_the_long_story(told: Story) -> None:
    empty = [table for table, rows in everything(told.db).items() if not rows]
    assert empty == []


def test_the_long_story_leaves_the_tables_that_its_journal_makes(told: Story) -> None:
    assert told.differences() == ()


def test_a_rebuild_in_place_changes_nothing_not_even_the_index(told: Story) -> None:
    before = everything(told.db)
    rebuild(told.vault, told.journal, project, revision=REVISION)
    assert everything(told.db) == before


def test_a_deed_done_and_undone_leaves_the_tables_as_if_it_had_never_been(told: Story) -> None:
    before = everything(told.db)
    told.undo(told.tell("meeting/m1/item/i1", a_note(text="Something else entirely.")))
    after = everything(told.db)
    assert {table for table in after if after[table] != before[table]} == {"undo", "undone"}


def test_an_undo_that_is_undone_brings_the_deed_back(told: Story) -> None:
    deed = told.tell("meeting/m1/item/i1", a_note(text="Something else entirely."))
    before = everything(told.db)
    told.undo(told.undo(deed))
    after = everything(told.db)
    assert {table for table in after if after[table] != before[table]} == {"undo", "undone"}
    assert told.differences() == ()


def test_a_deed_over_two_subjects_is_taken_back_from_both(story: Story) -> None:
    story.tell_meeting("m1", a_plan())
    story.tell_meeting("m1", an_agenda(an_item()))
    note = story.tell("meeting/m1/item/i1", a_note())
    action = story.tell("action/a1", an_action())
    story.undo(note, action)
    rows = everything(story.db)
    assert (rows["note"], rows["action"]) == ([], [])
    assert story.differences() == ()


def test_events_after_an_undo_are_told_upon_what_it_left(story: Story) -> None:
    story.undo(story.add_list(a_profile(worker="R. Castellan")))
    story.add_list(a_profile("104299"))
    assert [row[0] for row in story.db.conn.execute("SELECT local_id FROM child")] == ["104299"]
    assert story.differences() == ()
