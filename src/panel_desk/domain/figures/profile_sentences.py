"""What a profile's tables say, in sentences made from their cells: of a public copy they say no more than it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from msgspec.structs import replace

from panel_desk.domain.calendar import count_words, date_words
from panel_desk.domain.figures.profile import ProfileCell, ProfileRow, ProfileTable
from panel_desk.domain.figures.reporting_year import Period

_NOTHING = {
    "exploitation": "No list of children at risk was added and no panel considered a child {when}.",
    "years": "No year has any figures yet.",
    "types": "No type of exploitation was said of a child {when}.",
    "missing": "No missing episode began {when}.",
    "overlap": "No child counts {when}, so there is nothing to lay beside missing episodes.",
    "interviews": "No episode began {when} after which a return interview is due.",
    "age": "No child counts {when}.",
    "sex": "No child counts {when}.",
    "ethnicity": "No child counts {when}.",
    "panels": "No panel met {when}.",
    "actions": "No action was due {when}.",
    "attendance": "No panel met {when}, so nobody could attend.",
    "nrm": "No panel referred a child to the National Referral Mechanism {when}.",
}
_NOT_PUBLISHED = {
    "types": "The published figures of {when} do not tell which types of exploitation were said.",
    "missing": "The published figures of {when} do not tell who went missing, and no missing episode of it is here.",
    "overlap": "The published figures of {when} do not tell which of the children went missing.",
    "interviews": "The published figures of {when} tell nothing of return interviews, and no episode of it is here.",
    "age": "The published figures of {when} do not tell how old the children were.",
    "sex": "The published figures of {when} do not tell the children’s sex.",
    "ethnicity": "The published figures of {when} do not tell the children’s ethnic group.",
    "panels": "The published figures of {when} do not tell what the panels did, and no meeting of it is here.",
    "actions": "The published figures of {when} tell nothing of actions, and none that was due in it is here.",
    "attendance": "The published figures of {when} do not tell who attended, and no meeting of it is here.",
    "nrm": "The published figures of {when} do not tell who was referred to the National Referral Mechanism.",
}
_NOTHING_LEFT = "Nothing is left in the record that tells of it {when}: records of those days were purged."
_FIRST = "exploitation"
_FIRST_HIDDEN = "How many children count cannot be published: the figures are small, or would give a small one away."
_ALL_HIDDEN = "Every figure of this table is small or would give a small one away, so none of it is published."
_ALL_BUT_ZEROS = (
    "Every figure of this table but the zeros is small or would give a small one away, and is not published."
)


def with_sentence(
    table: ProfileTable, period: Period, *, published: bool = False, purged: bool = False
) -> ProfileTable:
    """The table with what it says, or why it says nothing.

    Args:
        table: Without a sentence.
        period: Of which.
        published: Whether the period is told as it was published.
        purged: Whether records of it were purged: nobody can say then that there was nothing.
    """
    if not table.rows:
        if purged and not published and table.key in _NOTHING and table.key != "years":
            return replace(table, sentence=_NOTHING_LEFT.format(when=period.when))
        if published and table.key in _NOT_PUBLISHED:
            return replace(table, sentence=_NOT_PUBLISHED[table.key].format(when=period.words))
        return replace(table, sentence=_NOTHING[table.key].format(when=period.when))
    if all_hidden(table):
        return replace(table, sentence=_ALL_BUT_ZEROS if _has_numbers(table) else _ALL_HIDDEN)
    say = _SAYING.get(table.key)
    return replace(table, sentence=say(table, period) if say else "")


def headline(tables: Mapping[str, ProfileTable]) -> tuple[str, ...]:
    """The sentences of a whole profile: how many children, and what its other tables say that say anything."""
    said = [tables[key] for key in _SAYING if key in tables]
    found = [table.sentence for table in said if table.rows and not all_hidden(table)]
    if _FIRST in tables and not tables[_FIRST].rows:
        found.insert(0, tables[_FIRST].sentence)
    elif _FIRST in tables and all_hidden(tables[_FIRST]):
        found.insert(0, _FIRST_HIDDEN)
    return tuple(sentence for sentence in found if sentence)


def standing(period: Period, today: date) -> str:
    """That a period is not over, and how far its figures go; empty where it is."""
    if today > period.ends_on:
        return ""
    if today < period.starts_on:
        return "The period has not begun."
    return (
        f"The period is not over: its figures are those up to {date_words(today)}, and any of a year before are those "
        "of the whole period."
    )


def all_hidden(table: ProfileTable) -> bool:
    """Whether a public copy gives no figure of a table but zeros."""
    said = [cell for row in table.rows for cell in row.cells if cell.words and (cell.why or cell.number)]
    return bool(said) and all(cell.why for cell in said)


def _has_numbers(table: ProfileTable) -> bool:
    return any(cell.number is not None for row in table.rows for cell in row.cells)


def _row(table: ProfileTable, label: str) -> ProfileRow | None:
    return next((row for row in table.rows if row.label == label), None)


def _cell(table: ProfileTable, label: str, heading: str) -> ProfileCell:
    row = _row(table, label)
    if row is None or heading not in table.headings:
        return ProfileCell(words="")
    return row.cells[table.headings.index(heading) - 1]


def _count(cell: ProfileCell) -> int | None:
    return None if cell.number is None else int(cell.number)


def _exploitation(table: ProfileTable, period: Period) -> str:
    now = _count(_cell(table, "All children", period.words))
    if now is None:
        return "The number of children is too small to be published, or would give a smaller one away."
    was = "was" if now == 1 else "were"
    said = f"{count_words(now, 'child', 'children')} {was} experiencing or at risk of exploitation {period.when}"
    said += _changed(table, now, "All children")
    shares = [
        f"{cell.words} ({share.words}) {'was' if cell.number == 1 else 'were'} {words}"
        for label, words in (
            ("CCE only", "at risk of criminal exploitation only"),
            ("CSE only", "at risk of sexual exploitation only"),
            ("both", "at risk of both"),
        )
        if (cell := _cell(table, label, period.words)).number
        and (share := _cell(table, label, "share")).number is not None
    ]
    return f"{said}." + (f" Of them {_listed(shares)}." if shares else "")


def _changed(table: ProfileTable, now: int, label: str) -> str:
    """``, 9 fewer than in 2024-25 (−3.6 %)``; empty where nothing is compared."""
    change = _cell(table, label, "change")
    row = _row(table, label)
    before = None if row is None else _count(row.cells[0])
    if change.number is None or before is None:
        return ""
    if now == before:
        return f", as many as in {table.headings[1]}"
    more = "more" if now > before else "fewer"
    return f", {abs(now - before):,} {more} than in {table.headings[1]} ({change.words})"


def _missing(table: ProfileTable, period: Period) -> str:
    children = _count(_cell(table, "Children reported missing", period.words))
    episodes = _count(_cell(table, "Missing episodes", period.words))
    if children is None:
        return ""
    said = f"{count_words(children, 'child was', 'children were')} reported missing {period.when}"
    said += f", in {count_words(episodes, 'episode')}" if episodes is not None else ""
    said += _changed(table, children, "Children reported missing") if episodes is None else ""
    often = _cell(table, "three or more episodes", period.words)
    share = _cell(table, "three or more episodes", "share")
    if often.number and share.number is not None:
        said += f"; {often.words} of them ({share.words}) three times or more"
    return f"{said}."


def _overlap(table: ProfileTable, period: Period) -> str:
    both, share = _cell(table, "All children", "reported missing"), _cell(table, "All children", "share missing")
    if not both.number or share.number is None:
        return ""
    of = "child who counts" if both.number == 1 else "children who count"
    return f"{both.words} {of} in the profile ({share.words} of all in it) went missing {period.when}."


def _interviews(table: ProfileTable, period: Period) -> str:
    row = _row(table, period.words)
    if row is None:
        return ""
    returned, held, held_share = (row.cells[place] for place in (1, 6, 7))
    soon, soon_share = row.cells[8], row.cells[9]
    if returned.number is None or held.number is None or held_share.number is None:
        return ""
    said = f"Of {returned.words} returns, {held.words} ({held_share.words}) had a return interview"
    if soon.number is not None and soon_share.number is not None:
        said += f", {soon.words} ({soon_share.words}) within 72 hours"
    return f"{said}."


def _panels(table: ProfileTable, period: Period) -> str:
    considered = _row(table, "Children considered")
    if considered is None:
        return ""
    said = [
        f"{panel} considered {count_words(int(cell.number), 'child', 'children')}"
        for panel, cell in zip(table.headings[1:], considered.cells, strict=True)
        if cell.number
    ]
    return f"{period.when[0].upper()}{period.when[1:]} {_listed(said)}." if said else ""


def _actions(table: ProfileTable, period: Period) -> str:
    row = table.rows[-1]
    done, due, share = row.cells[0], row.cells[4], row.cells[5]
    if done.number is None or due.number is None or share.number is None:
        return ""
    were = "action that was" if due.number == 1 else "actions that were"
    return f"Of {due.words} {were} due {period.when}, {done.words} ({share.words}) were done on time."


def _nrm(table: ProfileTable, period: Period) -> str:
    referred = _cell(table, "Children referred", period.words)
    if not referred.number:
        return ""
    words = count_words(int(referred.number), "child was", "children were")
    return f"{words} referred to the National Referral Mechanism by a panel {period.when}."


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


_SAYING: Mapping[str, Callable[[ProfileTable, Period], str]] = {
    "exploitation": _exploitation,
    "missing": _missing,
    "overlap": _overlap,
    "interviews": _interviews,
    "panels": _panels,
    "actions": _actions,
    "nrm": _nrm,
}
