"""The whole job on fictional case lists: a desk, two months of SAFE and one MACE, signed and verified minutes."""

from __future__ import annotations

import shutil
import time as stopwatch
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from panel_desk.domain.calendar import ENGLAND, count_words, date_words, deadlines
from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.figures.reporting_year import year_around
from panel_desk.domain.ids import AgencyKey, MeetingId, PanelKey
from panel_desk.domain.people import Person, Role
from panel_desk.domain.verification import Verification
from panel_desk.services.demo.playing import Playing, StagedClock
from panel_desk.services.demo.playing_between import PlayingBetween
from panel_desk.services.demo.scenario import Scenario, ScriptedMeeting, read_scenario
from panel_desk.services.desk import FOUNDER, Desk
from panel_desk.services.files import shown
from panel_desk.services.publishing import AgendaPack
from panel_desk.services.verifying import Verifying
from panel_desk.shipped import shipped
from panel_desk.vault.database import holds_vault
from panel_desk.vault.instance_lock import InstanceLock
from panel_desk.vault.keys.wrapping import QUICK_COST

PASSPHRASE = "fictional"  # noqa: S105 - of the demonstration, printed on purpose
_MARK = "FICTIONAL.txt"
_DESK = "desk"
_SCRUTINY = "the scrutiny committee"
Tell = Callable[[str, float], None]
"""Is told each step in words with the seconds it took."""


class Demonstration:
    """Makes the demonstration's folder, whole or not at all."""

    def __init__(self, into: Path, tell: Tell) -> None:
        self._into = into.resolve()
        self._folder = self._beside("part")
        self._tell = tell
        self._clock = StagedClock()
        self._scenario: Scenario = read_scenario(shipped("demo"))
        self._played: list[Playing] = []

    def run(self) -> Verification:
        """Make everything.

        Returns:
            What checking the signed minutes found.

        Raises:
            DeskError: where the folder holds something else, or cannot be written.
        """
        try:
            self._refuse_other_folder(self._into)
            self._refuse_other_folder(self._folder, unfinished=True)
            return self._made_whole()
        except BrokenPipeError:
            # Not the disk: whoever read what we tell has stopped reading.
            raise
        except OSError as error:
            raise DeskError(
                f"The demonstration cannot be written to {shown(str(self._into))}: {error.strerror}.",
                reason=Reason.STORAGE,
                remedy="Choose another folder with --into.",
            ) from error

    def _made_whole(self) -> Verification:
        """Everything beside the folder first; whatever happens, nothing half-made stays."""
        shutil.rmtree(self._folder, ignore_errors=True)
        try:
            self._folder.mkdir(parents=True)
            verification = self._make()
            self._list_made()
            self._put_in_place()
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)
        return verification

    def _beside(self, ending: str) -> Path:
        """A folder beside the one to make, on the same disk."""
        return self._into.parent / f".{self._into.name}.{ending}"

    @staticmethod
    def _refuse_other_folder(folder: Path, *, unfinished: bool = False) -> None:
        """Only what the demonstration made is ever replaced: its mark lists what that was, once it was finished."""
        if not folder.exists():
            return
        mark = folder / _MARK
        text = mark.read_text(encoding="utf-8", errors="replace") if mark.is_file() else ""
        made = {_MARK, *text.splitlines()}
        holds_others = not folder.is_dir() or any(path.name not in made for path in folder.iterdir())
        if holds_others and not (unfinished and text):
            raise DeskError(
                f"{shown(str(folder))} holds something that the demonstration did not make.",
                reason=Reason.STORAGE,
                remedy="Choose a new folder with --into.",
            )
        if holds_vault(folder / _DESK):
            InstanceLock(folder / _DESK).release()

    def _list_made(self) -> None:
        """Says in the mark what was made here, so that a later demonstration replaces nothing else."""
        made = sorted(path.name for path in self._folder.iterdir())
        with (self._folder / _MARK).open("a", encoding="utf-8") as mark:
            mark.write("\n".join(("\nMade here, and replaced when the demonstration is run again:", *made, "")))

    def _put_in_place(self) -> None:
        """The new folder for the old one: a failure or Ctrl+C on the way leaves the old one where it was."""
        old = self._beside("old")
        shutil.rmtree(old, ignore_errors=True)
        try:
            if self._into.exists():
                self._into.replace(old)
            self._folder.replace(self._into)
        except BaseException:
            if old.exists() and not self._into.exists():
                old.replace(self._into)
            raise
        shutil.rmtree(old, ignore_errors=True)

    def _make(self) -> Verification:
        self._write_mark()
        self._copy_lists()
        first = self._scenario.meetings[0]
        self._clock.set(date(first.held_on.year, first.held_on.month, 1), time(9, 0))
        began = stopwatch.perf_counter()
        with Desk.found(self._folder / _DESK, PASSPHRASE, self._keep_kit, clock=self._clock, cost=QUICK_COST) as desk:
            administrator = self._seat_people(desk)
            self._told(f"Founded the desk of {self._scenario.council} and seated its panels", began)
            between = PlayingBetween(desk, self._scenario.between, administrator.id)
            for script in self._scenario.meetings:
                self._play(desk, script, administrator, between)
            self._play_rest(between)
            self._write_figures(desk, administrator)
            verification = self._sign(desk)
            self._write_drafts(desk, administrator)
            self._audit(desk)
        return verification

    def _copy_lists(self) -> None:
        lists = self._folder / "case-lists"
        lists.mkdir()
        for name in dict.fromkeys(name for meeting in self._scenario.meetings for name in meeting.lists):
            shutil.copyfile(shipped("demo", name), lists / name)

    def _write_mark(self) -> None:
        (self._folder / _MARK).write_text(
            "Everything in this folder is fictional: the council, the children, the professionals.\n"
            f"The desk opens with the passphrase: {PASSPHRASE}\n",
            encoding="utf-8",
        )

    def _keep_kit(self, phrase: str) -> str:
        """Print the recovery kit to a file and type it back, as a person would from paper."""
        kit = f"Recovery kit of the fictional desk\n\n{phrase}\n"
        (self._folder / "recovery-kit.txt").write_text(kit, encoding="utf-8")
        return phrase

    def _seat_people(self, desk: Desk) -> Person:
        """People, seats, the signing root and a certificate for each who signs. Certificates count from now."""
        desk.people.found(FOUNDER, self._scenario.council, fictional=True)
        panels = [definition.key for definition in desk.people.define_shipped_panels(FOUNDER)]
        signers: list[tuple[Person, tuple[str, ...]]] = []
        administrator = self._seat_administrator(desk)
        for script in self._scenario.people:
            if script.name == administrator.name:
                continue
            person = desk.people.add(administrator.id, script.name, script.agency, script.title, script.email)
            for seat in script.seats:
                desk.people.seat(administrator.id, seat.panel, person, seat.role)
            if script.signs_as:
                signers.append((person, script.signs_as))
        staged = self._clock()
        self._clock.run()
        desk.certificates.found_root(self._scenario.council, PASSPHRASE)
        for person, roles in signers:
            desk.certificates.issue(
                administrator.id, person, roles=roles, panels=panels, root_passphrase=PASSPHRASE, passphrase=PASSPHRASE
            )
        (self._folder / "trust.paneltrust").write_bytes(desk.certificates.trust_file(PASSPHRASE))
        self._clock.stand(staged)
        return administrator

    def _seat_administrator(self, desk: Desk) -> Person:
        """The founder's last deed: from now on the administrator does what is done."""
        script = next(person for person in self._scenario.people if person.name == self._scenario.administrator)
        person = desk.people.add(FOUNDER, script.name, script.agency, script.title, script.email)
        desk.people.give_role(FOUNDER, person, Role.ADMINISTRATOR)
        return person

    def _play_rest(self, between: PlayingBetween) -> None:
        """What goes on after the last meeting."""
        began = stopwatch.perf_counter()
        last = between.last_on
        if last is None:
            return
        self._clock.set(last, time(17, 0))
        entered = between.play(last)
        self._told(f"Followed children, voices, the plan and places to {date_words(last)}: {entered} entries", began)

    def _write_figures(self, desk: Desk, administrator: Person) -> None:
        """What the service reports: the cross-reference, the profile for scrutiny and its public copy."""
        began, now = stopwatch.perf_counter(), self._clock()
        actor, folder = administrator.id, self._folder
        cross = desk.cross_referencing.run(now)
        desk.cross_referencing.export(actor, cross, folder / "cross-reference.pdf", "the panel’s chair")
        profile = desk.profiling.profile(year_around(now.date()))
        desk.profiling.export(actor, profile, folder / f"profile-{profile.period.file_label}.pdf", _SCRUTINY)
        public = desk.profiling.public(profile)
        desk.profiling.export(actor, public, folder / f"profile-{profile.period.file_label}-public.pdf", "the public")
        self._told(f"Cross-referenced and profiled: {cross.sentence}", began)

    def _play(self, desk: Desk, script: ScriptedMeeting, administrator: Person, between: PlayingBetween) -> None:
        self._import(desk, script, administrator)
        playing = Playing(desk, self._clock, script, administrator)
        began = stopwatch.perf_counter()
        pack = playing.prepare()
        meeting = desk.meetings.meeting(playing.meeting_id)
        cases = sum(item.needs_outcome for item in meeting.items)
        self._write_agenda(script.panel, pack)
        self._told(f"Issued the agenda of {meeting.reference}: {count_words(cases, 'case')}", began)
        eve = script.held_on - timedelta(days=1)
        self._clock.set(eve, time(20, 0))
        between.play(eve)
        began = stopwatch.perf_counter()
        playing.hold()
        self._after(desk, playing, administrator)
        minutes = desk.minutes.value(playing.meeting_id)
        decided = sum(len(item.decisions) for item in desk.meetings.meeting(playing.meeting_id).items)
        self._told(
            f"Held {meeting.reference} on {date_words(script.held_on)}: {count_words(decided, 'decision')}, "
            f"{minutes.facts[0][1].rpartition(', ')[2]}",
            began,
        )
        self._played.append(playing)

    def _import(self, desk: Desk, script: ScriptedMeeting, administrator: Person) -> None:
        cycle = deadlines(script.held_on, desk.people.panel(script.panel).deadlines)
        self._clock.set(cycle.case_list_by, time(11, 0))
        for name in script.lists:
            began = stopwatch.perf_counter()
            content = (self._folder / "case-lists" / name).read_bytes()
            preview = desk.importing.preview(content, name)
            desk.importing.add(administrator.id, preview, content)
            self._told(f"Imported {name}: {preview.sentence}", began)

    def _write_agenda(self, panel: PanelKey, pack: AgendaPack) -> None:
        (self._folder / f"agenda-{panel}.pdf").write_bytes(pack.agenda.content)
        (self._folder / f"name-key-{panel}.pdf").write_bytes(pack.name_key.content)
        (self._folder / f"invitation-{panel}.ics").write_bytes(pack.invitation)

    def _after(self, desk: Desk, playing: Playing, administrator: Person) -> None:
        """Sheets the next working day; the draft to the chair; to members, where a later meeting will confirm it."""
        meeting = desk.meetings.meeting(playing.meeting_id)
        cycle = deadlines(meeting.held_on, meeting.definition.deadlines)
        self._clock.set(cycle.action_sheet_by, time(10, 0))
        if meeting.definition.key == "SAFE":
            for agency, sheet in desk.publishing.action_sheets(administrator.id, meeting.id).items():
                (self._folder / f"actions-{agency}.pdf").write_bytes(sheet.content)
        desk.minutes.draft(administrator.id, meeting.id)
        if self._is_confirmed_later(meeting.definition.key, meeting.held_on):
            self._clock.set(cycle.minutes_issued_by, time(10, 0))
            desk.minutes.circulate(administrator.id, meeting.id)

    def _is_confirmed_later(self, panel: PanelKey, held_on: date) -> bool:
        return any(m.panel == panel and m.held_on > held_on for m in self._scenario.meetings)

    def _sign(self, desk: Desk) -> Verification:
        """Who presided at the confirming meeting certifies, then each approving agency signs; then anybody verifies."""
        self._clock.run()
        confirmed = next(p for p in self._played if desk.meetings.meeting(p.meeting_id).approved is not None)
        meeting = desk.meetings.meeting(confirmed.meeting_id)
        approved = meeting.approved
        if approved is None:
            raise ValueError("the first meeting's minutes are approved by its successor")
        began = stopwatch.perf_counter()
        signed = desk.publishing.sign(meeting.id, desk.people.named(approved.presiding_name), PASSPHRASE)
        signers = [approved.presiding_name]
        for agency in meeting.definition.approvals:
            approver = self._approver(desk, agency)
            signed = desk.publishing.approve(meeting.id, agency, approver, PASSPHRASE)
            signers.append(approver.name)
        path = self._folder / f"minutes-{meeting.reference}.pdf"
        path.write_bytes(signed)
        self._told(f"Signed {path.name}: {', '.join(signers)}", began)
        began = stopwatch.perf_counter()
        verifying = Verifying(self._folder / "none")
        trust = verifying.read_trust(self._folder / "trust.paneltrust")
        found = verifying.verify_file(path, now=datetime.now(ENGLAND), trust=trust)
        self._told(f"Verified {path.name} with trust.paneltrust: {found.verdict.value}", began)
        return found

    def _approver(self, desk: Desk, agency: AgencyKey) -> Person:
        name = next(p.name for p in self._scenario.people if f"approver:{agency}" in p.signs_as)
        return desk.people.named(name)

    def _write_drafts(self, desk: Desk, administrator: Person) -> None:
        """The minutes that no meeting has confirmed yet."""
        for playing in self._played:
            meeting = desk.meetings.meeting(playing.meeting_id)
            if meeting.signed is not None:
                continue
            began = stopwatch.perf_counter()
            draft = desk.publishing.send_minutes(administrator.id, MeetingId(meeting.id), "the chair")
            path = self._folder / f"minutes-{meeting.reference}.pdf"
            path.write_bytes(draft.content)
            self._told(f"Drafted {path.name}, {count_words(draft.pages, 'page')}", began)

    def _audit(self, desk: Desk) -> None:
        began = stopwatch.perf_counter()
        audit = desk.auditing.audit()
        self._told(f"Audited the record: {' '.join(audit.sentences)}", began)

    def _told(self, sentence: str, began: float) -> None:
        self._tell(sentence, stopwatch.perf_counter() - began)
