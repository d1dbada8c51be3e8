"""Asking owners for news: who is asked, what the letter says and never says, and what the record keeps."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.services.desk_builders import (
    ASHA,
    CONCERN_HEADINGS,
    DECEMBER,
    NOVEMBER,
    POLICE,
    SAFE,
    TestDesk,
    a_list,
    a_profile,
    child,
    refusal,
)

from panel_desk.domain.errors import Reason
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.following.chase_letters import Addressee, ChaseLetter
from panel_desk.domain.ids import AgencyKey
from panel_desk.services.chasing import draft

TODAY = date(2026, 11, 12)


def asked(at: TestDesk, *, what: str = "Call the school about Kim Archer") -> None:
    """October's meeting asked the police twice, once of DS Khan, and health once."""
    at.bring(a_profile(child("104233")))
    meeting_id = at.opened()
    item = next(i for i in at.desk.meetings.meeting(meeting_id).items if i.agenda.child)
    for text, agency, owner, due_on in (
        (what, POLICE, at.person("Imran Khan"), date(2026, 11, 1)),
        ("Map the park", POLICE, None, date(2026, 11, 30)),
        ("Offer a health check", AgencyKey("health"), None, date(2026, 11, 10)),
    ):
        at.desk.meetings.ask(ASHA, meeting_id, item.id, what=text, agency=agency, due_on=due_on, owner=owner)
    at.close(meeting_id)
    at.clock.set(TODAY)


def letters(at: TestDesk) -> tuple[ChaseLetter, ...]:
    every = [f.action.reference for f in at.desk.actions.followed(TODAY)]
    return at.desk.chasing.letters(at.person("Asha Rahman"), every, TODAY)


def read(path: Path) -> EmailMessage:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_an_agency_without_a_named_owner_is_asked_through_its_seat(at: TestDesk) -> None:
    asked(at)
    found = {letter.to.name: letter.references for letter in letters(at)}
    assert found == {
        "Abena Osei": ("SAFE-2026-10/03",),
        "Imran Khan": ("SAFE-2026-10/01", "SAFE-2026-10/02"),
    }


def test_a_letter_lists_what_is_late_first_with_its_days(at: TestDesk) -> None:
    asked(at)
    letter = next(x for x in letters(at) if x.to.name == "Imran Khan")
    assert letter.overdue == 1
    assert letter.subject == "OFFICIAL-SENSITIVE: news of 2 SAFE actions"
    assert letter.text.index("OVERDUE\n\nSAFE-2026-10/01") < letter.text.index("NOT YET DUE\n\nSAFE-2026-10/02")
    assert "Due 1 November 2026: 11 days late" in letter.text
    assert "Named recipients only." in letter.text


def test_a_letter_tells_children_by_initials_even_where_the_action_names_them(at: TestDesk) -> None:
    asked(at)
    letter = next(x for x in letters(at) if x.to.name == "Imran Khan")
    assert "SAFE-2026-10/01 · K.A. (104233)\nCall the school about K.A.\n" in letter.text
    assert "Archer" not in letter.text


def test_a_person_of_concern_is_told_by_initials(at: TestDesk) -> None:
    at.bring(a_list(CONCERN_HEADINGS, ("Person", "Sam Vane", "Seen at the park", "Police", "01/10/2026")))
    asked(at, what="Look for Sam Vane")
    letter = next(x for x in letters(at) if x.to.name == "Imran Khan")
    assert "Look for S.V." in letter.text


def test_what_stands_in_brackets_beside_a_person_of_concern_is_no_name(at: TestDesk) -> None:
    at.bring(a_list(CONCERN_HEADINGS, ("Person", "Sam Vane (white van)", "Seen at the park", "Police", "01/10/2026")))
    asked(at, what="Look for Sam Vane and Sam Vane (white van)")
    letter = next(x for x in letters(at) if x.to.name == "Imran Khan")
    assert "Look for S.V. and S.V.\n" in letter.text


def test_news_is_wanted_before_the_next_agenda_goes_out(at: TestDesk) -> None:
    asked(at)
    at.planned(SAFE, NOVEMBER)
    assert "reply by Monday 16 November 2026" in letters(at)[0].text


def test_without_a_next_meeting_owners_have_the_panels_usual_time(at: TestDesk) -> None:
    asked(at)
    assert "reply by Wednesday 18 November 2026" in letters(at)[0].text


def test_closed_actions_are_not_asked_for(at: TestDesk) -> None:
    asked(at)
    at.desk.actions.set_status(ASHA, "SAFE-2026-10/03", ActionStatus.COMPLETE, on=TODAY, reason="offered")
    assert [letter.to.name for letter in letters(at)] == ["Imran Khan"]


def test_a_draft_opens_unsent_with_its_words_whole(at: TestDesk, tmp_path: Path) -> None:
    asked(at)
    chosen = tuple(replace(x, to=replace(x.to, email="imran.khan@example.org")) for x in letters(at)[-1:])
    (path,) = at.desk.chasing.save(ASHA, tmp_path, chosen, TODAY)
    message = read(path)
    assert (message["To"], message["X-Unsent"]) == ("Imran Khan <imran.khan@example.org>", "1")
    assert message.get_content().splitlines() == chosen[0].text.splitlines()
    assert message["Date"] is None


@pytest.mark.parametrize(
    "email", ["", "nobody", "a@b@c", "a b@c", "a@b\r\nBcc: x@y", "a@b,c@d", "<a@b>", "a@b;c@d", "é@b.uk"]
)
def test_an_address_that_is_none_is_left_out(email: str) -> None:
    letter = ChaseLetter(
        to=Addressee(key="p", name="Zoë\r\nBcc: x@y", agency="Police", email=email),
        subject="News\r\nBcc: x@y",
        text="Zoë’s news\n",
        references=(),
        overdue=0,
    )
    message = message_from_bytes(draft(letter), policy=policy.default)
    assert set(message.keys()) <= {"Subject", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
    assert message["Subject"] == "News Bcc: x@y"


def test_the_history_says_who_was_chased_and_when(at: TestDesk, tmp_path: Path) -> None:
    asked(at)
    at.desk.chasing.save(ASHA, tmp_path, letters(at), TODAY)
    last = at.desk.actions.history("SAFE-2026-10/02")[-1]
    assert (last.change, last.changed_on, last.reason) == ("chased", TODAY, "Imran Khan")
    assert last.status is ActionStatus.OPEN
    assert {f.chased_on for f in at.desk.actions.followed(TODAY)} == {TODAY}
    assert [row.recipient for row in at.desk.exporting.made()] == ["Imran Khan", "Abena Osei"]
    assert at.desk.auditing.audit().is_whole


def test_a_chase_can_be_taken_back_even_after_a_meeting(at: TestDesk, tmp_path: Path) -> None:
    asked(at)
    at.desk.chasing.save(ASHA, tmp_path, letters(at), TODAY)
    deed = tuple(line for line in at.desk.book.journal.since(0) if line.kind == "action-chased")
    at.closed(SAFE, NOVEMBER)
    at.desk.actions.undo(ASHA, deed)
    assert {f.chased_on for f in at.desk.actions.followed(DECEMBER)} == {None}


def test_no_earlier_draft_is_replaced(at: TestDesk, tmp_path: Path) -> None:
    asked(at)
    (first,) = at.desk.chasing.save(ASHA, tmp_path, letters(at)[:1], TODAY)
    (second,) = at.desk.chasing.save(ASHA, tmp_path, letters(at)[:1], TODAY)
    assert (first.name, second.name) == ("chase-abena-osei.eml", "chase-abena-osei-2.eml")


def test_a_folder_that_is_gone_leaves_nothing_behind(at: TestDesk, tmp_path: Path) -> None:
    asked(at)
    with refusal(Reason.NOT_FOUND):
        at.desk.chasing.save(ASHA, tmp_path / "gone", letters(at), TODAY)
    assert at.desk.exporting.made() == ()


def test_an_action_closed_since_leaves_no_letter_and_no_entry(at: TestDesk, tmp_path: Path) -> None:
    asked(at)
    chosen = letters(at)
    at.desk.actions.set_status(ASHA, "SAFE-2026-10/02", ActionStatus.COMPLETE, on=TODAY, reason="mapped")
    with refusal(match="SAFE-2026-10/02 is closed"):
        at.desk.chasing.save(ASHA, tmp_path, chosen, TODAY)
    assert list(tmp_path.iterdir()) == []
    assert at.desk.exporting.made() == ()


def test_a_letter_that_cannot_be_written_takes_those_before_it_along(at: TestDesk, tmp_path: Path) -> None:
    asked(at)
    first, second = letters(at)
    in_the_way = tmp_path / "chase-imran-khan.eml.part"
    in_the_way.mkdir()
    with refusal(Reason.STORAGE):
        at.desk.chasing.save(ASHA, tmp_path, (first, second), TODAY)
    assert list(tmp_path.iterdir()) == [in_the_way]
    assert at.desk.exporting.made() == ()
    assert {f.chased_on for f in at.desk.actions.followed(TODAY)} == {None}


def test_a_file_is_named_after_its_owner_whatever_the_name(at: TestDesk, tmp_path: Path) -> None:
    asked(at)
    (letter, _other) = letters(at)
    named = tuple(replace(letter, to=replace(letter.to, name=name)) for name in ("x" * 300, "../../Zoë O’Neil", "名"))
    files = at.desk.chasing.save(ASHA, tmp_path, named, TODAY)
    assert [path.name for path in files] == [f"chase-{'x' * 60}.eml", "chase-zoe-o-neil.eml", "chase-owner.eml"]
    assert {path.parent for path in files} == {tmp_path}


def test_nobody_chosen_is_refused(at: TestDesk, tmp_path: Path) -> None:
    with refusal(match="Whom shall be asked"):
        at.desk.chasing.save(ASHA, tmp_path, (), TODAY)


def test_more_time_can_be_taken_back(at: TestDesk) -> None:
    asked(at)
    deed = at.desk.actions.postpone(ASHA, "SAFE-2026-10/02", DECEMBER, "the officer is ill")
    at.desk.actions.undo(ASHA, deed)
    assert at.desk.actions.by_reference("SAFE-2026-10/02").due_on == date(2026, 11, 30)


def test_what_is_open_and_overdue_is_counted_by_agency(at: TestDesk) -> None:
    asked(at)
    counts = {c.agency_name: (c.overdue, c.open) for c in at.desk.actions.open_counts(TODAY)}
    assert counts == {"Police": (1, 2), "Health": (1, 1)}


def test_the_last_chase_of_the_session_is_taken_back_with_one_key(at: TestDesk, tmp_path: Path) -> None:
    asked(at)
    asha = at.person("Asha Rahman").id
    at.desk.chasing.save(asha, tmp_path, letters(at), TODAY)
    assert at.desk.undoing.last(asha) is not None
    at.desk.undoing.undo(asha)
    assert {f.chased_on for f in at.desk.actions.followed(TODAY)} == {None}
    at.desk.undoing.redo(asha)
    assert {f.chased_on for f in at.desk.actions.followed(TODAY)} == {TODAY}


def test_more_time_given_last_is_taken_back_with_one_key(at: TestDesk) -> None:
    asked(at)
    asha = at.person("Asha Rahman").id
    at.desk.actions.postpone(asha, "SAFE-2026-10/02", DECEMBER, "the officer is ill")
    at.desk.undoing.undo(asha)
    assert at.desk.actions.by_reference("SAFE-2026-10/02").due_on == date(2026, 11, 30)
