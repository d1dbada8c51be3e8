"""What was said stays as long as any minutes that print it, and minutes stay as they are when others go."""

from __future__ import annotations

from datetime import date

import pytest
from tests.services.desk_builders import ASHA, NOVEMBER, OCTOBER, SAFE, TestDesk
from tests.services.strategy_builders import minutes_of, say, told, with_children

from panel_desk.domain.ids import MeetingId
from panel_desk.domain.keeping.retained import RecordClass
from panel_desk.domain.keeping.retention import DueForReview

LATER = date(2034, 1, 10)


@pytest.fixture
def desk(at: TestDesk) -> TestDesk:
    at.desk.retention.set_periods(ASHA, dict.fromkeys(RecordClass, 6))
    return with_children(at)


def due(at: TestDesk, *whats: str) -> list[DueForReview]:
    at.clock.set(LATER)
    return [line for line in at.desk.retention.review(LATER) if line.what in whats]


def purge(at: TestDesk, lines: list[DueForReview]) -> None:
    at.desk.retention.purge(
        ASHA, lines, reason="The period is over", approved_by=at.person("Dana Prior").id, day_confirmed=True
    )


def settled(at: TestDesk, meeting_id: MeetingId) -> MeetingId:
    """A meeting that closed every case."""
    for item in at.cases(meeting_id):
        at.decide(meeting_id, item, outcome="close", held_by="School", reason="the plan worked", review_on=None)
    at.close(meeting_id)
    return meeting_id


def test_what_was_told_at_a_meeting_that_is_kept_does_not_go_without_it(desk: TestDesk) -> None:
    say(desk)
    meeting_id = desk.closed(SAFE, OCTOBER)
    desk.desk.retention.place_hold(ASHA, "Inquiry", reference="SAFE-2026-10")
    (line,) = due(desk, "what the child said on 30 September 2026")
    assert line.held_by == ("It rests on SAFE-2026-10, which is held back.",)
    assert len(told(minutes_of(desk, meeting_id), "(101)")) == 2


def test_what_no_meeting_told_goes_alone(desk: TestDesk) -> None:
    say(desk)
    (line,) = due(desk, "what the child said on 30 September 2026")
    assert line.held_by == ()


def test_what_a_purged_meeting_told_comes_into_no_other_minutes(desk: TestDesk) -> None:
    say(desk)
    desk.closed(SAFE, OCTOBER)
    november = settled(desk, desk.opened(SAFE, NOVEMBER))
    before = minutes_of(desk, november).sections
    assert told(minutes_of(desk, november), "(101)") == []
    purge(desk, due(desk, "SAFE-2026-10"))
    assert minutes_of(desk, november).sections == before
    assert told(minutes_of(desk, november), "(101)") == []
