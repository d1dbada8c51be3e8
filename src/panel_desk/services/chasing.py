"""Asks owners for news of their actions: a letter for each, saved as a draft for any mail program, and entered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from email.errors import HeaderParseError, MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from panel_desk.domain.calendar import add_working_days, deadlines
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.following.chase_letters import Addressee, ChaseLetter, Sender, addressee_of, letters
from panel_desk.domain.following.followed_actions import FollowedAction, folded
from panel_desk.domain.ids import PanelKey, PersonId
from panel_desk.domain.meeting import actions as rules
from panel_desk.domain.meeting.meetings import COMING
from panel_desk.domain.panels import Deadlines
from panel_desk.domain.people import Person
from panel_desk.services.actions import Actions
from panel_desk.services.book import Book
from panel_desk.services.exporting import Exporting
from panel_desk.services.initials import initials_only
from panel_desk.vault.queries import meetings as meeting_queries
from panel_desk.vault.queries import people as people_queries

_LONGEST_NAME = 60


class Chasing:
    """Writes letters to owners, and enters whom was asked for what."""

    def __init__(self, book: Book, actions: Actions, exporting: Exporting) -> None:
        self._book = book
        self._actions = actions
        self._exporting = exporting

    def letters(self, sender: Person, references: Iterable[str], today: date) -> tuple[ChaseLetter, ...]:
        """The letters that ask for news of some actions; closed ones are passed over."""
        wanted = set(references)
        chosen = [f for f in self._actions.followed(today) if f.action.reference in wanted]
        people: dict[str, Person] = {person.id: person for person in people_queries.persons(self._book.db)}
        seats = people_queries.sitting_for(self._book.db)
        return letters(
            chosen,
            lambda followed: addressee_of(followed, people, seats),
            sender=self._sender(sender, chosen),
            reply_by=self._reply_by({f.action.panel for f in chosen}, today),
            hidden=initials_only(self._book.db),
        )

    def save(self, actor: PersonId, folder: Path, chosen: Sequence[ChaseLetter], on: date) -> tuple[Path, ...]:
        """Put the letters into a folder as drafts, and enter that their actions were chased: all, or nothing.

        Returns:
            The files, in the order of the letters.

        Raises:
            DeskError: where none is chosen, an action has been closed since, or the folder does not take the files.
        """
        if not chosen:
            raise refused("Whom shall be asked?", "Choose at least one owner.")
        files = _files(folder, chosen)
        chased = []
        for letter in chosen:
            for reference in letter.references:
                action = self._actions.by_reference(reference)
                chased.append((f"action/{action.id}", rules.chase(action, on, letter.to.name)))
        written: list[Path] = []
        try:
            with self._book.vault.write():
                for letter, path in zip(chosen, files, strict=True):
                    self._exporting.file(
                        actor, path, draft(letter), what="letter", title=letter.subject, recipient=letter.to.name
                    )
                    written.append(path)
                self._book.record(actor, *chased)
        except BaseException:
            # A letter of which the record knows nothing must not be sent.
            for path in written:
                path.unlink(missing_ok=True)
            raise
        return files

    def _sender(self, person: Person, chosen: Sequence[FollowedAction]) -> Sender:
        desk = people_queries.desk(self._book.db)
        panel = people_queries.panel(self._book.db, chosen[0].action.panel) if chosen else None
        return Sender(
            person=person,
            council=desk.council if desk else "",
            marking=panel.marking if panel else "",
            handling=panel.handling if panel else "",
            fictional=desk.fictional if desk else False,
        )

    def _reply_by(self, panels: set[PanelKey], today: date) -> date:
        """Before the next agenda of these panels goes out; else as many working days as owners are given before one."""
        days = []
        for key in sorted(panels):
            definition = people_queries.panel(self._book.db, key)
            counted = definition.deadlines if definition else Deadlines()
            coming = [
                deadlines(row.held_on, counted).agenda_by
                for row in meeting_queries.meetings(self._book.db, key)
                if row.state in COMING and row.held_on > today
            ]
            days += [day for day in coming if day > today] or [add_working_days(today, counted.chase_before)]
        return min(days, default=add_working_days(today, Deadlines().chase_before))


def draft(letter: ChaseLetter) -> bytes:
    """The letter as an ``.eml`` file that a mail program opens as a draft to be sent (``X-Unsent``).

    An address that is none is left out: the mail program then asks for one.
    """
    message = EmailMessage(policy=SMTP)
    if address := _address(letter.to):
        message["To"] = address
    message["Subject"] = " ".join(letter.subject.split())
    message["X-Unsent"] = "1"
    message.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def _address(to: Addressee) -> Address | None:
    """None for an address without exactly one name and one place, or with anything that could begin a header."""
    if not re.fullmatch(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+", to.email):
        return None
    try:
        return Address(display_name=" ".join(to.name.split()), addr_spec=to.email)
    except (MessageError, HeaderParseError, ValueError, IndexError):
        return None


def _files(folder: Path, chosen: Sequence[ChaseLetter]) -> tuple[Path, ...]:
    """A name for each draft that is not yet taken, so that no earlier draft is replaced."""
    if not folder.is_dir():
        raise not_found("The folder for the drafts is not there.")
    taken: set[Path] = set()
    files: list[Path] = []
    for letter in chosen:
        plain = re.sub(r"[^a-z0-9]+", "-", folded(letter.to.name))[:_LONGEST_NAME].strip("-") or "owner"
        tries = (folder / f"chase-{plain}{f'-{n}' if n > 1 else ''}.eml" for n in range(1, 10_000))
        path = next(p for p in tries if p not in taken and not p.exists())
        taken.add(path)
        files.append(path)
    return tuple(files)
