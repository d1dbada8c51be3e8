"""The whole job, from case lists to signed minutes: everything that the demonstration promises, on what it made."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from tests.cli.cli_runs import in_a_process, snapshot
from tests.documents.verapdf import assert_ua1_and_pdfa3a
from tests.journeys.conftest import Demo
from tests.signing.tampering import TAMPERINGS, updated

from panel_desk.domain.events.meetings import AgendaIssued
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.minutes.minutes_record import read_record
from panel_desk.domain.verification import Verdict
from panel_desk.services.demo.demonstration import PASSPHRASE
from panel_desk.services.desk import Desk
from panel_desk.services.verifying import Verifying
from panel_desk.shipped import shipped
from panel_desk.vault.queries import actions as action_queries
from panel_desk.vault.queries import meetings as meeting_queries
from panel_desk.vault.rebuild import projected_tables

pytestmark = pytest.mark.slow
SIGNED = "minutes-SAFE-2026-10"
PROMISED = ("agenda-SAFE", "agenda-MACE", SIGNED, "minutes-SAFE-2026-11", "minutes-MACE-2026-11")


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "secret.txt"
    path.write_text(PASSPHRASE)
    return path


def test_it_ends_well_with_the_verification_in_words(demo: Demo) -> None:
    assert (demo.told.returncode, demo.told.stderr) == (0, "")
    last = demo.told.stdout.rpartition("\n\n")[2]
    assert last.startswith(f"{SIGNED}.pdf: Genuine")
    assert "✗" not in last


def test_every_step_is_told_with_its_time(demo: Demo) -> None:
    steps = demo.told.stdout.partition("\n\n")[0].splitlines()
    assert all(re.fullmatch(r" *\d+\.\d\d s  \S.*", step) for step in steps), steps
    words = " ".join(steps)
    assert all(verb in words for verb in ("Founded", "Imported", "Issued", "Held", "Signed", "Verified", "Drafted"))
    assert f"opens with: {PASSPHRASE}" in steps[-1]


def test_everything_promised_is_there_and_nothing_half_done(demo: Demo) -> None:
    assert set(PROMISED) <= set(demo.pdfs)
    assert any(name.startswith("actions-") for name in demo.pdfs)
    assert (demo.folder / "trust.paneltrust").is_file()
    assert (demo.folder / "desk" / "vault.db").is_file()
    assert [path.name for path in demo.folder.parent.iterdir()] == ["demo"]


def test_the_case_lists_are_those_that_come_with_the_application(demo: Demo) -> None:
    lists = snapshot(demo.folder / "case-lists")
    assert len(lists) >= 6
    assert all(content == shipped("demo", name).read_bytes() for name, content in lists.items())


def test_every_page_is_marked_and_says_that_it_is_fictional(demo: Demo) -> None:
    for name in demo.pdfs:
        for page in demo.text(name):
            # The public copy is for everybody.
            assert page.count("OFFICIAL-SENSITIVE") >= (0 if name.endswith("-public") else 2), name
            assert "FICTIONAL" in page, name


def test_pages_are_numbered_to_their_end(demo: Demo) -> None:
    for name in demo.pdfs:
        pages = demo.text(name)
        for number, page in enumerate(pages, 1):
            assert f"Page {number} of {len(pages)}" in page, name


def test_only_minutes_that_nobody_confirmed_are_drafts(demo: Demo) -> None:
    assert not any("DRAFT" in page for page in demo.text(SIGNED))
    for name in ("minutes-SAFE-2026-11", "minutes-MACE-2026-11"):
        assert all("DRAFT" in page for page in demo.text(name))


def test_no_name_of_a_child_is_in_agenda_minutes_or_sheets(demo: Demo) -> None:
    with Desk.open(demo.folder / "desk", PASSPHRASE) as desk:
        facts = desk.importing.known().children
    surnames = {f.surname for f in facts if len(f.surname) > 3}
    texts = {name: " ".join(demo.text(name)) for name in demo.pdfs if not name.startswith("name-key")}
    found = {(name, word) for name, text in texts.items() for word in surnames if re.search(rf"\b{word}\b", text)}
    people = {"Khan", "Osei", "Prior", "Hart", "Bell", "Rahman", "Bello", "Morgan", "Castellan", "Lee"}
    assert {pair for pair in found if pair[1] not in people} == set()


def test_every_case_of_the_agenda_has_its_reason(demo: Demo) -> None:
    with Desk.open(demo.folder / "desk", PASSPHRASE) as desk:
        for row in meeting_queries.meetings(desk.book.db):
            cases = [item for item in desk.meetings.meeting(row.id).items if item.needs_outcome]
            assert cases
            assert all(item.agenda.because for item in cases)
            assert all(item.decisions for item in cases)


def test_october_drives_novembers_agenda(demo: Demo) -> None:
    text = " ".join(demo.text("agenda-SAFE"))
    assert "SAFE-2026-11" in text
    assert "set at SAFE-2026-10" in text
    assert "Minutes of 22 October 2026" in text


def test_open_actions_stand_on_the_next_agenda_of_their_panel(demo: Demo) -> None:
    agenda = " ".join(demo.text("agenda-SAFE"))
    with Desk.open(demo.folder / "desk", PASSPHRASE) as desk:
        meeting = desk.meetings.by_reference("SAFE-2026-11")
        issued = max(
            line.seq
            for line in desk.book.journal.since(0)
            if isinstance(line.event, AgendaIssued) and line.stream == f"meeting/{meeting.id}"
        )
        october = desk.meetings.by_reference("SAFE-2026-10").id
        recorded = action_queries.by_meeting(desk.book.db, october)
        then = [desk.actions.as_of(action.id, issued) for action in recorded]
    still_open = [action.reference for action in then if action is not None and action.status.is_open]
    assert still_open, "the demonstration asks in October for something that is not done by November"
    assert [r for r in still_open if r.removeprefix("SAFE-2026-") not in agenda] == []


def test_the_signed_minutes_verify_with_the_trust_file(demo: Demo) -> None:
    trust = demo.folder / "trust.paneltrust"
    done = in_a_process("verify", demo.folder / f"{SIGNED}.pdf", "--trust", trust, "--json")
    data = json.loads(done.stdout)
    assert (done.returncode, data["verdict"], data["changes"]) == (0, "genuine", [])
    assert data["signatures"]["expected"] == data["signatures"]["found"] >= 1
    assert data["role"] == "chair"


def test_who_signed_presided_where_they_were_confirmed(demo: Demo) -> None:
    with Desk.open(demo.folder / "desk", PASSPHRASE) as desk:
        meeting = desk.meetings.by_reference("SAFE-2026-10")
        later = desk.meetings.by_reference("SAFE-2026-11")
    assert meeting.state is MeetingState.SIGNED
    assert meeting.signed is not None
    assert meeting.signed.signer == later.presiding


def test_the_desk_keeps_the_signed_file_as_it_left(demo: Demo) -> None:
    with Desk.open(demo.folder / "desk", PASSPHRASE) as desk:
        meeting_id = desk.meetings.by_reference("SAFE-2026-10").id
        assert desk.publishing.signed_pdf(meeting_id) == demo.pdf(SIGNED)


def test_what_is_attached_is_what_the_pages_say(demo: Demo) -> None:
    with pikepdf.open(io.BytesIO(demo.pdf(SIGNED))) as pdf:
        record = read_record(pdf.attachments["minutes.json"].get_file().read_bytes())
    text = re.sub(r"\s+", " ", " ".join(demo.text(SIGNED)))
    assert (record.meeting, record.fictional) == ("SAFE-2026-10", True)
    assert all(f"{section.number}. {section.title}" in text for section in record.sections)
    headings = [item.heading for section in record.sections for item in section.items if item.heading]
    assert headings
    assert all(heading.split(" · ")[0] in text for heading in headings)


def test_composing_the_signed_minutes_again_gives_the_sections_that_were_signed(demo: Demo) -> None:
    with pikepdf.open(io.BytesIO(demo.pdf(SIGNED))) as pdf:
        record = read_record(pdf.attachments["minutes.json"].get_file().read_bytes())
    with Desk.open(demo.folder / "desk", PASSPHRASE) as desk:
        again = desk.minutes.value(desk.meetings.by_reference("SAFE-2026-10").id)
    assert again.sections == record.sections


@pytest.mark.parametrize("name", PROMISED)
def test_its_documents_are_pdf_ua_1_and_pdf_a_3a(demo: Demo, name: str) -> None:
    assert_ua1_and_pdfa3a(demo.pdf(name))


def change_title(pdf: bytes) -> bytes:
    """An update gives the minutes another title in their properties."""

    def change(writer: Any) -> None:  # noqa: ANN401 - the library's writer is untyped
        old = writer.root["/Metadata"].data
        new = generic.StreamObject(stream_data=old.replace(b"minutes", b"agenda"))
        new[pdf_name("/Type")], new[pdf_name("/Subtype")] = pdf_name("/Metadata"), pdf_name("/XML")
        assert new.data != old
        writer.root["/Metadata"] = writer.add_object(new)
        writer.update_root()

    return updated(pdf, change)


COPIES = {**TAMPERINGS, "XMP title changed": change_title}
"""The signing room's copies; its own words for the title are not the demonstration's."""


@pytest.mark.parametrize("tampering", COPIES)
def test_no_tampered_copy_is_genuine(demo: Demo, tampering: str) -> None:
    verifying = Verifying(demo.folder / "nothing-pinned")
    trust = verifying.read_trust(demo.folder / "trust.paneltrust")
    good = demo.pdf(SIGNED)
    spoiled = COPIES[tampering](good)
    assert spoiled != good
    found = verifying.verify(spoiled, now=datetime.now(UTC), trust=trust)
    assert found.verdict is not Verdict.GENUINE


def test_any_flipped_bit_is_seen(demo: Demo) -> None:
    verifying = Verifying(demo.folder / "nothing-pinned")
    trust = verifying.read_trust(demo.folder / "trust.paneltrust")
    good = demo.pdf(SIGNED)
    for at in range(101, len(good), len(good) // 10):
        spoiled = good[:at] + bytes([good[at] ^ 4]) + good[at + 1 :]
        assert verifying.verify(spoiled, now=datetime.now(UTC), trust=trust).verdict is not Verdict.GENUINE, at


def test_the_record_is_whole_and_its_minutes_vouch_for_it(demo: Demo, secret: Path) -> None:
    minutes = demo.folder / f"{SIGNED}.pdf"
    desk = demo.folder / "desk"
    done = in_a_process("audit", "--desk", desk, "--passphrase-file", secret, "--minutes", minutes, "--json")
    data = json.loads(done.stdout)
    assert (done.returncode, data["is_whole"], data["tables_differ"]) == (0, True, [])
    assert data["anchors"] >= 2


def test_its_tables_hold_something_of_everything(demo: Demo) -> None:
    with Desk.open(demo.folder / "desk", PASSPHRASE) as desk:
        conn = desk.book.db.conn
        counts = {name: conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in projected_tables(conn)}
    wanted = {"child", "episode", "child_referral", "meeting", "agenda_item", "attendance", "decision", "minutes"}
    assert {name for name in wanted if not counts[name]} == set()


def test_the_invitation_holds_nothing_about_a_child(demo: Demo) -> None:
    with Desk.open(demo.folder / "desk", PASSPHRASE) as desk:
        facts = desk.importing.known().children
    for path in demo.folder.glob("*.ics"):
        text = path.read_text(encoding="utf-8").replace("\r\n ", "")
        assert not any(f.local_id in text or f"{f.initials} " in text for f in facts)


def test_it_is_made_again_in_its_place(demo: Demo, tmp_path: Path) -> None:
    mark = (demo.folder / "FICTIONAL.txt").read_text(encoding="utf-8").splitlines()
    assert {path.name for path in demo.folder.iterdir()} <= set(mark)
