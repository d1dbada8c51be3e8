"""The command as a process of its own: Ctrl+C, a second opener, closed pipes, bad places and narrow terminals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.cli_runs import COMMAND, in_a_process, snapshot
from tests.services.desk_builders import a_profile
from tests.services.signing_keys import SECRET
from tests.vault.mounts import a_small_disk, fill, mounted

from panel_desk.services.desk import Desk


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def interrupted_demo(folder: Path) -> tuple[int, str]:
    """Start the demonstration, wait for its first step, press Ctrl+C; its exit code and what it said."""
    # What a shell starts in the background, as a test run may be, passes on that Ctrl+C is ignored.
    hearing_it = ["env", "--default-signal=INT", *COMMAND, "demo", "--into", str(folder / "demo")]
    with subprocess.Popen(hearing_it, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as demo:
        assert demo.stdout is not None
        assert demo.stderr is not None
        assert "Founded" in demo.stdout.readline()
        assert (folder / ".demo.part").is_dir()
        demo.send_signal(signal.SIGINT)
        said = demo.stderr.read()
        return demo.wait(60), said


def test_ctrl_c_in_the_demonstration_leaves_nothing_half_done(tmp_path: Path) -> None:
    folder = tmp_path / "place"
    folder.mkdir()
    code, said = interrupted_demo(folder)
    assert (code, said.strip()) == (130, "Cancelled. Nothing is half-done.")
    assert list(folder.iterdir()) == []


def test_ctrl_c_leaves_the_earlier_demonstration_intact(tmp_path: Path) -> None:
    earlier = tmp_path / "place" / "demo"
    earlier.mkdir(parents=True)
    (earlier / "FICTIONAL.txt").write_text("Made here:\nminutes.pdf\n")
    (earlier / "minutes.pdf").write_bytes(b"earlier")
    before = snapshot(earlier)
    assert interrupted_demo(earlier.parent)[0] == 130
    assert snapshot(earlier) == before
    assert hidden(earlier.parent) == []


def test_a_demonstration_that_was_killed_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    part = tmp_path / ".demo.part"
    part.mkdir()
    (part / "FICTIONAL.txt").write_text("Everything in this folder is fictional.\n")
    (part / "half").write_bytes(b"half")
    assert interrupted_demo(tmp_path)[0] == 130
    assert not part.exists()


@pytest.mark.parametrize("place", ["file", "folder with other things", "its own part", "demo with a letter in it"])
def test_what_the_demonstration_did_not_make_is_refused_and_untouched(tmp_path: Path, place: str) -> None:
    demo = tmp_path / "demo"
    places = {
        "file": demo,
        "folder with other things": demo / "letter.txt",
        "its own part": tmp_path / ".demo.part" / "letter.txt",
        "demo with a letter in it": demo / "letter.txt",
    }
    places[place].parent.mkdir(exist_ok=True)
    places[place].write_text("Dear all")
    if place == "demo with a letter in it":
        (demo / "FICTIONAL.txt").write_text("Made here:\nminutes.pdf\n")
    before = snapshot(tmp_path)
    done = in_a_process("demo", "--into", demo)
    assert (done.returncode, done.stdout) == (1, "")
    assert "did not make" in done.stderr
    assert snapshot(tmp_path) == before


def test_a_demonstration_whose_desk_is_open_is_not_replaced(tmp_path: Path, made: Path) -> None:
    (made / "FICTIONAL.txt").write_text("\n".join(path.name for path in made.iterdir()))
    with Desk.open(made / "desk", SECRET):
        done = in_a_process("demo", "--into", made)
    assert done.returncode == 1
    assert "already open" in done.stderr
    assert (made / "minutes.pdf").exists()


def test_a_second_opener_is_told_who_has_the_desk(made: Path) -> None:
    with Desk.open(made / "desk", SECRET):
        done = in_a_process("audit", "--desk", made / "desk", "--passphrase-file", made / "secret.txt")
    assert done.returncode == 1
    assert f"process {os.getpid()}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("check-list", "list.csv", "--json"), ("doctor",), ("demo",), ("--help",)])
def test_a_reader_who_is_gone_ends_the_command_quietly(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "list.csv").write_bytes(a_profile())
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*COMMAND, *arguments], stdout=writing, stderr=subprocess.PIPE, cwd=tmp_path, text=True, check=False
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "list.csv"]


def test_a_terminal_that_cannot_show_a_character_gets_its_number(made: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = in_a_process(
        "verify", made / "minutes.pdf", "--trust", made / "trust.paneltrust", env=environment, encoding="cp1252"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u2713 Signed by" in done.stdout


def test_a_name_that_is_no_text_is_read_and_shown(made: Path) -> None:
    name = os.fsencode(made) + b"/m\xff.pdf"
    (made / "minutes.pdf").rename(os.fsdecode(name))
    done = subprocess.run(
        [*COMMAND, "verify", name, "--trust", str(made / "trust.paneltrust")], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_without_a_terminal_the_passphrase_cannot_be_asked_for(made: Path) -> None:
    done = in_a_process("audit", "--desk", made / "desk", start_new_session=True)
    assert done.returncode == 130
    assert "Cancelled" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_read_only_disk_is_one_sentence(made: Path, tmp_path: Path) -> None:
    point = tmp_path / "disk"
    point.mkdir()
    with mounted(point, "--bind", str(made)), mounted(point, "-o", "remount,ro,bind", again=True):
        audit = in_a_process("audit", "--desk", point / "desk", "--passphrase-file", point / "secret.txt")
        demo = in_a_process("demo", "--into", point / "demo")
    for done in (audit, demo):
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.strip().endswith(".")
        assert "Traceback" not in done.stderr


def test_a_full_disk_leaves_no_half_made_demonstration(tmp_path: Path) -> None:
    with a_small_disk(tmp_path / "disk", 4) as disk:
        fill(disk)
        done = in_a_process("demo", "--into", disk / "demo")
        assert [path.name for path in disk.iterdir()] == ["filler"]
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_a_disk_that_fills_on_the_way_leaves_no_half_made_demonstration(tmp_path: Path) -> None:
    with a_small_disk(tmp_path / "disk", 2) as disk:
        done = in_a_process("demo", "--into", disk / "demo")
        assert list(disk.iterdir()) == []
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("level", ["debug", "INFO", "verbose", "-1", ""])
def test_the_log_is_shown_where_it_is_asked_for_and_names_nobody(made: Path, level: str) -> None:
    with Desk.open(made / "desk", SECRET) as desk:
        desk.book.db.conn.execute("UPDATE projected SET revision = 0")
    command = ("audit", "--desk", made / "desk", "--passphrase-file", made / "secret.txt")
    done = in_a_process(*command, env={**os.environ, "PANEL_DESK_LOG": level})
    assert done.returncode == 0
    assert ("making the tables anew" in done.stderr) == (level in {"debug", "INFO"})
    assert "Dana" not in done.stderr


def test_a_fault_of_ours_is_logged_by_its_kind_and_place_and_not_by_its_text() -> None:
    code = (
        "import os; os.environ['PANEL_DESK_LOG'] = 'DEBUG'\n"
        "from panel_desk.cli import main\n"
        "def fault(**_): raise ZeroDivisionError('Kim Archer')\n"
        "main.group.main = fault; main.run()"
    )
    done = subprocess.run([COMMAND[0], "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "ZeroDivisionError at <string>:3" in done.stderr
    assert "Archer" not in done.stderr


def test_a_passphrase_may_be_sent_by_another_program(made: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "audit", "--desk", str(made / "desk")],
        input=(made / "secret.txt").read_text(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_once_a_desk_is_open_a_crash_writes_no_memory_to_the_disk(made: Path) -> None:
    code = (
        "import resource; from pathlib import Path; from panel_desk.services.desk import Desk\n"
        f"Desk.open(Path({str(made / 'desk')!r}), {(made / 'secret.txt').read_text().strip()!r}).close()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(0, 0)"
