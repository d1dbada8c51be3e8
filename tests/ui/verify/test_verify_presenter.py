"""What Verify says of a file, without a window: every question apart, and nothing that nobody vouches for."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from tests.signing import tampering
from tests.ui.desks import OpenSession
from tests.ui.verify.conftest import NOW, SignedFiles

from panel_desk.domain.errors import DeskError
from panel_desk.domain.verification import Question, Verdict
from panel_desk.services.verifying import Verifying
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.workspaces.verify.presenter import GAPS, CheckedFile, VerifyPresenter, heard


@pytest.fixture
def trusting(verifying: Verifying, files: SignedFiles, tmp_path: Path) -> VerifyPresenter:
    """A reader who has imported the council's trust file."""
    presenter = VerifyPresenter(verifying, None)
    (tmp_path / "c.paneltrust").write_bytes(files.trust)
    offered = presenter.offer(tmp_path / "c.paneltrust")
    presenter.accept(offered, offered.fingerprint)
    return presenter


def checked(presenter: VerifyPresenter, content: bytes, folder: Path, held: bytes | None = None) -> CheckedFile:
    path = folder / "sent.pdf"
    path.write_bytes(content)
    return presenter.check(presenter.open_file(path), NOW, held, ())


def red(found: CheckedFile) -> set[Question]:
    return {view.question for view in found.questions if view.tone is Tone.RED}


def test_presenters_need_no_screen() -> None:
    names = "panel_desk.ui.workspaces.verify.presenter, panel_desk.ui.workspaces.minutes.presenter"
    said = f"import sys, {names}; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", said], check=False).returncode == 0


def test_genuine_minutes_are_green_and_every_question_is_answered(
    trusting: VerifyPresenter, files: SignedFiles, folder: Path
) -> None:
    found = checked(trusting, files.signed, folder)
    assert (found.verdict.title, found.verdict.tone) == ("Genuine", Tone.GREEN)
    assert [view.question for view in found.questions] == list(Question)
    assert red(found) == set()
    assert "3 of 3 signatures" in [view.title for view in found.questions]


def test_a_signature_that_is_still_missing_is_amber(
    trusting: VerifyPresenter, files: SignedFiles, folder: Path
) -> None:
    found = checked(trusting, files.only_chair, folder)
    assert (found.found.verdict, found.verdict.tone) == (Verdict.INCOMPLETE, Tone.AMBER)
    assert "1 of 3 signatures" in [view.title for view in found.questions]


@pytest.mark.parametrize(
    ("tamper", "question"),
    [
        (tampering.overlay_text, Question.UNCHANGED),
        (tampering.add_annotation, Question.UNCHANGED),
        (tampering.swap_record, Question.UNCHANGED),
        (tampering.move_field, Question.UNCHANGED),
        (tampering.flip_cms_byte, Question.UNCHANGED),
        (tampering.strip_and_save, Question.SIGNED),
        (lambda pdf: pdf + b"more", Question.UNCHANGED),
    ],
    ids=["overlay", "annotation", "record", "field", "cms", "stripped", "behind-the-end"],
)
def test_each_tampered_file_shows_its_question_in_red(
    trusting: VerifyPresenter, files: SignedFiles, folder: Path, tamper: tampering.Tampering, question: Question
) -> None:
    found = checked(trusting, tamper(files.signed), folder)
    assert found.verdict.tone is Tone.RED
    assert question in red(found)


def test_a_changed_file_offers_the_version_that_was_signed(
    trusting: VerifyPresenter, files: SignedFiles, folder: Path
) -> None:
    found = checked(trusting, tampering.overlay_text(files.signed), folder)
    assert found.found.signed_revision == files.signed
    assert "can be opened below" in found.verdict.sentence
    assert found.found.changes[0] in found.report


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a zip", b"%PDF-1.7 cut", b"\x00" * 2000])
def test_what_is_no_pdf_gives_a_sentence(trusting: VerifyPresenter, folder: Path, content: bytes) -> None:
    found = checked(trusting, content, folder)
    assert found.found.verdict is Verdict.DAMAGED
    assert found.questions[0].detail.endswith(".")


def test_a_file_cut_in_half_gives_a_sentence(trusting: VerifyPresenter, files: SignedFiles, folder: Path) -> None:
    found = checked(trusting, files.signed[: len(files.signed) // 2], folder)
    assert found.verdict.tone is Tone.RED
    assert found.record is None


def test_without_a_trust_file_nobody_is_known_and_no_action_is_told(
    verifying: Verifying, files: SignedFiles, folder: Path
) -> None:
    presenter = VerifyPresenter(verifying, None)
    found = checked(presenter, files.signed, folder)
    assert (found.verdict.tone, found.record, found.agencies) == (Tone.AMBER, None, ())
    assert not presenter.trust().known
    assert ".paneltrust" in presenter.trust().detail


def test_my_agencys_actions_come_from_the_signed_record(
    trusting: VerifyPresenter, files: SignedFiles, folder: Path
) -> None:
    found = checked(trusting, files.signed, folder)
    assert found.agencies == ("Health", "Police")
    actions = found.actions("Police")
    assert actions is not None
    assert [line.what for line in actions.new] == ["Visit the bakery"]


def test_actions_of_a_changed_file_are_those_that_were_signed(
    trusting: VerifyPresenter, files: SignedFiles, folder: Path
) -> None:
    found = checked(trusting, tampering.swap_record(files.signed), folder)
    assert found.agencies == ("Health", "Police")
    stripped = checked(trusting, tampering.strip_and_save(files.signed), folder)
    assert stripped.record is None


def test_the_calendar_has_the_due_days_and_nothing_about_a_child(
    trusting: VerifyPresenter, files: SignedFiles, folder: Path
) -> None:
    content = checked(trusting, files.signed, folder).calendar("Health", NOW)
    events = Calendar.from_ical(content).walk("VEVENT")
    assert [event["DTSTART"].to_ical() for event in events] == [b"20261119"]
    assert str(events[0]["SUMMARY"]).startswith("Due: action SAFE-2026-10/")
    assert not any(word in content for word in (b"Offer a check", b"101", b"K.A."))


def test_a_file_is_checked_once_for_each_trust(trusting: VerifyPresenter, files: SignedFiles, folder: Path) -> None:
    first = checked(trusting, files.signed, folder)
    assert checked(trusting, files.signed, folder) is first
    assert checked(trusting, files.signed, folder, held=files.signed) is not first


def test_minutes_that_the_desk_holds_are_compared_with_its_own(
    trusting: VerifyPresenter, files: SignedFiles, folder: Path
) -> None:
    found = checked(trusting, files.signed, folder, held=files.signed)
    assert "the one this desk holds" in found.questions[-1].detail


def test_a_fingerprint_heard_otherwise_is_refused_and_nothing_is_pinned(verifying: Verifying, folder: Path) -> None:
    presenter = VerifyPresenter(verifying, None)
    offered = presenter.offer(folder / "council.paneltrust")
    wrong = heard(offered.fingerprint, {GAPS[0]: "0000"})
    with pytest.raises(DeskError, match="not the expected one"):
        presenter.accept(offered, wrong)
    assert not presenter.trust().known


def test_a_newer_edition_of_a_known_root_needs_no_fingerprint(
    trusting: VerifyPresenter, files: SignedFiles, folder: Path
) -> None:
    (folder / "newer.paneltrust").write_bytes(files.newer_trust)
    offered = trusting.offer(folder / "newer.paneltrust")
    assert offered.is_known
    trusting.accept(offered, None)
    assert "no. 2" in trusting.trust().detail


def test_a_file_that_is_not_there_is_told(trusting: VerifyPresenter, folder: Path) -> None:
    with pytest.raises(DeskError, match="no file"):
        trusting.open_file(folder / "gone.pdf")


def test_an_open_desk_knows_its_own_signers_without_an_import(demo_session: OpenSession, demo_template: Path) -> None:
    presenter = VerifyPresenter(Verifying(demo_template / "nobody.paneltrust"), demo_session.reading)
    opened = presenter.open_file(demo_template / "minutes-SAFE-2026-10.pdf")
    found = presenter.check(opened, datetime.now(UTC), presenter.held(opened.meeting_id), ())
    assert found.found.verdict is Verdict.GENUINE
    assert presenter.trust().known
