"""The draft of the message that an agenda goes out with (.eml): a mail program opens it unsent. It names no child."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP

from panel_desk.domain.agendas.agenda import Agenda
from panel_desk.domain.calendar import clock, day_words


def agenda_message(agenda: Agenda, *, addresses: Sequence[tuple[str, str]], pdf_name: str) -> bytes:
    """The message with which an issued agenda is sent.

    Args:
        agenda: Its marking, handling, times and place are used, its items never.
        addresses: Name and address of everyone invited who has one.
        pdf_name: Of the agenda's file, which the person attaches: nothing leaves the desk by itself.

    Returns:
        The file, RFC 5322, with ``X-Unsent`` so that mail programs open it for editing.
    """
    again = f" (issue {agenda.issued}, in place of the one before)" if agenda.issued > 1 else ""
    lines = [
        *_head(agenda),
        f"The agenda of the {agenda.panel_name}, {agenda.reference}, is attached as {pdf_name}{again}.",
        "",
        *_when(agenda),
        "",
        agenda.safeguarding_note,
    ]
    return _message(agenda, addresses, "agenda", lines)


def cancelled_message(agenda: Agenda, *, addresses: Sequence[tuple[str, str]], reason: str) -> bytes:
    """The message with which a meeting is called off.

    Args:
        agenda: As for ``agenda_message``.
        addresses: As for ``agenda_message``.
        reason: Why, as the record has it.
    """
    lines = [
        *_head(agenda),
        f"The meeting of the {agenda.panel_name}, {agenda.reference}, is cancelled: {reason.rstrip('.')}.",
        "",
        *_when(agenda),
        "",
        "Please destroy any copy of its agenda.",
        agenda.safeguarding_note,
    ]
    return _message(agenda, addresses, "cancelled", lines)


def _head(agenda: Agenda) -> list[str]:
    fictional = ["This meeting is fictional and nobody in it is real.", ""] if agenda.fictional else []
    return [agenda.marking, "", *fictional]


def _when(agenda: Agenda) -> list[str]:
    when = f"{day_words(agenda.held_on)}, {clock(agenda.starts_at)} to {clock(agenda.ends_at)}"
    return [f"When: {when}", *([f"Where: {agenda.place}"] if agenda.place else [])]


def _message(agenda: Agenda, addresses: Sequence[tuple[str, str]], what: str, lines: Sequence[str]) -> bytes:
    message = EmailMessage(policy=SMTP)
    # Mail programs offer the draft for sending instead of showing it as received.
    message["X-Unsent"] = "1"
    if addresses:
        message["To"] = ", ".join(f'"{_quoted(name)}" <{address}>' for name, address in addresses)
    message["Subject"] = _one_line(
        f"[{agenda.marking}] {agenda.panel_name} {agenda.reference}, {day_words(agenda.held_on)}: {what}"
    )
    body = [*lines, "", agenda.handling, "", agenda.marking]
    message.set_content("\n".join(body) + "\n")
    return bytes(message)


def _quoted(name: str) -> str:
    return _one_line(name).replace("\\", " ").replace('"', "’")


def _one_line(text: str) -> str:
    """Headers are one line: a place or a name with a line break in it must not begin another header."""
    return " ".join(text.split())
