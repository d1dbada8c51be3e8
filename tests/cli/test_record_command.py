"""``panel-desk record``: a meeting from a file of lines or from another program, stopped at the first refused line."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from tests.cli.cli_runs import Cli, sentence
from tests.services.desk_builders import ASHA, TestDesk, a_profile, child
from tests.services.desk_folders import OPENS, a_desk_in, opened

from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.meeting.meetings import Meeting, MeetingState

LINES = """\
# A whole meeting, line by line
/open dana
/present khan
/present osei
/present lee

/read
/go 6.1
Kim was seen with older peers.
/v
I like the coach.
/a police khan: call the school by 17 dec
/d continue because the plan holds review 17 dec
/n
Nothing new.
/defer because the school is closed
/finish
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk whose SAFE panel of October waits to be opened."""
    made = a_desk_in(tmp_path / "desk")
    with opened(made) as at:
        at.bring(a_profile(child("101"), child("102", surname="Young")))
        at.issued(held_on=date(2026, 10, 22))
    (tmp_path / "secret.txt").write_text(f"{OPENS}\n", encoding="utf-8")
    return made


def record(cli: Cli, folder: Path, text: str, *more: object) -> tuple[int, str, str]:
    lines = folder.parent / "lines.txt"
    lines.write_text(text, encoding="utf-8")
    secret = folder.parent / "secret.txt"
    ran = cli("record", "SAFE-2026-10", "--desk", folder, "--file", lines, "--passphrase-file", secret, *more)
    return ran.code, ran.out, ran.err


def meeting_in(at: TestDesk) -> Meeting:
    return at.desk.meetings.by_reference("SAFE-2026-10")


def test_a_whole_meeting_is_recorded_from_a_file(cli: Cli, folder: Path) -> None:
    code, out, err = record(cli, folder, LINES)
    assert (code, err) == (0, "")
    assert "   2  SAFE-2026-10 opened." in out
    assert "Action SAFE-2026-10/01 recorded." in out
    assert out.endswith("SAFE-2026-10: 14 deeds recorded.\n")
    with opened(folder) as at:
        meeting = meeting_in(at)
        assert meeting.state is MeetingState.CLOSED
        said = [dict(item.notes) for item in meeting.items if item.notes]
        assert said == [
            {NoteSection.DISCUSSION: "Kim was seen with older peers.", NoteSection.VOICE: "I like the coach."},
            # Another item begins at its first part again.
            {NoteSection.DISCUSSION: "Nothing new."},
        ]
        assert at.desk.auditing.audit().is_whole


def test_the_first_refused_line_stops_it_with_its_number_and_keeps_what_was_before(cli: Cli, folder: Path) -> None:
    code, out, err = record(cli, folder, "/open dana\n\n/d continue because so\n/present khan\n")
    assert code == 1
    assert err.startswith("Line 3: ")
    assert "SAFE-2026-10 opened." in out
    with opened(folder) as at:
        assert meeting_in(at).state is MeetingState.IN_SESSION
        assert [a.person.name for a in meeting_in(at).attendance] == ["Dana Prior"]


def test_a_line_that_is_not_understood_stops_it_with_what_is_missing(cli: Cli, folder: Path) -> None:
    code, _out, err = record(cli, folder, "/open dana\n/n\n/a police:\n")
    assert code == 1
    assert err.startswith("Line 3: ")


def test_lines_come_from_another_program_too(cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("/open dana\n/read\n"))
    ran = cli("record", "SAFE-2026-10", "--desk", folder, "--passphrase-file", folder.parent / "secret.txt")
    assert ran.code == 0
    assert "2 deeds recorded" in ran.out


def test_who_records_is_named_and_held_to_the_role(cli: Cli, folder: Path) -> None:
    code, _out, err = record(cli, folder, "/open dana\n", "--as", "Marta Lee")
    assert code == 1
    assert "may not take the minutes" in err
    with opened(folder) as at:
        assert at.desk.book.journal.head().seq > 0
        assert meeting_in(at).state is MeetingState.AGENDA_ISSUED
        assert ASHA in {one.person.id for one in at.desk.people.possible_at_desk()}


def test_a_file_that_is_no_text_is_a_sentence(cli: Cli, folder: Path) -> None:
    (folder.parent / "odd.txt").write_bytes(b"\xff\xfe\x00\xd8")
    ran = cli("record", "SAFE-2026-10", "--desk", folder, "--file", folder.parent / "odd.txt")
    assert ran.code == 1
    assert sentence(ran) == "odd.txt is not text."


def test_a_meeting_the_desk_does_not_have_is_a_sentence(cli: Cli, folder: Path) -> None:
    lines = folder.parent / "lines.txt"
    lines.write_text("/n\n", encoding="utf-8")
    secret = folder.parent / "secret.txt"
    ran = cli("record", "SAFE-2031-01", "--desk", folder, "--file", lines, "--passphrase-file", secret)
    assert (ran.code, sentence(ran)) == (1, "The record has no meeting SAFE-2031-01.")
