"""The meeting room: keys, deeds and openings in a window; keeping words and reading lines without one."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from bench import room_made
from bench.measuring import Comparison, summed_up
from panel_desk.domain.capture.reading import read
from panel_desk.domain.events.items import NoteSection
from panel_desk.services.desk import Desk
from panel_desk.services.room.typed_words import RoomWords
from panel_desk.vault.database import create_vault, new_data_key

FRAME, AT_ONCE, OPEN, LINE = 0.016, 0.050, 0.300, 0.001
"""Seconds to stay within: a painted key, a recorded deed, an opening, a line that is read."""
KEEPINGS = 300
LINES = (
    "The school has seen the child with older peers near the station",
    "/a police khan: Put the red Corsa on the number plate system by fri",
    "/a csc: Call a strategy discussion by 3d",
    "/d continue because the plan is working review next panel",
    "/d step up because three children describe the same adults review 10 dec",
    "/risk high because two phones were found in the child’s room review 3w",
    "/declare member health because she knows the family",
    "/v A text to the grandmother said: “I am all right.”",
)


def compare_all() -> Iterator[Comparison]:
    """In the window first, then what it stands on."""
    yield from _in_window()
    with tempfile.TemporaryDirectory() as folder:
        vault = create_vault(Path(folder), new_data_key(), room_made.NOW)
        with Desk(vault, room_made.Clock()) as desk:
            yield from (_keeping(desk), _reading(desk))


def _in_window() -> Iterator[Comparison]:
    told = subprocess.run(
        [sys.executable, "-m", "bench.room_window"],
        check=True,
        capture_output=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    took = msgspec.json.decode(told.stdout, type=dict[str, tuple[list[float], list[float]]])
    (keys, keys_worked), (bare, _bare_worked) = took["keys"], took["bare keys"]
    enters, enters_worked = took["enters"]
    yield _within(
        "key to painted letter while deeds are recorded (p99)",
        keys,
        FRAME,
        "one frame, 16 ms",
        note=f"p50 {_ms(keys, 50)} and p99 {_ms(keys, 99)} ms, of the processor {_ms(keys_worked, 50)} and "
        f"{_ms(keys_worked, 99)} ms; a bare editor {_ms(bare, 50)} and {_ms(bare, 99)} ms",
    )
    yield _within(
        "Enter to recorded and shown (p99)",
        enters,
        AT_ONCE,
        "50 ms",
        note=f"p50 {_ms(enters, 50)} and p99 {_ms(enters, 99)} ms, with FULL durability; of the processor "
        f"{_ms(enters_worked, 50)} and {_ms(enters_worked, 99)} ms",
    )
    (small, small_worked), (large, large_worked) = took["opening 10"], took["opening 60"]
    pairs = list(zip(large, small, strict=True))
    note = (
        f"{_middle(large)} ms and {_middle(small)} ms; of the processor {_middle(large_worked)} and "
        f"{_middle(small_worked)} ms"
    )
    yield summed_up(
        "opening a meeting of 60 items and 2,000 events", pairs, against="one of 10 items", at_most=1.5, note=note
    )
    yield summed_up(
        "opening a meeting of 60 items and 2,000 events", [(s, OPEN) for s in large], against="300 ms", at_most=1
    )


def _keeping(desk: Desk) -> Comparison:
    """Half a page of words kept, and a bare row of the same text, in turn."""
    who = room_made.found(desk, 15)
    meeting_id = room_made.in_session(desk, who.person.id)
    item_id = desk.meetings.meeting(meeting_id).current
    connection = desk.book.vault.db.conn
    connection.execute("CREATE TABLE bare (n INTEGER PRIMARY KEY, text TEXT)")
    upsert = "INSERT INTO bare VALUES (1, ?) ON CONFLICT (n) DO UPDATE SET text = excluded.text"
    texts = [LINES[0] * 20 + "x" * n for n in range(KEEPINGS)]

    def keep(n: int) -> None:
        words = RoomWords(item_id=item_id, texts={NoteSection.DISCUSSION: texts[n]}, cursor=len(texts[n]))
        desk.typed_words.keep(meeting_id, words)

    def bare(n: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(upsert, (texts[n],))
        connection.execute("COMMIT")

    ours, other = _in_turn(keep, bare)
    note = f"p50 {_ms(ours, 50)} and p99 {_ms(ours, 99)} ms against {_ms(other, 50)} and {_ms(other, 99)} ms"
    middle = [(statistics.median(ours), statistics.median(other))]
    return summed_up("typed words kept", middle, against="a bare one-row commit with FULL (p50)", at_most=2, note=note)


def _reading(desk: Desk) -> Comparison:
    """Every prefix of usual lines, as it is read while it is typed."""
    (line, *_rest) = desk.planning.all()
    at = desk.recording.context(line.id)
    took = []
    for text in LINES:
        for end in range(1, len(text) + 1):
            began = time.perf_counter()
            read(text[:end], at, cursor=end)
            took.append(time.perf_counter() - began)
    return _within("a line read at every key (p99)", took, LINE, "1 ms", note=f"p50 {_ms(took, 50)} ms")


def _within(bench: str, took: Sequence[float], allowed: float, against: str, *, note: str) -> Comparison:
    return summed_up(bench, [(statistics.quantiles(took, n=100)[98], allowed)], against=against, at_most=1, note=note)


def _in_turn(ours: Callable[[int], None], other: Callable[[int], None]) -> tuple[list[float], list[float]]:
    times: tuple[list[float], list[float]] = ([], [])
    for n in range(KEEPINGS):
        for which, work in enumerate((ours, other)):
            began = time.perf_counter()
            work(n)
            times[which].append(time.perf_counter() - began)
    return times


def _middle(took: Sequence[float]) -> float:
    return round(statistics.median(took) * 1000)


def _ms(took: Sequence[float], percent: int) -> float:
    return round(statistics.quantiles(took, n=100)[percent - 1] * 1000, 2)
