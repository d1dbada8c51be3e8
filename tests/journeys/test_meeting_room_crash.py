"""Killed again and again while somebody types, the room opens with what had been typed up to 300 ms before."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from tests.journeys import room_typist
from tests.journeys.room_desk import NOVEMBERS, founded
from tests.journeys.room_typist import Stands, Witness
from tests.services.desk_builders import ASHA, NOVEMBER, HeldClock, TestDesk
from tests.services.desk_folders import OPENS
from tests.services.signing_keys import make_keys

from panel_desk.services.desk import Desk
from panel_desk.services.preferences import preferences_of

KILLS = 100
WITHIN = 0.3
"""Seconds from a key until nothing takes it away any more."""


def in_session(root: Path) -> Path:
    """The desk of the journeys with November's meeting opened, at its first child."""
    folder = founded(root / "desk", make_keys())
    clock = HeldClock()
    clock.set(NOVEMBER)
    with Desk.open(folder, OPENS, clock=clock) as desk:
        at = TestDesk(desk, clock)
        meeting_id = desk.meetings.by_reference(NOVEMBERS).id
        desk.meetings.open(ASHA, meeting_id, at.person("Dana Prior").id)
        for name in ("Imran Khan", "Abena Osei", "Marta Lee"):
            desk.meetings.attend(ASHA, meeting_id, at.person(name))
        desk.meetings.turn_to(ASHA, meeting_id, at.cases(meeting_id)[0].id)
    preferences_of(root).change(who=ASHA)
    return root


class Killed:
    """One life of the window: how it opened, what was typed, and when it was killed."""

    def __init__(self, opened: Stands, typed: tuple[Witness, ...], at: float) -> None:
        self.opened, self.typed, self.at = opened, typed, at

    def may_open_with(self) -> Iterator[Stands]:
        """Everything that stood there from 300 ms before the kill on, what was about to be typed included."""
        done = [place for place, line in enumerate(self.typed) if line.typed and line.at <= self.at - WITHIN]
        first = done[-1] if done else 0
        return (line.stands for line in self.typed[first:])


def a_life(root: Path, seed: int, seconds: float) -> Killed:
    """Open the window, type for so many seconds, and kill it with -9."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.journeys.room_typist"])
    receiver, sender = context.Pipe(duplex=False)
    witness = root / "witness.jsonl"
    child = context.Process(target=room_typist.type_until_killed, args=(root, witness, seed, sender))
    child.start()
    sender.close()
    opened = msgspec.json.decode(receiver.recv_bytes(), type=Stands)
    time.sleep(seconds)
    at = time.monotonic()
    assert child.is_alive(), "the window died by itself"
    child.kill()
    child.join()
    child.close()
    receiver.close()
    # What the child was writing when it died was not written whole.
    lines = [line for line in witness.read_bytes().split(b"\n") if line.endswith(b"}")]
    return Killed(opened, tuple(msgspec.json.decode(line, type=Witness) for line in lines), at)


def is_one_of(opened: Stands, possible: Iterator[Stands]) -> bool:
    """Whether this is a moment that was; of one that was still coming about, all but part and cursor must be."""
    seen = list(possible)
    if opened in [each for each in seen if each.settled]:
        return True
    loose = [replace(each, item="", section="", cursor=0, line="", settled=True) for each in seen if not each.settled]
    return replace(opened, item="", section="", cursor=0, line="") in loose


@pytest.mark.slow
def test_a_hundred_kills_while_typing_lose_nothing_older_than_300_ms(tmp_path: Path) -> None:
    root, chance = in_session(tmp_path), random.Random(11)
    before: Killed | None = None
    keys, wrong = 0, []
    for seed in range(KILLS + 1):
        life = a_life(root, seed, chance.triangular(0.2, 1.6, 0.4))
        if before is not None and not is_one_of(life.opened, before.may_open_with()):
            wrong.append((seed, life.opened, list(before.may_open_with())))
        keys += sum(line.typed for line in life.typed)
        before = life
    print(f"{KILLS} kills, {keys} keys, {len(wrong)} wrong")  # noqa: T201  the figure that the test is for
    assert wrong == []
    assert keys > KILLS
