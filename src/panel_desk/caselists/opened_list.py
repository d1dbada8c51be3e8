"""A list that lies open before a person: short ones are checked at once, long ones in a process of their own."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import BinaryIO, cast

import msgspec
from msgspec import structs

from panel_desk.caselists import frames
from panel_desk.caselists.choices import Choices, Tell, told_to_nobody
from panel_desk.caselists.collector import collector_at_rest
from panel_desk.caselists.detect import bad_file
from panel_desk.caselists.findings import Problem, Repair
from panel_desk.caselists.known import KnownToDesk
from panel_desk.caselists.list_file import ListFile
from panel_desk.caselists.preview import ImportPreview, PreviewLine
from panel_desk.domain.children.cases import IdentityAlert
from panel_desk.domain.errors import DeskError
from panel_desk.shipped import own_process

LONG = 200_000
"""Bytes of a file and of what the desk knows, above which the tenth of a second that a process takes is well spent."""
_DECODER: msgspec.msgpack.Decoder[frames.Said] = msgspec.msgpack.Decoder(frames.Said)
_CLOSING = 2
"""Seconds a process has to end by itself."""


class OpenedList:
    """One file's bytes, and the process that has read it. Close it, or the process lives as long as the window.

    Args:
        untrusted_bytes: The file.
        file_name: A label.
    """

    def __init__(self, untrusted_bytes: bytes, file_name: str) -> None:
        self.untrusted_bytes = untrusted_bytes
        self.file_name = file_name
        self._here = ListFile(untrusted_bytes, file_name)
        self._apart: _Apart | None = None

    def check(
        self,
        choices: Choices,
        *,
        today: date,
        known_json: Sequence[bytes],
        remembered: Mapping[str, Choices],
        tell: Tell = told_to_nobody,
    ) -> ImportPreview:
        """What the list holds under the choices made. The file is read once, however often it is checked.

        Args:
            choices: What the person has decided.
            today: The day of the check.
            known_json: What the desk has: a ``KnownToDesk`` as JSON, in parts that are one text when they are joined.
            remembered: Choices for lists of the same headings, by signature.
            tell: Is told what is being done; what it raises ends the check at once and passes through.

        Raises:
            DeskError: ``BAD_FILE`` where the file as a whole cannot be used.
        """
        if len(self.untrusted_bytes) + sum(map(len, known_json)) <= LONG:
            known = msgspec.json.decode(b"".join(known_json), type=KnownToDesk)
            return self._here.check(choices, today=today, known=known, remembered=remembered, tell=tell)
        order = frames.Order(today=today, choices=choices, remembered=dict(remembered))
        tell("Reading the file", 0.0)
        if self._apart is None:
            self._apart = _Apart(self.untrusted_bytes, self.file_name)
        try:
            with collector_at_rest(settle=True):
                return self._apart.check(order, known_json, tell)
        except BaseException as error:
            if not isinstance(error, DeskError):
                self._stop()
            raise

    def close(self) -> None:
        """End the process, if there is one, and forget the file."""
        if self._apart is not None:
            self._apart.close()
            self._apart = None

    def _stop(self) -> None:
        if self._apart is not None:
            self._apart.stop()
            self._apart = None


class _Apart:
    """A process that has one list before it."""

    def __init__(self, untrusted_bytes: bytes, file_name: str) -> None:
        self._process = subprocess.Popen(
            own_process("panel_desk.caselists.checking_child"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # A process group of its own, so that stopping it stops the reader of a workbook that it has started.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._to, self._from = cast("BinaryIO", self._process.stdin), cast("BinaryIO", self._process.stdout)
        with suppress(BrokenPipeError):
            # Not as an argument, which any program of this computer could read.
            frames.put(self._to, file_name.encode(errors="surrogatepass"))
            frames.put(self._to, untrusted_bytes)

    def check(self, order: frames.Order, known_json: Sequence[bytes], tell: Tell) -> ImportPreview:
        with suppress(BrokenPipeError):
            frames.put(self._to, frames.encode(order))
            frames.put(self._to, *known_json)
        lines: list[PreviewLine] = []
        repairs: list[Repair] = []
        problems: list[Problem] = []
        alerts: list[IdentityAlert] = []
        for said in self._answers():
            match said:
                case frames.Told():
                    tell(said.words, said.fraction)
                case frames.Refused():
                    raise DeskError(said.sentence, reason=said.reason, remedy=said.remedy)
                case frames.Handful():
                    lines += said.lines
                    repairs += said.repairs
                    problems += said.problems
                    alerts += said.alerts
                    if said.lines:
                        tell(f"Laying out {len(lines):,} rows", 0.95)
                case frames.Checked():
                    return structs.replace(
                        said.preview,
                        lines=tuple(lines),
                        repairs=tuple(repairs),
                        problems=tuple(problems),
                        alerts=tuple(alerts),
                    )
        self.stop()
        raise bad_file("The list could not be checked: it asks for more memory than a case list needs.")

    def _answers(self) -> Iterator[frames.Said]:
        with suppress(msgspec.DecodeError):
            while (body := frames.take(self._from)) is not None:
                yield _DECODER.decode(body)

    def close(self) -> None:
        with suppress(OSError):
            self._to.close()
        try:
            self._process.wait(_CLOSING)
        except subprocess.TimeoutExpired:
            self.stop()
        self._from.close()

    def stop(self) -> None:
        if os.name == "posix" and self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        with suppress(OSError):
            self._to.close()
        self._from.close()
