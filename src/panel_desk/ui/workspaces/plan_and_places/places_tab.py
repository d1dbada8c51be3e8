"""Places, themes and persons of concern: a table, the chosen one with what is offered there and whom it touches."""

from __future__ import annotations

from collections.abc import Sequence

from panel_desk.domain.children.cases import ConcernKind
from panel_desk.domain.strategy.places_told import InterventionLine, LinkedChild, PlaceLine
from panel_desk.ui.asking import ask
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.sending import Outgoing
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.table import Column
from panel_desk.ui.workspaces.plan_and_places.place_panel import PlacePanel
from panel_desk.ui.workspaces.plan_and_places.places_dialogs import ConcernDialog, InterventionDialog, LinkDialog
from panel_desk.ui.workspaces.plan_and_places.register_tab import RegisterTab, Shown
from panel_desk.ui.workspaces.plan_and_places.wording import place_chip

OPEN, UNANSWERED, CLOSED = "open", "unanswered", "closed"
_NONE_YET = (
    "Places, themes and persons of concern appear here from case lists, or when you add one; "
    "with what is offered there: outreach, workshops, mobile provision, the voluntary sector."
)

_LEAD, _OFFERED = 2, 4
_COLUMNS: tuple[Column[PlaceLine], ...] = (
    Column(
        title="Place or theme", text=lambda p: p.name, tip=lambda p: p.concern, strong=True, stretch=True, width=200
    ),
    Column(title="Kind", text=lambda p: p.kind.value, muted=True, whole=True, width=130),
    Column(title="Lead", text=lambda p: p.lead_agency, width=120),
    Column(
        title="Children",
        text=lambda p: str(len(p.children) or "–"),
        sort=lambda p: len(p.children),
        align_right=True,
        width=72,
    ),
    Column(title="Offered", text=lambda p: p.offered_words, tip=lambda p: p.offered_words, muted=True, width=320),
    Column(title="State", text=lambda p: place_chip(p)[0], tone=lambda p: place_chip(p)[1], width=132),
)


_WORDS = Shown(
    name="places and themes",
    filter_words="Filter by words, agency or child",
    chips_words="Places to show",
    none_yet=_NONE_YET,
    none_found="Nothing is like that. Esc clears what is typed; another chip shows more.",
    begin="Add a place",
)


class PlacesTab(RegisterTab[PlaceLine]):
    """Places, themes and persons of concern, and the chosen one with what is offered there and whom it touches."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, _COLUMNS, (_LEAD, _OFFERED), _WORDS)
        self._lines: tuple[PlaceLine, ...] = ()
        self.offer_on_a_row(
            self.offer,
            ("Add what is offered…", self.offer, "M"),
            ("Link a child…", self.link, "L"),
            ("Change…", self.change, "E"),
            ("Close or reopen…", self.turn, ""),
        )
        self.panel = PlacePanel(self, may=self._may())
        self.place(self.panel)

    # What a tab says for itself

    def id_of(self, line: PlaceLine) -> str:
        """The concern’s own identifier."""
        return line.concern_id

    def chip_of(self, line: PlaceLine) -> str:
        """Open, or closed."""
        return CLOSED if line.closed else OPEN

    def all_lines(self) -> Sequence[PlaceLine]:
        """The open, then the closed."""
        return self._lines

    def is_shown(self, line: PlaceLine, chip: str) -> bool:
        """Those with nothing offered are open ones too."""
        return not line.closed and _unanswered(line) if chip == UNANSWERED else self.chip_of(line) == (chip or OPEN)

    def searched(self, line: PlaceLine) -> str:
        """All its words, and the children by what the table shows of them."""
        offered = " ".join(f"{one.kind.value} {one.what} {one.provider}" for one in line.interventions)
        children = " ".join(f"{child.initials} {child.local_id}" for child in line.children)
        return f"{line.name} {line.kind.value} {line.concern} {line.lead_agency} {offered} {children}".casefold()

    def show_line(self, line: PlaceLine | None) -> None:
        """Beside the table."""
        self.panel.show_place(line, self._session.names.of)

    # What the page calls

    def refresh(self) -> None:
        """Read the register again."""
        self._lines = self._session.reading.places.register(self._session.today)
        kept = [line for line in self._lines if not line.closed]
        self._chips.set_choices(
            [
                (OPEN, "Open", len(kept)),
                (UNANSWERED, "Nothing offered", sum(_unanswered(line) for line in kept)),
                (CLOSED, "Closed", len(self._lines) - len(kept)),
            ]
        )
        self._find()

    @property
    def sentence(self) -> str:
        """How many there are, and how many have no answer yet."""
        kept = [line for line in self._lines if not line.closed]
        if not kept:
            return ""
        without = sum(_unanswered(line) for line in kept)
        said = f"{len(kept)} open"
        return f"{said}, {without} with nothing offered yet" if without else f"{said}, each with something offered"

    def commands(self) -> Sequence[Command]:
        """What can be done with the register and the chosen place."""
        chosen = self.table.chosen()
        on = self._may() and chosen is not None and not chosen.closed
        return (
            Command(words="Filter the places", run=self._search.setFocus, shortcut="Ctrl+F"),
            Command(words="Add a place or theme", run=self.add, shortcut="Ctrl+N", enabled=self._may()),
            Command(words="Add what is offered there", run=self.offer, shortcut="Ctrl+M", enabled=on),
            Command(words="Link a child", run=self.link, shortcut="Ctrl+Shift+L", enabled=on),
            Command(words="Change this place", run=self.change, shortcut="Ctrl+E", enabled=on),
            Command(words="Close or reopen this place", run=self.turn, enabled=self._may() and chosen is not None),
        )

    def outgoing(self) -> Outgoing:
        """The register as a file."""
        return Outgoing(
            words="Places and themes of concern",
            file_name="places-of-concern",
            write=lambda desk, actor, path, to: desk.places.export(actor, path, to),
            shown_as="with children as pseudonyms, and without persons of concern",
        )

    def show_names(self) -> None:
        """Names or initials: the detail shows the other ones."""
        self._show_detail()

    # Deeds

    def add(self) -> None:
        """Ask for a new place."""
        self._ask_concern(None)

    def change(self) -> None:
        """Ask what is different about the chosen one."""
        chosen = self._open_one()
        if chosen is not None:
            self._ask_concern(chosen)

    def offer(self) -> None:
        """Ask what is offered there."""
        self._ask_intervention(None)

    def change_offer(self, line: InterventionLine) -> None:
        """Ask what is different about something offered: an end, a count, an outcome."""
        self._ask_intervention(line)

    def withdraw_offer(self, line: InterventionLine) -> None:
        """Ask why something offered is no longer told."""
        chosen = self._open_one()
        if chosen is None:
            return
        session, actor, concern_id = self._session, self._session.actor, chosen.concern_id
        session.messages.ask_words(
            f"Why is “{line.what}” withdrawn?",
            will="It was recorded by mistake: it leaves the register and every count; the journal keeps it.",
            yes="Withdraw it",
            on_words=lambda reason: session.do(
                lambda desk: desk.places.withdraw_intervention(actor, concern_id, line.id, reason),
                said="It is withdrawn.",
            ),
        )

    def link(self) -> None:
        """Ask which child is linked, and why."""
        chosen = self._open_one()
        if chosen is None:
            return
        session, actor, concern_id = self._session, self._session.actor, chosen.concern_id
        register = session.reading.children.register(session.today)
        children = [(c.local_id, session.names.of(c.initials, c.local_id, c.name)) for c in register.children]
        ask(
            session,
            LinkDialog(chosen.name, children, self),
            lambda desk, linked: desk.places.link(actor, concern_id, *linked),
            lambda linked: f"{linked[0]} is linked.",
        )

    def unlink(self, child: LinkedChild) -> None:
        """Ask why a child is linked no longer."""
        chosen = self._open_one()
        if chosen is None:
            return
        session, actor, concern_id = self._session, self._session.actor, chosen.concern_id
        session.messages.ask_words(
            f"Why is {child.initials} {child.local_id} linked no longer?",
            will="The link goes; the journal keeps it with the reason.",
            yes="Unlink",
            on_words=lambda reason: session.do(
                lambda desk: desk.places.unlink(actor, concern_id, child.local_id, reason),
                said=f"{child.local_id} is linked no longer.",
            ),
        )

    def turn(self) -> None:
        """Close the chosen place, or reopen it; a reason is asked."""
        chosen = self.table.chosen()
        if chosen is None or not self._may():
            return
        if chosen.closed:
            self._reopen(chosen)
        else:
            self._close(chosen)

    def open_child(self, child: LinkedChild) -> None:
        """Go to a linked child."""
        child_id = self._session.reading.children.id_of(child.local_id)
        if child_id is not None:
            self._session.go(Place(PageKey.CHILDREN, child_id))

    # Inside

    def _ask_concern(self, line: PlaceLine | None) -> None:
        actor, concern_id = self._session.actor, line.concern_id if line else None
        ask(
            self._session,
            ConcernDialog(line, self._session.today, self),
            lambda desk, row: desk.places.record_concern(actor, row, concern_id),
            lambda row: f"{row.name} is kept.",
            then=lambda row: self._choose_called(row.kind, row.name),
        )

    def _choose_called(self, kind: ConcernKind, name: str) -> None:
        found = next((line for line in self._lines if (line.kind, line.name) == (kind, name)), None)
        if found is not None:
            self.choose(found.concern_id)

    def _ask_intervention(self, line: InterventionLine | None) -> None:
        chosen = self._open_one()
        if chosen is None:
            return
        actor = self._session.actor
        ask(
            self._session,
            InterventionDialog(chosen.concern_id, line, self._session.today, self),
            lambda desk, intervention: desk.places.set_intervention(actor, intervention),
            lambda intervention: f"“{intervention.what}” is kept.",
        )

    def _close(self, line: PlaceLine) -> None:
        session, actor, today = self._session, self._session.actor, self._session.today
        session.messages.ask_words(
            f"Why is {line.name} closed?",
            will="No agenda proposes it any more; the record keeps it under Closed.",
            yes="Close it",
            on_words=lambda reason: session.do(
                lambda desk: desk.places.close(actor, line.concern_id, today, reason), said=f"{line.name} is closed."
            ),
        )

    def _reopen(self, line: PlaceLine) -> None:
        session, actor, today = self._session, self._session.actor, self._session.today
        session.messages.ask_words(
            f"Why is {line.name} opened again?",
            will="The MACE agenda proposes it again.",
            yes="Open again",
            on_words=lambda reason: session.do(
                lambda desk: desk.places.reopen(actor, line.concern_id, today, reason),
                said=f"{line.name} is open again.",
            ),
        )

    def _open_one(self) -> PlaceLine | None:
        """The chosen one, where its deeds may be done; of a closed one it is said that they may not."""
        chosen: PlaceLine | None = self.table.chosen()
        if chosen is None or not self._may():
            return None
        if chosen.closed:
            self._session.messages.say(f"{chosen.name} is closed.", remedy="Open it again first.")
            return None
        return chosen


def _unanswered(line: PlaceLine) -> bool:
    return line.kind is not ConcernKind.PERSON and not any(one.current for one in line.interventions)
