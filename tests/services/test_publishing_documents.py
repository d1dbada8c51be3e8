"""What leaves the desk: packs, sheets and copies, each kept under its fingerprint and entered for whom it was made."""

from __future__ import annotations

import hashlib
import subprocess

import pytest
from icalendar import Calendar, Component
from tests.services.desk_builders import ASHA, HEALTH, NOVEMBER, POLICE, TestDesk, a_profile, child, refusal
from tests.services.signing_keys import SECRET

from panel_desk.domain.ids import MeetingId
from panel_desk.services.publishing import AgendaPack
from panel_desk.vault import archive
from panel_desk.vault.queries import minutes as minutes_queries
from panel_desk.vault.queries.minutes import EditionRow

CHILDREN = {"101": "Archer", "102": "Young", "103": "Zimmer"}
YURT = "\U0001f6d6"


@pytest.fixture
def listed(at: TestDesk) -> TestDesk:
    """A desk that knows three children."""
    at.bring(a_profile(*(child(local_id, surname=surname) for local_id, surname in CHILDREN.items())))
    return at


def text_of(pdf: bytes) -> str:
    """What a reader sees, on one line."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def locked(at: TestDesk) -> MeetingId:
    meeting_id = at.planned()
    at.desk.agendas.lock(ASHA, meeting_id, at.person("Dana Prior").id)
    return meeting_id


def issue(at: TestDesk, meeting_id: MeetingId) -> AgendaPack:
    return at.desk.publishing.issue_agenda(ASHA, meeting_id)


def event_of(pack: AgendaPack) -> Component:
    return Calendar.from_ical(pack.invitation).walk("VEVENT")[0]


def editions(at: TestDesk, meeting_id: MeetingId, kind: str) -> list[EditionRow]:
    return [e for e in minutes_queries.editions(at.desk.book.db, meeting_id) if e.edition == kind]


def kept_files(at: TestDesk) -> object:
    return at.desk.book.db.conn.execute("SELECT count(*) FROM kept_file").fetchone()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# The agenda's pack


def test_the_name_key_holds_every_name_and_the_agenda_none(listed: TestDesk) -> None:
    pack = issue(listed, locked(listed))
    agenda, key = text_of(pack.agenda.content), text_of(pack.name_key.content)
    for local_id, surname in CHILDREN.items():
        assert f"({local_id})" in agenda
        assert local_id in key
        assert surname in key
        assert surname not in agenda


def test_the_invitation_names_no_child_and_no_number(listed: TestDesk) -> None:
    text = issue(listed, locked(listed)).invitation.replace(b"\r\n ", b"").decode()
    descriptions = [line for line in text.splitlines() if line.startswith(("SUMMARY", "DESCRIPTION"))]
    assert descriptions
    assert not any(word in line for line in descriptions for pair in CHILDREN.items() for word in pair)


def test_each_issue_has_the_next_number_on_its_page_and_in_its_invitation(listed: TestDesk) -> None:
    meeting_id = locked(listed)
    packs = [issue(listed, meeting_id) for _ in range(3)]
    sequences = [int(str(event_of(pack)["SEQUENCE"])) for pack in packs]
    assert sequences == sorted(set(sequences))
    for number, pack in enumerate(packs, 1):
        assert f"issue {number}" in text_of(pack.agenda.content)
    assert listed.desk.meetings.meeting(meeting_id).agenda_issue == 3


def test_an_invitation_keeps_its_identity_from_issue_to_issue(listed: TestDesk) -> None:
    meeting_id = locked(listed)
    uids = {str(event_of(issue(listed, meeting_id))["UID"]) for _ in range(2)}
    assert len(uids) == 1


def test_a_late_item_stands_in_the_next_issue_and_its_key(listed: TestDesk) -> None:
    meeting_id = locked(listed)
    issue(listed, meeting_id)
    listed.bring(a_profile(child("104", surname="Quill")))
    candidate = listed.desk.agendas.candidate_for(meeting_id, "104")
    listed.desk.agendas.add(
        ASHA, meeting_id, candidate, late_reason="came in this morning", allowed_by=listed.person("Dana Prior").id
    )
    pack = issue(listed, meeting_id)
    assert "(104)" in text_of(pack.agenda.content)
    assert "Quill" in text_of(pack.name_key.content)


def test_every_issue_is_entered_with_agenda_and_key_as_they_were_given_out(listed: TestDesk) -> None:
    meeting_id = locked(listed)
    packs = [issue(listed, meeting_id) for _ in range(2)]
    entered = [e.sha256 for e in editions(listed, meeting_id, "agenda")]
    assert entered == [sha256(pack.agenda.content) for pack in packs]
    assert [e.sha256 for e in editions(listed, meeting_id, "name key")] == [sha256(p.name_key.content) for p in packs]


def test_characters_that_an_agenda_or_its_key_cannot_print_are_named_with_their_place(at: TestDesk) -> None:
    at.bring(a_profile(child("101", surname=f"Ar{YURT}cher")))
    meeting_id = at.planned()
    item = at.cases(meeting_id)[0]
    at.desk.agendas.change(ASHA, meeting_id, item.id, minutes=5, presenter=f"The {YURT} team")
    at.desk.agendas.lock(ASHA, meeting_id, at.person("Dana Prior").id)
    pack = issue(at, meeting_id)
    assert any(line.endswith("U+1F6D6") and "6.1" in line for line in pack.agenda.missing), pack.agenda.missing
    assert any(line.endswith("U+1F6D6") for line in pack.name_key.missing)


def test_what_the_font_has_is_not_called_missing(listed: TestDesk) -> None:
    pack = issue(listed, locked(listed))
    assert (pack.agenda.missing, pack.name_key.missing) == ((), ())


# Action sheets


@pytest.fixture
def asked(listed: TestDesk) -> tuple[TestDesk, MeetingId]:
    """A closed meeting that asked police and health, and nobody else, for something."""
    meeting_id = listed.opened()
    listed.ask(meeting_id, "Visit the bakery")
    item = listed.cases(meeting_id)[0]
    listed.desk.meetings.ask(ASHA, meeting_id, item.id, what="Offer a check", agency=HEALTH, due_on=NOVEMBER)
    listed.close(meeting_id)
    return listed, meeting_id


def test_only_agencies_with_something_to_do_are_sent_a_sheet(asked: tuple[TestDesk, MeetingId]) -> None:
    at, meeting_id = asked
    sheets = at.desk.publishing.action_sheets(ASHA, meeting_id)
    assert set(sheets) == {POLICE, HEALTH}
    assert "Visit the bakery" in text_of(sheets[POLICE].content)
    assert "Visit the bakery" not in text_of(sheets[HEALTH].content)


def test_sheets_name_no_child(asked: tuple[TestDesk, MeetingId]) -> None:
    at, meeting_id = asked
    for sheet in at.desk.publishing.action_sheets(ASHA, meeting_id).values():
        assert not any(surname in text_of(sheet.content) for surname in CHILDREN.values())


def test_sheets_are_kept_under_their_fingerprints(asked: tuple[TestDesk, MeetingId]) -> None:
    at, meeting_id = asked
    sheets = at.desk.publishing.action_sheets(ASHA, meeting_id)
    entered = {e.recipient: e.sha256 for e in editions(at, meeting_id, "action sheet")}
    assert entered == {"Police": sha256(sheets[POLICE].content), "Health": sha256(sheets[HEALTH].content)}
    assert archive.kept(at.desk.book.db, entered["Police"]) == sheets[POLICE].content


def test_a_meeting_that_asked_nobody_sends_no_sheet(at: TestDesk) -> None:
    meeting_id = at.closed()
    assert at.desk.publishing.action_sheets(ASHA, meeting_id) == {}
    assert editions(at, meeting_id, "action sheet") == []


def test_an_action_taken_back_is_on_no_sheet(listed: TestDesk) -> None:
    meeting_id = listed.opened()
    listed.desk.meetings.undo(ASHA, meeting_id, listed.ask(meeting_id, "Visit the bakery"))
    listed.close(meeting_id)
    assert listed.desk.publishing.action_sheets(ASHA, meeting_id) == {}


# Copies of minutes


def test_each_recipients_copy_is_entered_as_it_was_given_out(at: TestDesk) -> None:
    meeting_id = at.closed()
    sent = {who: at.desk.publishing.send_minutes(ASHA, meeting_id, who).content for who in ("Dana Prior", "the chair")}
    entered = editions(at, meeting_id, "minutes")
    assert {e.recipient: e.sha256 for e in entered} == {who: sha256(content) for who, content in sent.items()}


def test_a_found_copy_tells_for_whom_it_was_made(at: TestDesk) -> None:
    meeting_id = at.closed()
    content = at.desk.publishing.send_minutes(ASHA, meeting_id, "Marta Lee").content
    found = minutes_queries.editions_of_file(at.desk.book.db, sha256(content))
    assert [(e.recipient, e.meeting_id) for e in found] == [("Marta Lee", meeting_id)]


def test_once_they_are_signed_the_signed_minutes_are_sent(signing: TestDesk) -> None:
    meeting_id = signing.approved()
    signed = signing.desk.publishing.sign(meeting_id, signing.person("Dana Prior"), SECRET)
    sent = signing.desk.publishing.send_minutes(ASHA, meeting_id, "Marta Lee")
    assert sent.content == signed
    assert editions(signing, meeting_id, "minutes")[-1].sha256 == sha256(signed)


def test_minutes_of_a_meeting_that_has_not_begun_are_neither_kept_nor_entered(listed: TestDesk) -> None:
    meeting_id = listed.issued()
    before = (listed.tables(), kept_files(listed))
    with refusal():
        listed.desk.publishing.send_minutes(ASHA, meeting_id, "Marta Lee")
    assert (listed.tables(), kept_files(listed)) == before


def test_a_sheet_that_cannot_be_kept_leaves_none(
    asked: tuple[TestDesk, MeetingId], monkeypatch: pytest.MonkeyPatch
) -> None:
    at, meeting_id = asked
    before, meeting = (at.tables(), kept_files(at)), at.desk.meetings.meeting(meeting_id)
    keep, taken = archive.keep, iter([True, False])

    def full(*arguments: object, **named: object) -> str:
        if not next(taken):
            raise refused_by_the_disk
        return keep(*arguments, **named)  # type: ignore[arg-type]

    refused_by_the_disk = OSError("the disk is full")
    monkeypatch.setattr(archive, "keep", full)
    with pytest.raises(OSError, match="full"):
        at.desk.publishing.action_sheets(ASHA, meeting_id)
    assert (at.tables(), kept_files(at)) == before
    assert at.desk.meetings.meeting(meeting_id) == meeting
