"""Looks up what somebody may do: seats and invitations in the record against the table of permissions."""

from __future__ import annotations

from collections.abc import Callable

from panel_desk.domain import permissions
from panel_desk.domain.errors import refused
from panel_desk.domain.events import DeedUndone, Event
from panel_desk.domain.events.actions import ActionDueChanged, ActionRecorded, ActionUpdated
from panel_desk.domain.events.meetings import MeetingPlanned
from panel_desk.domain.events.minutes import ExportMade
from panel_desk.domain.ids import ActionId, AgencyKey, MeetingId, PanelKey, PersonId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.people import Person, Role
from panel_desk.domain.permissions import FOUNDER, PERMITTED, AtTheDesk, Permission, RoleHeld
from panel_desk.vault.driver import Database
from panel_desk.vault.journal import Journal
from panel_desk.vault.queries import actions, meetings, people

_SITTING = (MeetingState.IN_SESSION, MeetingState.ADJOURNED)
_WORKING = (Role.ADMINISTRATOR, Role.CHAIR, Role.DEPUTY, Role.CORE_MEMBER)
"""Roles in which something can be done at the desk."""


class Permitting:
    """Answers and refuses for one record."""

    def __init__(self, db: Callable[[], Database], journal: Journal[Event]) -> None:
        self._db = db
        self._journal = journal

    def roles_of(self, person_id: PersonId) -> tuple[RoleHeld, ...]:
        """Every role that somebody holds now, and at which panel."""
        if person_id == FOUNDER and not people.administrators(self._db()):
            return (RoleHeld(role=Role.ADMINISTRATOR, panel=PanelKey("")),)
        return people.roles_held(self._db(), person_id)

    def may(self, actor: PersonId, permission: Permission, panel: PanelKey | None = None) -> bool:
        """Whether somebody may do a deed, at one panel or at any."""
        return permissions.is_allowed(self.roles_of(actor), permission, panel)

    def require(self, actor: PersonId, permission: Permission, panel: PanelKey) -> None:
        """Refuse what is no deed of the record and yet not everybody’s: to hand out again what was made for others.

        Raises:
            DeskError: naming the role, and whom to ask.
        """
        held = self.roles_of(actor)
        if not permissions.is_allowed(held, permission, panel):
            raise permissions.refusal(held, permission, panel)

    def possible(self) -> tuple[AtTheDesk, ...]:
        """Everyone who can work at the desk, once for each role: administrators first, then by role and name.

        A desk that has no administrator yet is worked at by its founder.
        """
        if not people.administrators(self._db()):
            return (AtTheDesk(person=_FOUNDING, role=Role.ADMINISTRATOR),)
        found = [
            AtTheDesk(person=person, role=role, panels=panels)
            for person in people.persons(self._db())
            for role, panels in _by_role(self.roles_of(person.id)).items()
            if role in _WORKING
        ]
        return tuple(sorted(found, key=lambda one: (_WORKING.index(one.role), one.person.name)))

    def refuse(self, actor: PersonId, stream: str, event: Event) -> None:
        """Refuse a deed that its actor's roles do not allow.

        Raises:
            DeskError: naming the role, and whom to ask.
        """
        if isinstance(event, DeedUndone):
            # Taking something back is as much as doing it.
            for undone in self._journal.named(event.event_ids):
                if undone.event is not None:
                    self.refuse(actor, undone.stream, undone.event)
            return
        panel = self._panel_of(stream, event)
        permission = permissions.needed_for(event)
        held = self.roles_of(actor)
        if permissions.is_allowed(held, permission, panel):
            self._refuse_beside_chair(actor, _meeting_of(stream, event), held, permission)
            return
        if self._is_own_list(actor, event):
            return
        if self._is_own_action(actor, stream, event) or self._is_invited_to(actor, stream, permission, panel):
            return
        raise permissions.refusal(held, permission, panel)

    def _panel_of(self, stream: str, event: Event) -> PanelKey | None:
        """The panel of a meeting or an action; None for what belongs to the desk as a whole."""
        if isinstance(event, MeetingPlanned):
            return event.definition.key
        if isinstance(event, ActionRecorded):
            return event.panel
        about, _, rest = stream.partition("/")
        of_id = rest.partition("/")[0]
        if about == "meeting":
            return people.panel_of_meeting(self._db(), MeetingId(of_id))
        action = actions.by_id(self._db(), ActionId(of_id)) if about == "action" else None
        return action.panel if action else None

    def _is_own_action(self, actor: PersonId, stream: str, event: Event) -> bool:
        """Whether it is news of an action of the agency whose seat somebody holds, told outside a meeting."""
        if not isinstance(event, ActionUpdated) or event.meeting_id is not None:
            return False
        action = actions.by_id(self._db(), ActionId(stream.removeprefix("action/")))
        return action is not None and any(
            seat.person.id == actor
            and AgencyKey(seat.agency) == action.agency
            and Permission.UPDATE_OWN_ACTIONS in PERMITTED[seat.role]
            for seat in people.seats(self._db(), action.panel)
        )

    def _is_own_list(self, actor: PersonId, event: Event) -> bool:
        """Whether it is a list of actions of the agency for which somebody sits at some panel."""
        if not isinstance(event, ExportMade) or not event.agency:
            return False
        return any(
            seat.person.id == actor
            and AgencyKey(seat.agency) == event.agency
            and Permission.TAKE_OWN_COPIES in PERMITTED[seat.role]
            for panel in people.panels(self._db())
            for seat in people.seats(self._db(), panel.key)
        )

    def _is_invited_to(self, actor: PersonId, stream: str, permission: Permission, panel: PanelKey | None) -> bool:
        """Whether the meeting's own list gives the role: who was chair when it was planned stays so for it.

        Minutes are signed by who presided at a later meeting, so that a signer may stand on any list of the panel.
        """
        about, _, rest = stream.partition("/")
        if about != "meeting" or panel is None:
            return False
        meeting_id = MeetingId(rest.partition("/")[0])
        signing = permission in (Permission.SIGN_MINUTES, Permission.SIGN_FOR_AGENCY)
        roles = people.invited_as(self._db(), actor, panel, None if signing else meeting_id)
        # An administrator is one by seat alone: the desk's keys do not stay with who has left it.
        held = tuple(RoleHeld(role=role, panel=panel) for role in roles if role is not Role.ADMINISTRATOR)
        if not permissions.is_allowed(held, permission, panel):
            return False
        self._refuse_beside_chair(actor, meeting_id, held, permission)
        return True

    def _refuse_beside_chair(
        self, actor: PersonId, about: MeetingId | None, held: tuple[RoleHeld, ...], permission: Permission
    ) -> None:
        """The deputy acts in the chair's absence: not at a meeting that somebody else is chairing now."""
        deciding = [one.role for one in held if permission in PERMITTED[one.role]]
        if about is None or set(deciding) != {Role.DEPUTY} or permission in _SIGNING:
            return
        meeting = meetings.by_id(self._db(), about)
        if meeting is None or meeting.state not in _SITTING or meeting.presiding in (None, actor):
            return
        if meetings.is_out(self._db(), about, meeting.presiding):
            return
        raise refused(
            f"The deputy acts in the chair’s absence, and somebody else presides at {meeting.reference}.",
            "Ask who presides, or the administrator.",
        )


def _meeting_of(stream: str, event: Event) -> MeetingId | None:
    """At which meeting a deed is done: what is asked there, or heard there of an action, belongs to it too."""
    about, _, rest = stream.partition("/")
    if about == "meeting":
        return MeetingId(rest.partition("/")[0])
    return event.meeting_id if isinstance(event, ActionRecorded | ActionUpdated | ActionDueChanged) else None


_SIGNING = (Permission.SIGN_MINUTES, Permission.SIGN_FOR_AGENCY)
_FOUNDING = Person(id=FOUNDER, name="Desk", agency=AgencyKey(""))


def _by_role(held: tuple[RoleHeld, ...]) -> dict[Role, tuple[PanelKey, ...]]:
    """Where each role is held."""
    found: dict[Role, tuple[PanelKey, ...]] = {}
    for one in held:
        found[one.role] = (*found.get(one.role, ()), one.panel)
    return found
