"""Everything held on one child, for who asked for it: in sections, and at its end what was taken out, and why."""

from __future__ import annotations

from collections.abc import Sequence

from panel_desk.documents import style
from panel_desk.documents.paper import begun, finished
from panel_desk.documents.rendered import Rendered
from panel_desk.documents.sheet import Sheet, sentence
from panel_desk.documents.tables import Column
from panel_desk.domain.keeping.subject_access import HeldEntry, HeldSection, SubjectAccess
from panel_desk.domain.minutes.papers import PaperHead

_LABELS = 132.0
"""One width for the labels of all entries, longer ones aside."""
_FEWEST_FOR_TABLE = 4
_NOTHING = "Nothing of this kind is held."
_LISTED = "Words were taken out at these places. What they were is not told here; why is."
_NONE_OUT = "Nothing was taken out."


def render_subject_access(value: SubjectAccess, head: PaperHead) -> Rendered:
    """The whole answer to a subject access request.

    The child is named: the paper goes to the child or to who asks for it. What a person is to read before it goes out
    (``to_read``, ``check``) is for the desk and does not print.

    Args:
        value: Everything held, third parties taken out.
        head: Its marking, handling and recipient; council, time and “fictional” are those of the value.
    """
    own = PaperHead(
        made_at=value.made_at,
        council=value.council,
        recipient=head.recipient,
        marking=head.marking,
        handling=head.handling,
        fictional=value.fictional,
    )
    sheet = begun(value.title, own, value.facts)
    for said in value.about:
        sheet.text(sentence(said))
    for section in value.sections:
        _section(sheet, section)
    _redactions(sheet, value)
    return finished(sheet, value.title, own, f"subject access, {value.initials} ({value.local_id})")


def _section(sheet: Sheet, section: HeldSection) -> None:
    sheet.at(section.title)
    sheet.section(section.title)
    if section.intro:
        sheet.lead(sentence(section.intro), look=style.SMALL)
    if not section.entries:
        sheet.text(section.empty or _NOTHING, look=style.FACTS)
    label = _one_label(section.entries)
    if label:
        _as_table(sheet, section.entries, label)
        return
    for entry in section.entries:
        _entry(sheet, entry)


def _one_label(entries: Sequence[HeldEntry]) -> str:
    """The label of every entry’s one line, where a table tells them all; empty where it does not."""
    labels = {line.label for entry in entries for line in entry.lines}
    plain = all(len(entry.lines) == 1 and not entry.source and not entry.withheld for entry in entries)
    return labels.pop() if plain and len(labels) == 1 and len(entries) >= _FEWEST_FOR_TABLE else ""


def _as_table(sheet: Sheet, entries: Sequence[HeldEntry], label: str) -> None:
    rows = []
    for entry in entries:
        sheet.at(entry.title)
        rows.append([sheet.cell(text) for text in (entry.title, entry.when, entry.lines[0].text)])
    sheet.table((Column("What"), Column("When"), Column(label)), rows, row_headers=True)


def _entry(sheet: Sheet, entry: HeldEntry) -> None:
    """One thing held: what and when, each line of it, and where it comes from."""
    sheet.at(entry.title)
    sheet.item(f"{entry.title}, {entry.when}" if entry.when and entry.when not in entry.title else entry.title)
    if entry.withheld:
        label = sheet.bold("Not handed over. ")
        sheet.boxed([sheet.line(label, sentence(entry.withheld), look=style.NOTICE)], style.DECISION_BOX)
    sheet.facts([(line.label, line.text) for line in entry.lines], least=_LABELS)
    if entry.source:
        sheet.text(f"From: {sentence(entry.source)}", look=style.SMALL)


def _redactions(sheet: Sheet, value: SubjectAccess) -> None:
    sheet.at("What was taken out")
    sheet.section("What was taken out")
    if not value.redactions:
        sheet.text(_NONE_OUT)
        return
    sheet.lead(_LISTED)
    columns = (
        Column("Where", weight=1.5),
        Column("What kind"),
        Column("Why", weight=2),
        Column("Times", right=True, tight=True),
    )
    rows = []
    for taken in value.redactions:
        sheet.at(f"What was taken out, {taken.where}")
        texts = (taken.where, taken.kind.value, sentence(taken.reason), f"{taken.times:,}")
        rows.append([sheet.cell(text) for text in texts])
    sheet.table(columns, rows, row_headers=True)
