"""The demonstration's folder is put in place whole: whatever fails on the way, the earlier one is still there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.services.desk_builders import refusal

from panel_desk.domain.errors import Reason
from panel_desk.services.demo.demonstration import Demonstration
from panel_desk.services.demo.scenario import read_scenario
from panel_desk.shipped import shipped


def a_demonstration(into: Path) -> Demonstration:
    return Demonstration(into, lambda _sentence, _seconds: None)


def test_a_failure_while_putting_it_in_place_gives_the_earlier_one_back(tmp_path: Path) -> None:
    into = tmp_path / "demo"
    into.mkdir()
    (into / "minutes.pdf").write_bytes(b"earlier")
    with pytest.raises(FileNotFoundError):
        a_demonstration(into)._put_in_place()
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
    assert (into / "minutes.pdf").read_bytes() == b"earlier"


def test_the_new_folder_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    into, part = tmp_path / "demo", tmp_path / ".demo.part"
    for folder, word in ((into, b"earlier"), (part, b"later")):
        folder.mkdir()
        (folder / "minutes.pdf").write_bytes(word)
    a_demonstration(into)._put_in_place()
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
    assert (into / "minutes.pdf").read_bytes() == b"later"


def test_a_link_to_a_folder_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "demo"
    link.symlink_to(tmp_path / "there")
    (tmp_path / ".there.part").mkdir()
    a_demonstration(link)._put_in_place()
    assert link.is_symlink()
    assert (tmp_path / "there").is_dir()


@pytest.mark.parametrize("where", ["/", "..", "."])
def test_a_place_with_other_things_in_it_is_refused_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "letter.txt").touch()
    monkeypatch.chdir(tmp_path / "inner")
    with refusal(Reason.STORAGE, "did not make"):
        a_demonstration(Path(where)).run()
    assert (tmp_path / "inner" / "letter.txt").exists()


def test_the_script_that_comes_with_the_application_is_read_in_the_order_of_its_days() -> None:
    scenario = read_scenario(shipped("demo"))
    days = [meeting.held_on for meeting in scenario.meetings]
    assert days == sorted(days)
    assert {meeting.panel for meeting in scenario.meetings} == {"SAFE", "MACE"}
    names = {person.name for person in scenario.people}
    assert {meeting.presides for meeting in scenario.meetings} <= names


@pytest.mark.parametrize("text", [None, "council = ", 'council = "x"\nunknown = 1\n'])
def test_a_script_that_cannot_be_read_is_told(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "people.toml").write_text(text)
    with refusal(Reason.BAD_FILE, "script"):
        read_scenario(tmp_path)
