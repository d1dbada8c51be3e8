"""Checks one list in a process of its own: run as a module, never imported by the application.

A long list keeps the interpreter busy for seconds, and a busy interpreter makes a window stutter. The file comes in
first, then an order for each check; standard input's end is this process's end.
"""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from typing import BinaryIO

import msgspec

from panel_desk.caselists import frames
from panel_desk.caselists.choices import Tell
from panel_desk.caselists.known import KnownToDesk
from panel_desk.caselists.list_file import ListFile
from panel_desk.domain.errors import DeskError

_HEARTBEAT = 0.2
"""Seconds between two words, so that a wish to cancel is heard also while a workbook is being read."""


class _Voice:
    """Says one thing after the other, and the last thing again while nothing new is to be said."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._one_at_a_time = threading.Lock()
        self._last: frames.Told | None = None
        self._over = threading.Event()

    def say(self, said: frames.Said) -> None:
        body = frames.encode(said)
        with self._one_at_a_time:
            frames.put(self._stream, body)

    def tell(self, words: str, fraction: float | None = None) -> None:
        self._last = frames.Told(words, fraction)
        self.say(self._last)

    def answered(self) -> None:
        self._last = None

    def keep_saying(self) -> None:
        with suppress(OSError):
            while not self._over.wait(_HEARTBEAT):
                if last := self._last:
                    self.say(last)

    def end(self) -> None:
        self._over.set()


def _answer(list_file: ListFile, order: frames.Order, known_json: bytes, voice: _Voice) -> None:
    tell: Tell = voice.tell
    try:
        known = msgspec.json.decode(known_json, type=KnownToDesk)
        preview = list_file.check(order.choices, today=order.today, known=known, remembered=order.remembered, tell=tell)
    except DeskError as error:
        voice.answered()
        voice.say(frames.Refused(error.sentence, error.reason, error.remedy))
        return
    for handful in frames.handfuls(preview):
        voice.say(handful)
    voice.answered()
    voice.say(frames.Checked(frames.without_handfuls(preview)))


def main() -> None:
    """Read the file's name, the file and the orders; write the answers."""
    name, untrusted_bytes = frames.take(sys.stdin.buffer), frames.take(sys.stdin.buffer)
    if name is None or untrusted_bytes is None:
        return
    list_file, voice = ListFile(untrusted_bytes, name.decode(errors="surrogatepass")), _Voice(sys.stdout.buffer)
    heart = threading.Thread(target=voice.keep_saying, daemon=True)
    heart.start()
    orders = msgspec.msgpack.Decoder(frames.Order)
    with suppress(BrokenPipeError):
        while (order := frames.take(sys.stdin.buffer)) and (known_json := frames.take(sys.stdin.buffer)):
            _answer(list_file, orders.decode(order), known_json, voice)
    voice.end()


if __name__ == "__main__":
    main()
