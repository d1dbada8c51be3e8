"""The cards of one child's story: risk, missing episodes, voice, actions, links, and what the lists say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import link
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.drawing import Bar, Step, StepChart, StripChart
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.children.story_view import (
    ActionView,
    EpisodeView,
    FeedbackView,
    LinkView,
    MissingView,
    RiskStepView,
    RiskView,
    StoryView,
)

Go = Callable[[Place], None]
_ROW, _MOST_ROWS = 28, 6
_LEGEND = (("missing", Tone.RED, True), ("absent", Tone.AMBER, False))


def story_cards(view: StoryView, go: Go) -> list[QWidget]:
    """All cards of a story, in reading order; what the record has nothing of is one muted sentence."""
    return [
        risk_card(view),
        missing_card(view.missing),
        voice_card(view, go),
        actions_card(view.actions, go),
        links_card(view.links, go),
        said_card(view),
        *([extracts_card(view.extracts)] if view.extracts else []),
    ]


def risk_card(view: StoryView) -> Card:
    """Each scale with its chart and, beside it, its table; scales are never turned into each other."""
    card = Card("Risk")
    for place, risk in enumerate(view.risks):
        if place:
            card.body.addWidget(Divider())
        card.body.addWidget(Words(_capital(risk.scale), WordsRole.SECTION))
        card.body.addWidget(_beside(_step_chart(risk), _risk_table(risk)))
    if not view.risks:
        listed = f" The lists say “{view.listed_risk}”, on no named scale." if view.listed_risk else ""
        card.body.addWidget(_nothing(f"No panel has set a level yet.{listed}"))
    return card


def missing_card(missing: MissingView) -> Card:
    """The last year as a strip, and below it the table."""
    card = Card("Missing", missing.aside)
    if not missing.episodes:
        card.body.addWidget(_nothing("The lists name no missing episode."))
        return card
    strip = StripChart("Missing episodes of the last year")
    strip.show_bars(
        [_bar(episode) for episode in missing.episodes],
        since=missing.since,
        until=missing.until,
        description=missing.description,
        legend=_LEGEND,
    )
    card.body.addWidget(strip)
    card.body.addWidget(_episode_table(missing.episodes))
    return card


def voice_card(view: StoryView, go: Go) -> Card:
    """What the child and the family said and what changed, then what meetings noted of the child's own wishes."""
    card = Card("Voice")
    if view.adds_feedback:
        add = Place(PageKey.VOICE, str(view.id), "add")
        card.add_to_head(link("Add feedback…", partial(go, add), tip="Record what the child or the family said"))
    for place, told in enumerate(view.feedback):
        if place:
            card.body.addWidget(Divider())
        _put_feedback(card, told, go)
    for place, voice in enumerate(view.voices):
        if place or view.feedback:
            card.body.addWidget(Divider())
        card.body.addWidget(Words(voice.text, WordsRole.BODY, wrap=True, selectable=True))
        to_minutes = Place(PageKey.MINUTES, voice.meeting_id)
        card.body.addWidget(_left(link(voice.source, partial(go, to_minutes), tip="Open the minutes")))
    if not view.voices and not view.feedback:
        card.body.addWidget(_nothing("Nothing is recorded as said, and no meeting has noted the child’s wishes yet."))
    return card


def _put_feedback(card: Card, told: FeedbackView, go: Go) -> None:
    card.body.addWidget(Words(told.said, WordsRole.BODY, wrap=True, selectable=True))
    to_voice = Place(PageKey.VOICE, told.id)
    card.body.addWidget(_left(link(told.source, partial(go, to_voice), tip="Open it on the Voice page")))
    for change in told.changes:
        card.body.addWidget(Words(f"What changed: {change}", WordsRole.MUTED, wrap=True, selectable=True))
    card.body.addWidget(flow_row(Chip(told.state, told.tone)))


def actions_card(actions: Sequence[ActionView], go: Go) -> Card:
    """Every action about the child, the open ones first."""
    still_open = sum(action.is_open for action in actions)
    card = Card("Actions", f"{still_open} open of {len(actions)}" if actions else "")
    for place, action in enumerate(sorted(actions, key=lambda one: not one.is_open)):
        if place:
            card.body.addWidget(Divider())
        head = QWidget()
        row = spaced(QHBoxLayout(head), spacing=8)
        to_action = Place(PageKey.ACTIONS, action.reference)
        row.addWidget(link(action.reference, partial(go, to_action), tip="Open the action"))
        row.addWidget(Words(action.who, WordsRole.MUTED, elide=True), 1)
        row.addWidget(Chip(action.status, action.tone, parent=head))
        card.body.addWidget(head)
        card.body.addWidget(Words(action.what, wrap=True, selectable=True))
    if not actions:
        card.body.addWidget(_nothing("No panel has asked for anything about this child."))
    return card


def links_card(links: Sequence[LinkView], go: Go) -> Card:
    """Who and what belongs beside the child; nothing is merged by it."""
    card = Card("Beside this child")
    for place, one in enumerate(links):
        if place:
            card.body.addWidget(Divider())
        if one.place is not None:
            to_child = one.place
            card.body.addWidget(_left(link(one.words, partial(go, to_child), tip="Open this child")))
        else:
            card.body.addWidget(Words(one.words, WordsRole.STRONG, wrap=True))
        card.body.addWidget(Words(one.why, WordsRole.MUTED, wrap=True))
    if not links:
        card.body.addWidget(_nothing("No sibling, shared address or referral, peer or place is on the record."))
    return card


def said_card(view: StoryView) -> Card:
    """What the sources say, apart from what panels decided."""
    card = Card("As the case lists say", "no panel set any of this")
    form = QFormLayout()
    form.setHorizontalSpacing(px(16))
    form.setVerticalSpacing(px(6))
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for label, value in view.said:
        form.addRow(Words(label, WordsRole.MUTED), Words(value, wrap=True, selectable=True))
    card.body.addLayout(form)
    if view.said_by:
        card.body.addWidget(Words(view.said_by, WordsRole.SMALL, wrap=True))
    return card


def extracts_card(extracts: Sequence[str]) -> Card:
    """Documents about this child that left the desk."""
    card = Card("Extracts that left the desk")
    for words in extracts:
        card.body.addWidget(Words(words, wrap=True, selectable=True))
    return card


def _step_chart(risk: RiskView) -> StepChart:
    chart = StepChart(f"Risk on the {risk.scale}")
    steps = [Step(on=s.on, level=max(s.level, 0), words=f"{s.words} from {s.day}") for s in risk.steps]
    chart.show_steps(risk.levels, steps, since=risk.since, until=risk.until, description=risk.description)
    return chart


def _risk_table(risk: RiskView) -> Table:
    columns: tuple[Column[RiskStepView], ...] = (
        Column(title="From", text=lambda s: s.short_day, sort=lambda s: s.on, whole=True, width=92),
        Column(title="Level", text=lambda s: s.words, sort=lambda s: s.level, strong=True, whole=True, width=76),
        Column(title="Set at", text=lambda s: s.at, tip=lambda s: s.by, stretch=True, width=100),
    )
    model = TableModel(columns, risk.steps[::-1], key=lambda step: step)
    return _low(Table(model, name=f"levels on the {risk.scale}", row_height=_ROW), len(risk.steps))


def _episode_table(episodes: Sequence[EpisodeView]) -> Table:
    columns: tuple[Column[EpisodeView], ...] = (
        Column(
            title="Began",
            text=lambda e: e.short_began,
            sort=lambda e: e.begins,
            tip=lambda e: e.began,
            whole=True,
            width=146,
        ),
        Column(title="Kind", text=lambda e: e.kind, whole=True, width=68),
        Column(title="Lasted", text=lambda e: e.lasted, tone=lambda e: Tone.RED if e.is_open else None, width=114),
        Column(
            title="Return interview", text=lambda e: e.interview, tip=lambda e: e.interview, stretch=True, width=120
        ),
    )
    model = TableModel(columns, episodes, key=lambda episode: episode)
    return _low(Table(model, name="missing episodes of one child", row_height=_ROW), len(episodes))


def _bar(episode: EpisodeView) -> Bar:
    return Bar(
        begins=episode.begins,
        ends=episode.ends,
        tone=Tone.AMBER if episode.absent else Tone.RED,
        whole=not episode.absent,
        open=episode.is_open,
        words=f"{episode.kind} {episode.began}, {episode.lasted}",
    )


def _low(table: Table, rows: int) -> Table:
    """As high as its rows, up to a few; more are scrolled to."""
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    table.setHorizontalScrollBarPolicy(off)
    if rows <= _MOST_ROWS:
        table.setVerticalScrollBarPolicy(off)
    table.ensurePolished()
    head = table.horizontalHeader().sizeHint().height()
    table.setFixedHeight(head + px(_ROW) * min(max(rows, 1), _MOST_ROWS) + 2 * table.frameWidth() + 2)
    return table


def _beside(chart: QWidget, table: QWidget) -> QWidget:
    both = QWidget()
    row = spaced(QHBoxLayout(both), spacing=12)
    row.addWidget(chart, 4, Qt.AlignmentFlag.AlignTop)
    row.addWidget(table, 5, Qt.AlignmentFlag.AlignTop)
    return both


def _left(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = spaced(QHBoxLayout(holder), spacing=0)
    row.addWidget(widget)
    row.addStretch(1)
    return holder


def _nothing(sentence: str) -> Words:
    return Words(sentence, WordsRole.MUTED, wrap=True)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def in_column(cards: Sequence[QWidget], stands_in: QWidget) -> QWidget:
    """Cards below each other, made where they will stand: to be moved there, all would be dressed anew."""
    holder = QWidget(stands_in)
    holder.setProperty("role", "ground")
    column = spaced(QVBoxLayout(holder), (0, 0, 8, 0), 16)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return holder
