"""An agenda goes out: locked, drawn and saved in one deed, with its invitation and the draft of its message."""

from __future__ import annotations

import subprocess
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from icalendar import Calendar
from tests.services.desk_builders import ASHA, OCTOBER, TestDesk, a_profile, a_referral, child, refusal

from panel_desk.domain.agendas.agenda import Candidate
from panel_desk.domain.errors import Reason
from panel_desk.domain.ids import MeetingId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.services.issuing import SentOut, draw_agenda


@pytest.fixture
def listed(at: TestDesk) -> TestDesk:
    at.bring(a_profile(child("101", surname="Quillfeather"), child("102"), child("103")))
    return at


def text_of(pdf: bytes) -> str:
    """What a reader sees, on one line."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def send_out(at: TestDesk, meeting_id: MeetingId, folder: Path, *, name_key: bool = False) -> SentOut:
    dana = at.person("Dana Prior").id
    return at.desk.issuing.lock_and_issue(ASHA, meeting_id, folder, approved_by=dana, name_key=name_key)


def test_an_issue_saves_the_agenda_the_invitation_and_a_message(listed: TestDesk, tmp_path: Path) -> None:
    meeting_id = listed.planned()
    names = listed.desk.issuing.file_names(meeting_id)
    sent = send_out(listed, meeting_id, tmp_path)
    assert tuple(path.name for path in sent.files) == names
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert sent.files[0].read_bytes() == sent.pdf == listed.desk.issuing.issued_pdf(meeting_id)
    assert listed.state(meeting_id) is MeetingState.AGENDA_ISSUED


def test_the_name_key_is_a_file_of_its_own_and_made_when_it_is_asked_for(listed: TestDesk, tmp_path: Path) -> None:
    sent = send_out(listed, listed.planned(), tmp_path, name_key=True)
    assert sent.files[-1].name == "name-key-SAFE-2026-10-issue-1.pdf"
    assert "Quillfeather" in text_of(sent.files[-1].read_bytes())
    assert all("Quillfeather" not in text_of(path.read_bytes()) for path in sent.files[:1])


def test_the_message_names_the_file_and_the_handling_and_no_child(listed: TestDesk, tmp_path: Path) -> None:
    sent = send_out(listed, listed.planned(), tmp_path)
    message = message_from_bytes(sent.files[2].read_bytes(), policy=default)
    body = message.get_body()
    assert body is not None
    text = body.get_content()
    assert message["X-Unsent"] == "1"
    assert message["Subject"].startswith("[OFFICIAL-SENSITIVE] SAFE panel SAFE-2026-10")
    assert sent.files[0].name in text
    assert "Named recipients only." in text
    whole = sent.files[2].read_bytes().decode() + sent.files[1].read_bytes().decode()
    for private in ("Quillfeather", "K.Q.", "(101)", "CCE"):
        assert private not in whole


def test_the_message_goes_to_whom_has_an_address_and_the_others_are_told(listed: TestDesk, tmp_path: Path) -> None:
    people = listed.desk.people
    nurse = people.add(ASHA, "Robin Carr", listed.person("Abena Osei").agency, "Nurse", "robin.carr@fictional.example")
    people.seat(ASHA, listed.desk.planning.panels()[0].key, nurse)
    people.seat(ASHA, listed.desk.planning.panels()[1].key, nurse)
    sent = send_out(listed, listed.planned(), tmp_path)
    message = message_from_bytes(sent.files[2].read_bytes(), policy=default)
    assert str(message["To"]) == "Robin Carr <robin.carr@fictional.example>"
    assert "Dana Prior" in sent.without_address


@pytest.mark.parametrize("address", ["a@b\r\nBcc: c@d", "x y@z", "a@b, c@d", "nobody"])
def test_an_address_that_is_none_stands_in_no_header(listed: TestDesk, tmp_path: Path, address: str) -> None:
    people = listed.desk.people
    odd = people.add(ASHA, "Robin Carr", listed.person("Abena Osei").agency, "Nurse", address)
    for panel in listed.desk.planning.panels():
        people.seat(ASHA, panel.key, odd)
    sent = send_out(listed, listed.planned(), tmp_path)
    message = message_from_bytes(sent.files[2].read_bytes(), policy=default)
    assert (message["To"], message["Bcc"]) == (None, None)
    assert "Robin Carr" in sent.without_address


def test_a_name_with_a_line_break_begins_no_header(listed: TestDesk, tmp_path: Path) -> None:
    people = listed.desk.people
    odd = people.add(ASHA, 'Robin"\r\nBcc: x@y', listed.person("Abena Osei").agency, "Nurse", "robin@fictional.example")
    for panel in listed.desk.planning.panels():
        people.seat(ASHA, panel.key, odd)
    sent = send_out(listed, listed.planned(), tmp_path)
    message = message_from_bytes(sent.files[2].read_bytes(), policy=default)
    assert message["Bcc"] is None
    assert "robin@fictional.example" in str(message["To"])


def test_a_folder_that_takes_no_files_leaves_the_agenda_open(listed: TestDesk, tmp_path: Path) -> None:
    meeting_id = listed.planned()
    before = listed.tables()
    blocked = tmp_path / "agenda-SAFE-2026-10-issue-1.pdf"
    blocked.mkdir()
    with refusal(Reason.STORAGE):
        send_out(listed, meeting_id, tmp_path)
    assert listed.tables() == before
    assert not listed.desk.meetings.meeting(meeting_id).agenda_locked
    assert list(tmp_path.iterdir()) == [blocked]


def test_where_the_last_file_cannot_be_written_the_first_are_taken_away(listed: TestDesk, tmp_path: Path) -> None:
    (tmp_path / "message-SAFE-2026-10-issue-1.eml").mkdir()
    with refusal(Reason.STORAGE):
        send_out(listed, listed.planned(), tmp_path)
    assert [path.suffix for path in tmp_path.iterdir()] == [".eml"]


def test_a_folder_that_is_not_there_is_refused_before_anything_is_made(listed: TestDesk, tmp_path: Path) -> None:
    meeting_id = listed.planned()
    with refusal(Reason.STORAGE, match="no folder"):
        send_out(listed, meeting_id, tmp_path / "elsewhere")
    assert listed.state(meeting_id) is MeetingState.PLANNED


def test_an_open_agenda_is_not_issued_without_who_approved_it(listed: TestDesk, tmp_path: Path) -> None:
    with refusal(match="Who approved"):
        listed.desk.issuing.lock_and_issue(ASHA, listed.planned(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_went_out_is_saved_again_to_the_byte(listed: TestDesk, tmp_path: Path) -> None:
    meeting_id = listed.planned()
    first = send_out(listed, meeting_id, tmp_path)
    (again := tmp_path / "again").mkdir()
    before = listed.tables()
    saved = listed.desk.issuing.save_again(ASHA, meeting_id, again)
    assert [path.name for path in saved.files] == [path.name for path in first.files]
    assert saved.pdf == first.pdf
    assert listed.tables() == before


def test_nothing_is_saved_again_before_anything_went_out(listed: TestDesk, tmp_path: Path) -> None:
    with refusal(Reason.NOT_FOUND, match="not been issued"):
        listed.desk.issuing.save_again(ASHA, listed.planned(), tmp_path)


def test_a_draft_says_so_on_its_page_and_an_issue_does_not(listed: TestDesk, tmp_path: Path) -> None:
    meeting_id = listed.planned()
    draft = draw_agenda(listed.desk.issuing.preview(meeting_id), made_at=listed.clock())
    assert "draft" in text_of(draft.content).lower()
    send_out(listed, meeting_id, tmp_path)
    assert listed.desk.issuing.preview(meeting_id).issued == 1
    listed.desk.agendas.reopen(ASHA, meeting_id, "a referral was missed")
    assert listed.desk.issuing.preview(meeting_id).issued == 0


def test_the_second_issue_prints_who_allowed_the_late_item(listed: TestDesk, tmp_path: Path) -> None:
    meeting_id = listed.planned()
    send_out(listed, meeting_id, tmp_path)
    listed.bring(a_referral("104", "21/10/2026"))
    candidate: Candidate = listed.desk.agendas.candidate_for(meeting_id, "104")
    dana = listed.person("Dana Prior").id
    listed.desk.agendas.add(ASHA, meeting_id, candidate, late_reason="Arrested last night.", allowed_by=dana)
    sent = send_out(listed, meeting_id, tmp_path)
    assert sent.files[0].name == "agenda-SAFE-2026-10-issue-2.pdf"
    assert "Arrested last night; allowed by Dana Prior, chair" in " ".join(text_of(sent.pdf).split())


def test_a_cancelled_meeting_leaves_the_calendars_it_is_in(listed: TestDesk, tmp_path: Path) -> None:
    meeting_id = listed.planned()
    sent = send_out(listed, meeting_id, tmp_path)
    listed.desk.planning.cancel(ASHA, meeting_id, "The room is flooded.")
    files = listed.desk.issuing.save_cancellation(ASHA, meeting_id, tmp_path).files
    entered, gone = (Calendar.from_ical(path.read_bytes()) for path in (sent.files[1], files[0]))
    assert (str(gone["METHOD"]), gone.walk("VEVENT")[0]["STATUS"]) == ("CANCEL", "CANCELLED")
    assert gone.walk("VEVENT")[0]["UID"] == entered.walk("VEVENT")[0]["UID"]
    sequences = [int(str(file.walk("VEVENT")[0]["SEQUENCE"])) for file in (entered, gone)]
    assert sequences == [1, 2]
    assert "The room is flooded." in message_from_bytes(files[1].read_bytes(), policy=default).get_content()


def test_a_meeting_that_takes_place_has_no_cancellation(listed: TestDesk, tmp_path: Path) -> None:
    with refusal(match="planned"):
        listed.desk.issuing.save_cancellation(ASHA, listed.planned(held_on=OCTOBER), tmp_path)


def test_who_shares_a_name_with_somebody_reached_is_still_told_of(listed: TestDesk, tmp_path: Path) -> None:
    people, panels = listed.desk.people, listed.desk.planning.panels()
    reached = people.add(
        ASHA, "Robin Carr", listed.person("Abena Osei").agency, "Nurse", "robin.carr@fictional.example"
    )
    not_reached = people.add(ASHA, "Robin Carr", listed.person("Marta Lee").agency, "Teacher")
    for panel in panels:
        people.seat(ASHA, panel.key, reached)
        people.seat(ASHA, panel.key, not_reached)
    sent = send_out(listed, listed.planned(), tmp_path)
    assert sent.without_address.count("Robin Carr") == 1
