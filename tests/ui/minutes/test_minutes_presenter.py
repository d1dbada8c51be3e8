"""What the Minutes page shows, without a window: states, marks, flags, sections, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from tests.services.desk_builders import ASHA, HEALTH, NOVEMBER, POLICE, TestDesk, a_desk, a_profile
from tests.services.signing_keys import SECRET, Keys, make_keys, plant

from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import MeetingId
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.minutes.presenter import MinutesPresenter
from panel_desk.ui.workspaces.minutes.signers import agency_signers, presiding_signer
from panel_desk.ui.workspaces.minutes.views import MinutesView

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def keys() -> Keys:
    """Slow: once."""
    return make_keys()


@pytest.fixture
def at(keys: Keys) -> Iterator[TestDesk]:
    """A desk whose people can sign."""
    with a_desk() as desk:
        plant(desk, keys)
        yield desk


def view(at: TestDesk, meeting_id: MeetingId, today: date = TODAY) -> MinutesView:
    return MinutesPresenter(at.desk).view(meeting_id, today)


def signed(at: TestDesk) -> MeetingId:
    meeting_id = at.approved()
    at.desk.publishing.sign(meeting_id, at.person("Dana Prior"), SECRET)
    return meeting_id


def test_meetings_that_are_not_over_have_no_line(at: TestDesk) -> None:
    at.opened()
    assert MinutesPresenter(at.desk).lines(TODAY) == ()


def test_a_late_draft_says_by_how_much_in_red(at: TestDesk) -> None:
    meeting_id = at.closed()
    due = at.desk.minutes_way.cycle(meeting_id).draft_minutes_by
    presenter = MinutesPresenter(at.desk)
    (line,) = presenter.lines(due)
    assert (line.due_tone, line.state) == (None, "No draft yet")
    (line,) = presenter.lines(due + timedelta(days=2))
    assert (line.due, line.due_tone) == ("Draft to the chair: 2 days late", Tone.RED)


def test_each_state_offers_its_one_step(at: TestDesk) -> None:
    meeting_id = at.closed()
    offered = [view(at, meeting_id).next_step.deed]
    at.desk.minutes.draft(ASHA, meeting_id)
    offered.append(view(at, meeting_id).next_step.deed)
    at.desk.minutes.circulate(ASHA, meeting_id)
    assert "none has been opened yet" in view(at, meeting_id).next_step.why_not
    confirming = at.opened(held_on=NOVEMBER)
    assert view(at, meeting_id).next_step.why_not == ""
    offered.append(view(at, meeting_id).next_step.deed)
    at.desk.minutes.approve(ASHA, meeting_id, confirming)
    offered.append(view(at, meeting_id).next_step.deed)
    at.desk.publishing.sign(meeting_id, at.person("Dana Prior"), SECRET)
    offered.append(view(at, meeting_id).next_step.deed)
    for agency, name in ((POLICE, "Imran Khan"), (HEALTH, "Abena Osei")):
        at.desk.publishing.approve(meeting_id, agency, at.person(name), SECRET)
    offered.append(view(at, meeting_id).next_step.deed)
    assert offered == ["draft", "circulate", "approve", "sign", "agency", "send"]


def test_the_marks_tell_who_and_when_and_what_is_still_to_come(at: TestDesk) -> None:
    meeting_id = at.circulated()
    marks = view(at, meeting_id).marks
    assert [mark.title for mark in marks] == ["Drafted", "Circulated", "Approved", "Signed", "Agencies 0 of 2"]
    assert [mark.reached for mark in marks] == [True, True, False, False, False]
    assert marks[1].current
    assert "Oct 2026" in marks[1].detail
    assert marks[2].detail == "At the next meeting"


def test_minutes_taken_back_are_a_draft_again_and_say_so_in_the_steps(at: TestDesk) -> None:
    meeting_id = at.circulated()
    at.desk.minutes.give_back(ASHA, meeting_id, "a wrong day")
    shown = view(at, meeting_id)
    assert [mark.reached for mark in shown.marks[:2]] == [True, False]
    assert shown.steps[-1].title == "Taken back: a wrong day"
    assert (shown.version, shown.corrections) == ("Version 2", "Taken back: a wrong day")


def test_the_corrections_window_is_told_while_it_is_open_and_after(at: TestDesk) -> None:
    meeting_id = at.circulated()
    until = at.desk.minutes_way.corrections_until(meeting_id, date(2026, 10, 22))
    assert until == at.desk.minutes_way.cycle(meeting_id).corrections_until
    assert "1 day left" in view(at, meeting_id, until - timedelta(days=1)).corrections
    assert "closed" in view(at, meeting_id, until + timedelta(days=1)).corrections


def test_members_keep_their_window_where_the_minutes_go_out_late(at: TestDesk) -> None:
    meeting_id = at.closed()
    at.desk.minutes.draft(ASHA, meeting_id)
    at.clock.set(date(2026, 12, 1))
    at.desk.minutes.circulate(ASHA, meeting_id)
    assert "until Tue 15 Dec" in view(at, meeting_id, date(2026, 12, 1)).corrections


def test_words_to_look_at_again_are_listed_with_their_section(at: TestDesk) -> None:
    at.bring(a_profile())
    meeting_id = at.opened()
    item = at.cases(meeting_id)[0]
    at.desk.meetings.write(ASHA, meeting_id, item.id, NoteSection.VOICE, "She is putting herself at risk.")
    at.close(meeting_id)
    shown = view(at, meeting_id)
    (flag,) = shown.flags
    assert (flag.item_id, flag.part) == (item.id, NoteSection.VOICE)
    assert flag.phrase == "putting herself at risk"
    assert flag.instead
    assert flag.why
    assert "voice of the child" in flag.place
    assert next(line for line in shown.sections if line.item_id == item.id).flags == 1


def test_flags_in_a_decision_are_shown_but_not_corrected_here(at: TestDesk) -> None:
    at.bring(a_profile())
    meeting_id = at.opened()
    at.decide(meeting_id, at.cases(meeting_id)[0], reason="she is putting herself at risk")
    at.close(meeting_id)
    (flag,) = view(at, meeting_id).flags
    assert flag.part is None


def test_sections_are_named_as_the_document_prints_them(at: TestDesk) -> None:
    at.bring(a_profile())
    meeting_id = at.closed()
    shown = view(at, meeting_id)
    assert shown.sections[0].heading.startswith("1. ")
    children = [line.heading for line in shown.sections if not line.is_section]
    assert len(children) == 2
    assert all("(10" in heading for heading in children)
    assert not any("Archer" in line.heading or "Young" in line.heading for line in shown.sections)


@pytest.mark.parametrize("how", ["approved", "signed"])
def test_nothing_is_corrected_after_approval(at: TestDesk, how: str) -> None:
    meeting_id = at.approved() if how == "approved" else signed(at)
    shown = view(at, meeting_id)
    assert not shown.may_correct
    assert shown.may_take_back is (how == "approved")


def test_pages_are_drawn_anew_only_where_the_words_changed(at: TestDesk) -> None:
    at.bring(a_profile())
    meeting_id = at.closed()
    before = view(at, meeting_id).drawing_key
    at.desk.copies.enter(ASHA, meeting_id, "minutes", "Marta Lee", b"a file")
    assert view(at, meeting_id).drawing_key == before
    item = at.cases(meeting_id)[0]
    at.desk.meetings.write(ASHA, meeting_id, item.id, NoteSection.VOICE, "Other words.")
    assert view(at, meeting_id).drawing_key != before


def test_the_signers_certificate_is_told_before_a_passphrase_is_asked(at: TestDesk) -> None:
    signer = presiding_signer(at.desk, at.approved(), at.clock())
    assert (signer.person.name, signer.as_what, signer.problem) == ("Dana Prior", "Chair", "")
    assert dict(signer.certificate)["Valid"] == "1 October 2026 to 30 September 2028"


@pytest.mark.parametrize(
    ("spoil", "says"),
    [("withdrawn", "has been withdrawn"), ("expired", "not valid today"), ("none", "No signing certificate")],
)
def test_what_stands_in_the_way_of_a_signature_is_a_sentence(keys: Keys, spoil: str, says: str) -> None:
    with a_desk() as at:
        if spoil != "none":
            plant(at, keys)
        meeting_id = at.approved()
        now = at.clock()
        if spoil == "withdrawn":
            at.desk.certificates.revoke(ASHA, keys.people["Dana Prior"].fingerprint, "left")
        signer = presiding_signer(at.desk, meeting_id, now + timedelta(days=1000 if spoil == "expired" else 0))
        assert says in signer.problem


def test_only_who_is_registered_for_an_agency_may_approve_for_it(at: TestDesk) -> None:
    meeting_id = signed(at)
    assert [(s.agency, s.person.name) for s in agency_signers(at.desk, meeting_id, at.clock())] == [
        (POLICE, "Imran Khan"),
        (HEALTH, "Abena Osei"),
    ]
