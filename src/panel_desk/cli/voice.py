"""``panel-desk voice``: what children and families said, what was done because of it, and who has been told."""

from __future__ import annotations

from datetime import date

import click
import msgspec

from panel_desk.cli.between import DAY, PERIOD, Listed, deed, listing
from panel_desk.domain.errors import not_found, refused
from panel_desk.domain.figures.reporting_year import Period, year_around
from panel_desk.domain.ids import FeedbackId, PanelKey, PersonId, new_id
from panel_desk.domain.strategy.feedback import Feedback, FeedbackAnswer, Gathered, Speaker
from panel_desk.domain.strategy.feedback_told import FeedbackLine, YouSaidWeDid, quoted
from panel_desk.services.desk import Desk

_SHOWN = 8
"""Of an entry's number: enough to tell it from the others."""
_WHO = {speaker.name.casefold().replace("_", "-"): speaker for speaker in Speaker}
_HOW = {gathered.name.casefold().replace("_", "-"): gathered for gathered in Gathered}


@click.group("voice", invoke_without_command=True)
@click.option("--period", type=PERIOD, help="2025-26, Q2 2025-26, 2025-10 or two dates. Otherwise this year.")
@listing("Gathering what was said")
def command(desk: Desk, today: date, *, period: Period | None) -> Listed:
    """Show what children and families said in a period, and what changed: “you said, we did”.

    Children are shown by initials and local number. An entry is named by the end of its number, as it is shown.

    Example: panel-desk voice --desk demo/desk --period 2026-27
    """
    wanted = period or year_around(today)
    told = desk.voice.outside(wanted)
    return Listed(
        sentences=(f"{told.period_words}: {told.sentence}",),
        in_words=lambda: in_words(told),
        report=lambda: report(told),
        write=lambda actor, out, recipient: desk.voice.export(actor, out, wanted, recipient),
    )


def report(told: YouSaidWeDid) -> object:
    """As JSON, without what only the window shows."""
    built = msgspec.to_builtins(told)
    for line in (*built["answered"], *built["waiting"]):
        del line["name"], line["withdrawn_answers"], line["told_nowhere"]
    return built


def in_words(told: YouSaidWeDid) -> list[str]:
    """As a person reads it."""
    lines = [f"{told.period_words}: {told.sentence}"]
    for title, of in (("Answered", told.answered), ("Waiting for an answer", told.waiting)):
        if of:
            lines += ["", title, *(words for line in of for words in _lines(line))]
    return lines


def _lines(line: FeedbackLine) -> list[str]:
    said = f"  …{line.id[-_SHOWN:]}  {line.about_words}. {line.speaker_words} {line.how_words}: {quoted(line.said)}"
    several = len(line.answers) > 1 or any(answer.number > 1 for answer in line.answers)
    did = (f"      We did{f' ({answer.number})' if several else ''}: {answer.words}" for answer in line.answers)
    return [said, *did, f"      {line.state_words}"]


@command.command("add")
@click.option("--said", required=True, help="In their own words as far as possible.")
@click.option("--who", type=click.Choice(list(_WHO)), required=True, help="Whose words they are.")
@click.option("--how", type=click.Choice(list(_HOW)), required=True, help="How it was gathered.")
@click.option("--by", "gathered_by", default="", help="Who gathered it.")
@click.option("--on", type=DAY, help="When it was said; otherwise today.")
@click.option("--child", "local_id", help="The child, by local ID.")
@click.option("--panel", default="", help="The panel that is to hear it: SAFE.")
@click.option("--meeting", "reference", help="The meeting that heard it, or is to: SAFE-2026-11.")
@deed
def add(
    desk: Desk,
    actor: PersonId,
    today: date,
    *,
    said: str,
    who: str,
    how: str,
    gathered_by: str,
    on: date | None,
    local_id: str | None,
    panel: str,
    reference: str | None,
) -> list[str]:
    """Record what somebody said.

    Example: panel-desk voice add --desk demo/desk --child 104233 --who child --how in-person --said "…"
    """
    child_id = desk.children.id_of(local_id) if local_id else None
    if local_id and child_id is None:
        raise not_found(f"The desk knows no child {local_id}.")
    feedback = Feedback(
        id=FeedbackId(new_id()),
        speaker=_WHO[who],
        gathered=_HOW[how],
        gathered_by=gathered_by,
        said_on=on or today,
        said=said,
        child_id=child_id,
        panel=desk.people.panel(PanelKey(panel)).key if panel else PanelKey(""),
        at_meeting=desk.meetings.by_reference(reference).id if reference else None,
    )
    desk.voice.record(actor, feedback)
    nowhere = desk.voice.line(feedback.id).told_nowhere
    return [f"Recorded as …{feedback.id[-_SHOWN:]}.", *([nowhere] if nowhere else [])]


@command.command("answer")
@click.argument("entry")
@click.option("--did", required=True, help="What was done because of it.")
@click.option("--by", required=True, help="Who did it: an agency or a person.")
@click.option("--on", type=DAY, help="When; otherwise today.")
@click.option("--told", is_flag=True, help="The child or family has been told.")
@deed
def answer(
    desk: Desk, actor: PersonId, today: date, *, entry: str, did: str, by: str, on: date | None, told: bool
) -> list[str]:
    """Record what was done because of an entry.

    Example: panel-desk voice answer 5c28f852 --desk demo/desk --did "One worker was named" --by Police --told
    """
    given = FeedbackAnswer(did=did, did_on=on or today, by=by, told_back=told)
    line = _found(desk, entry)
    desk.voice.answer(actor, line.id, given)
    return [f"{line.about_words}: {desk.voice.line(line.id).state_words}."]


@command.command("withdraw")
@click.argument("entry")
@click.option("--reason", required=True, help="Why; the entry stays to be seen with it.")
@click.option("--answer", "number", type=int, help="Only this answer to it: 1 is the first that was given.")
@deed
def withdraw(desk: Desk, actor: PersonId, _today: date, *, entry: str, reason: str, number: int | None) -> list[str]:
    """Withdraw an entry, or one answer to it.

    Example: panel-desk voice withdraw 5c28f852 --desk demo/desk --reason "recorded twice"
    """
    line = _found(desk, entry)
    if number is None:
        desk.voice.withdraw(actor, line.id, reason)
    else:
        desk.voice.withdraw_answer(actor, line.id, number, reason)
    return [f"{line.about_words}: {desk.voice.line(line.id).state_words if number else 'withdrawn'}."]


def _found(desk: Desk, entry: str) -> FeedbackLine:
    """The entry whose number ends so."""
    wanted = entry.strip().lstrip("…")
    if not wanted:
        raise refused("Which entry?", "Give the end of its number, as the list shows it.")
    found = [line for line in desk.voice.feedback(include_withdrawn=True) if line.id.endswith(wanted)]
    if len(found) != 1:
        raise not_found(f"{'No entry has' if not found else 'Several entries have'} a number that ends in {entry}.")
    return found[0]
