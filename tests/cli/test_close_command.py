"""``panel-desk close``: a recorded meeting is closed and its papers are made, without a window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.cli.cli_runs import Cli
from tests.services.desk_builders import a_profile
from tests.services.desk_folders import OPENS, a_desk_in, opened

from panel_desk.domain.meeting.meetings import MeetingState


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk whose SAFE panel of October sits, with nothing decided."""
    made = a_desk_in(tmp_path / "desk")
    with opened(made) as at:
        at.bring(a_profile())
        at.ask(at.opened(held_on=date(2026, 10, 22)))
    (tmp_path / "secret.txt").write_text(f"{OPENS}\n", encoding="utf-8")
    (tmp_path / "papers").mkdir()
    return made


def close(cli: Cli, folder: Path, *more: object) -> tuple[int, str, str]:
    secret, into = folder.parent / "secret.txt", folder.parent / "papers"
    ran = cli("close", "SAFE-2026-10", "--desk", folder, "--into", into, "--passphrase-file", secret, *more)
    return ran.code, ran.out, ran.err


def decide_all(folder: Path) -> None:
    with opened(folder) as at:
        meeting_id = at.desk.meetings.by_reference("SAFE-2026-10").id
        for item in at.cases(meeting_id):
            at.decide(meeting_id, item)


def test_a_meeting_is_closed_and_its_papers_lie_in_the_folder(cli: Cli, folder: Path) -> None:
    decide_all(folder)
    code, out, _ = close(cli, folder)
    assert code == 0
    assert "Nobody has ticked that the confidentiality statement was read." in out
    assert "SAFE-2026-10 is closed." in out
    assert "Next: SAFE-20" in out
    made = sorted(path.name for path in (folder.parent / "papers" / "SAFE-2026-10").iterdir())
    assert made == ["decisions-and-actions-SAFE-2026-10-police.pdf", "minutes-SAFE-2026-10-draft-1.pdf"]
    with opened(folder) as at:
        assert at.desk.meetings.by_reference("SAFE-2026-10").state is MeetingState.DRAFT


def test_without_a_next_meeting_none_is_planned(cli: Cli, folder: Path) -> None:
    decide_all(folder)
    assert close(cli, folder, "--no-next", "--no-letters", "--as", "Asha Rahman")[0] == 0
    with opened(folder) as at:
        assert len(at.desk.planning.all()) == 1


def test_an_undecided_item_stops_it_with_a_sentence_and_makes_nothing(cli: Cli, folder: Path) -> None:
    code, out, err = close(cli, folder)
    assert code == 1
    assert "has no outcome: decide it, or defer it with a reason." in out
    assert "no outcome" in err
    assert list((folder.parent / "papers").iterdir()) == []
