"""What is due, what holds it back, and what a purge leaves: a record that is whole and says what went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from tests.services.desk_builders import (
    ASHA,
    MACE,
    OCTOBER,
    POLICE,
    SAFE,
    TestDesk,
    a_desk,
    a_profile,
    child,
)
from tests.services.retention_builders import closing_of_actions, closing_of_places, newer_lists, stay_of
from tests.services.subject_builders import plant

from panel_desk.domain.children.cases import ChildFacts
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import MeetingId, PersonId
from panel_desk.domain.keeping.retained import RecordClass
from panel_desk.domain.keeping.retention import DueForReview, PurgeDone, due_on
from panel_desk.domain.people import Role
from panel_desk.services.keeping.retention import Tell, told_nobody
from panel_desk.vault import archive
from panel_desk.vault.drafts import Drafts
from panel_desk.vault.queries.search import search

LATER = date(2034, 1, 10)


def due(at: TestDesk, record_class: RecordClass | None = None, today: date = LATER) -> list[DueForReview]:
    lines = at.desk.retention.review(today)
    return [line for line in lines if record_class in {None, line.record_class}]


def purge(at: TestDesk, lines: list[DueForReview], tell: Tell = told_nobody, backups: Path | None = None) -> PurgeDone:
    by, why = at.person("Dana Prior").id, "The period is over"
    return at.desk.retention.purge(
        ASHA, lines, reason=why, approved_by=by, tell=tell, backups=backups, day_confirmed=True
    )


def meeting_over(at: TestDesk, held_on: date = OCTOBER) -> MeetingId:
    """A meeting that closed every case."""
    meeting_id = at.opened(SAFE, held_on)
    for item in at.cases(meeting_id):
        at.decide(meeting_id, item, outcome="close", held_by="School", reason="the plan worked", review_on=None)
    at.close(meeting_id)
    return meeting_id


def assert_whole(at: TestDesk) -> tuple[str, ...]:
    audit = at.desk.auditing.audit()
    assert audit.is_whole, audit.sentences
    return audit.sentences


@pytest.fixture
def at() -> Iterator[TestDesk]:
    with a_desk() as desk:
        desk.desk.retention.set_periods(ASHA, dict.fromkeys(RecordClass, 6))
        yield desk


@pytest.fixture
def old(at: TestDesk) -> TestDesk:
    """A list and a meeting of 2026, looked at in 2034."""
    at.bring(a_profile())
    meeting_over(at)
    at.bring(a_profile(child("103")), "newer.csv")
    at.clock.set(LATER, time(10))
    return at


def test_a_purge_leaves_a_whole_record_that_says_what_went(old: TestDesk) -> None:
    lines = due(old)
    assert {(line.record_class, line.may_go) for line in lines} == {
        (RecordClass.MEETING, True),
        (RecordClass.CASE_LIST, True),
    }
    done = purge(old, lines)
    assert done.events == sum(line.events for line in lines)
    sentences = assert_whole(old)
    assert any("SAFE-2026-10" in sentence and "Dana Prior" in sentence for sentence in sentences)
    assert due(old) == []


def test_the_audit_tells_in_one_sentence_what_went_on_one_day(at: TestDesk) -> None:
    for number in range(4):
        at.bring(a_profile(child(f"10{number}")), f"{number}.csv")
    at.clock.set(LATER)
    purge(at, due(at))
    told = [sentence for sentence in assert_whole(at) if sentence.startswith("Purged")]
    assert told == ["Purged on 10 January 2034, approved by Dana Prior: case lists (3), 3 entries."]


def test_what_was_purged_is_found_nowhere_any_more(old: TestDesk) -> None:
    meeting_id = old.desk.meetings.by_reference("SAFE-2026-10").id
    purge(old, due(old))
    assert old.desk.children.id_of("101") is None
    assert search(old.desk.book.db, "Young") == ()
    with pytest.raises(DeskError, match="no such meeting"):
        old.desk.meetings.meeting(meeting_id)
    conn = old.desk.book.db.conn
    index = b"".join(row[0] for row in conn.execute("SELECT block FROM search_data"))
    # Words in the index begin where they differ from the word before.
    assert [word for word in (b"oung", b"orked") if word in index] == []


def test_a_list_keeps_the_identity_of_whom_a_later_list_names(at: TestDesk) -> None:
    at.bring(a_profile(child("101"), child("102")))
    known = at.desk.children.id_of("102")
    at.bring(a_profile(child("102", surname="Newname")), "newer.csv")
    at.clock.set(LATER)
    purge(at, due(at, RecordClass.CASE_LIST))
    assert at.desk.children.id_of("102") == known
    assert at.desk.children.id_of("101") is None
    assert_whole(at)
    at.bring(a_profile(child("102"), child("104")), "third.csv")
    assert at.desk.children.id_of("102") == known
    assert_whole(at)


def test_identities_of_one_purge_go_with_the_next_where_nobody_needs_them(at: TestDesk) -> None:
    for number, rows in enumerate(([child("101"), child("102")], [child("102")], [child("103")])):
        at.bring(a_profile(*rows), f"{number}.csv")
        at.clock.set(date(2027 + number, 1, 10))
    at.clock.set(date(2032, 10, 20))
    purge(at, due(at, today=date(2032, 10, 20)))
    assert at.desk.book.db.conn.execute("SELECT key FROM given_id").fetchall() == [("102",)]
    at.clock.set(LATER)
    purge(at, due(at))
    assert at.desk.book.db.conn.execute("SELECT key FROM given_id").fetchall() == []
    bodies = at.desk.book.journal.of_stream("import/kept")
    assert [line.event is None for line in bodies] == [True, False]
    assert_whole(at)


def test_the_newest_list_of_its_kind_is_never_due(at: TestDesk) -> None:
    at.bring(a_profile())
    at.clock.set(LATER)
    assert due(at) == []


def test_a_list_taken_back_goes_like_any_other(at: TestDesk) -> None:
    deed = at.bring(a_profile(child("105")))
    at.desk.importing.undo(ASHA, deed)
    at.bring(a_profile(child("101")), "newer.csv")
    at.clock.set(LATER)
    lines = due(at)
    assert ["taken back" in line.what for line in lines] == [True]
    purge(at, lines)
    assert_whole(at)


def test_a_list_on_which_a_record_rests_goes_with_it_or_not_at_all(old: TestDesk) -> None:
    the_list = due(old, RecordClass.CASE_LIST)
    with pytest.raises(DeskError, match="rests on SAFE-2026-10"):
        purge(old, the_list)
    assert_whole(old)
    assert old.desk.children.id_of("101") is not None


@pytest.mark.parametrize("held", [{"local_id": "101"}, {"reference": "SAFE-2026-10"}, {}])
def test_a_legal_hold_keeps_what_it_names_and_what_that_rests_on(old: TestDesk, held: dict[str, str]) -> None:
    hold = old.desk.retention.place_hold(ASHA, "Claim of March 2033", **held)
    lines = due(old)
    assert [line.may_go for line in lines] == [False, False]
    assert any("Claim of March 2033" in " ".join(line.held_by) for line in lines)
    with pytest.raises(DeskError, match="Held back"):
        purge(old, lines)
    old.desk.retention.lift_hold(ASHA, hold, "Settled")
    assert all(line.may_go for line in due(old))


def test_a_hold_on_a_child_keeps_minutes_that_only_name_the_child(at: TestDesk) -> None:
    at.bring(a_profile(child("101"), child("102", surname="Young")))
    meeting_id = at.opened()
    for item in at.cases(meeting_id):
        at.decide(meeting_id, item, outcome="close", held_by="School", reason="done", review_on=None)
    at.desk.meetings.write(
        ASHA,
        meeting_id,
        at.desk.meetings.meeting(meeting_id).items[0].id,
        NoteSection.DISCUSSION,
        "Seen with child 990011 again.",
    )
    at.close(meeting_id)
    at.bring(a_profile(child("990011")), "newer.csv")
    at.clock.set(LATER)
    at.desk.retention.place_hold(ASHA, "Inquiry", local_id="990011")
    assert [line.may_go for line in due(at, RecordClass.MEETING)] == [False]


def test_an_open_action_keeps_its_meeting_and_its_child(at: TestDesk) -> None:
    at.bring(a_profile())
    meeting_id = at.opened()
    at.ask(meeting_id)
    at.close(meeting_id)
    at.bring(a_profile(child("103")), "newer.csv")
    at.clock.set(LATER)
    line = due(at, RecordClass.MEETING)[0]
    assert any("still open" in sentence for sentence in line.held_by)


def test_an_open_meeting_is_never_due(at: TestDesk) -> None:
    at.opened()
    at.clock.set(LATER)
    assert due(at) == []


def test_a_meeting_stays_while_an_earlier_one_on_the_same_child_does(at: TestDesk) -> None:
    at.bring(a_profile())
    at.closed()
    meeting_over(at, date(2026, 11, 19))
    at.bring(a_profile(child("103")), "newer.csv")
    at.clock.set(LATER)
    at.desk.retention.place_hold(ASHA, "Inquiry", reference="SAFE-2026-10")
    later = next(line for line in due(at, RecordClass.MEETING) if line.what == "SAFE-2026-11")
    assert later.held_by == ("It rests on SAFE-2026-10, which is held back.",)


def test_the_minutes_after_a_purged_meeting_say_what_they_said(at: TestDesk) -> None:
    at.bring(a_profile())
    october = at.circulated()
    november = at.opened(SAFE, date(2026, 11, 19))
    at.desk.minutes.approve(ASHA, october, november)
    for item in at.cases(november):
        at.decide(november, item, outcome="close", held_by="School", reason="the plan worked", review_on=None)
    at.close(november)
    at.clock.set(LATER)
    before = at.desk.minutes.value(november).sections
    purge(at, [line for line in due(at) if line.what == "SAFE-2026-10"])
    assert at.desk.minutes.value(november).sections == before
    assert at.desk.room.previous_minutes(november) is None
    assert all(at.desk.room.facts(november, item.id) for item in at.desk.meetings.meeting(november).items)
    assert at.desk.agendas.check(november) is not None
    assert_whole(at)


def test_kept_files_and_drafts_of_a_purged_meeting_go_and_others_stay(at: TestDesk) -> None:
    october, november = meeting_over(at), meeting_over(at, date(2026, 11, 19))
    for meeting_id, content in ((october, b"only october"), (october, b"both"), (november, b"both")):
        at.desk.copies.enter(ASHA, meeting_id, "agenda", "all members", content)
    drafts = Drafts(at.desk.book.vault)
    drafts.keep(f"meeting/{october}", "room", "half a sentence", at.desk.book.now())
    at.clock.set(LATER)
    done = purge(at, [line for line in due(at) if line.what == "SAFE-2026-10"])
    assert (done.files, done.drafts) == (1, 1)
    kept = at.desk.book.db.conn.execute("SELECT content FROM kept_file").fetchall()
    assert kept == [(b"both",)]
    assert archive.altered_files(at.desk.book.db) == ()
    assert drafts.all() == ()
    assert_whole(at)


def test_every_class_goes_and_the_record_is_whole(at: TestDesk) -> None:
    other = ChildFacts(local_id="205511", surname="Thistlewood", forenames="Pascoe")
    plant(at, (other,), "Seen near Mill Park.")
    at.bring(a_profile(child("103")), "newer.csv")
    at.desk.book.record(ASHA, *closing_of_places(), *closing_of_actions(at), *newer_lists())
    at.clock.set(LATER)
    lines = due(at)
    stay = {line.what: line.held_by for line in lines if not line.may_go}
    assert stay == {}
    assert {line.record_class for line in lines} == set(RecordClass) - {RecordClass.PLAN}
    purge(at, lines)
    assert_whole(at)
    text = str(at.tables())
    assert [w for w in ("104233", "205511", "Quillfeather", "Thistlewood", "Mill Park", "Tom Nox") if w in text] == []


def test_a_child_on_the_pathway_keeps_everything_about_the_child(old: TestDesk) -> None:
    old.desk.book.record(ASHA, stay_of("101"))
    lines = due(old)
    assert [line.may_go for line in lines] == [False, False]
    assert any("on the enhanced pathway" in " ".join(line.held_by) for line in lines)


class StoppedError(Exception):
    """Cancel, or a fault, in the middle."""


@pytest.mark.parametrize("place", range(5))
def test_a_purge_that_stops_in_the_middle_leaves_everything_as_it_was(old: TestDesk, place: int) -> None:
    lines, before, head = due(old), old.tables(), old.desk.book.head()
    told: list[str] = []

    def tell(words: str, _fraction: float | None) -> None:
        if len(told) == place:
            raise StoppedError
        told.append(words)

    with pytest.raises(StoppedError):
        purge(old, lines, tell=tell)
    assert old.tables() == before
    assert old.desk.book.head() == head
    assert_whole(old)
    assert due(old) == lines


@pytest.mark.parametrize(
    ("reason", "approved_by", "sentence"),
    [
        ("", "Dana Prior", "Why is it purged"),
        ("Over", "Nobody", "Who approved"),
        ("Over", "Asha Rahman", "does not approve it"),
        ("Over", "Abena Osei", "neither chair nor deputy"),
    ],
)
def test_a_purge_needs_a_reason_and_a_chair_or_deputy_who_approved(
    old: TestDesk, reason: str, approved_by: str, sentence: str
) -> None:
    ids = {person.name: person.id for person in old.desk.people.everyone()}
    by = ids.get(approved_by, PersonId("nobody"))
    with pytest.raises(DeskError, match=sentence):
        old.desk.retention.purge(ASHA, due(old), reason=reason, approved_by=by)


@pytest.mark.parametrize("name", ["ASHA  Rahman", "Asha\u200b Rahman"])
def test_nobody_approves_an_own_purge_under_a_second_entry_of_the_same_name(old: TestDesk, name: str) -> None:
    again = old.desk.people.add(ASHA, name, POLICE, "Deputy")
    old.desk.people.seat(ASHA, MACE, again, Role.DEPUTY)
    assert again not in old.desk.retention.approvers(ASHA)
    with pytest.raises(DeskError, match="does not approve it"):
        old.desk.retention.purge(ASHA, due(old), reason="Over", approved_by=again.id)


def test_chairs_and_deputies_may_approve(old: TestDesk) -> None:
    assert [one.name for one in old.desk.retention.approvers(ASHA)] == ["Dana Prior", "Imran Khan"]


def test_an_entry_emptied_behind_the_record_is_found_by_the_audit(old: TestDesk) -> None:
    victim = old.desk.book.journal.of_stream("desk")[0]
    old.desk.book.journal.purge([victim.event_id], now=old.desk.book.now())
    audit = old.desk.auditing.audit()
    assert not audit.is_whole
    assert any("without any purge that says so" in sentence for sentence in audit.sentences)


def test_a_purge_cannot_be_undone(old: TestDesk) -> None:
    purge(old, due(old))
    with pytest.raises(DeskError, match="cannot be undone"):
        old.desk.undoing.undo(ASHA)


def test_backups_that_still_hold_it_are_told_with_their_days(old: TestDesk, tmp_path: Path) -> None:
    assert "no backup" in old.desk.retention.backups_holding(tmp_path)[0]
    old.desk.anchor("backup/desk-2034-01-10T100000Z")
    done = purge(old, due(old), backups=tmp_path)
    assert any("10 January 2034" in sentence for sentence in done.sentences)


def test_a_leap_day_is_over_on_the_first_of_march() -> None:
    assert due_on(date(2024, 2, 29), 6) == date(2030, 3, 1)
    assert due_on(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert due_on(date(2024, 2, 29), 0) is None


def test_a_day_after_which_no_calendar_goes_is_never_over() -> None:
    assert due_on(date(9990, 1, 1), 75) is None


@pytest.mark.parametrize("years", [-1, 151])
def test_a_period_nobody_means_is_refused(at: TestDesk, years: int) -> None:
    with pytest.raises(DeskError, match="is no period"):
        at.desk.retention.set_periods(ASHA, {RecordClass.MEETING: years})


def test_every_shipped_period_says_where_it_comes_from() -> None:
    with a_desk() as fresh:
        periods = fresh.desk.retention.periods()
    assert [one.record_class for one in periods] == list(RecordClass)
    assert all(one.source.endswith(".") and not one.set_here and one.years == one.default_years for one in periods)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"reason": " "}, "Why must it be kept"),
        ({"reason": "x", "local_id": "999"}, "knows no child 999"),
        ({"reason": "x", "reference": "SAFE-1999-01"}, "no meeting SAFE-1999-01"),
        ({"reason": "x", "local_id": "101", "reference": "SAFE-2026-10"}, "not of both"),
    ],
)
def test_a_hold_that_says_not_what_and_why_is_refused(old: TestDesk, arguments: dict[str, str], sentence: str) -> None:
    with pytest.raises(DeskError, match=sentence):
        old.desk.retention.place_hold(ASHA, **arguments)
