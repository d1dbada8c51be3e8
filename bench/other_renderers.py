"""The same minutes as HTML (weasyprint, LibreOffice) and as typst markup: same words, headings and tables."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from panel_desk.domain.minutes.minutes import ActionTable, AttendanceTable, Block, Minutes, PlanTable, Resolved, Text
from panel_desk.shipped import shipped

Rows = list[tuple[str, ...]]


def _rows(block: ActionTable | AttendanceTable | PlanTable) -> Rows:
    if isinstance(block, PlanTable):
        return [
            ("Number", "Objective", "Owner", "Rating"),
            *((o.number, o.title, o.owner, o.rating) for o in block.lines),
        ]
    if isinstance(block, AttendanceTable):
        return [
            ("Name", "Agency and role", "Attendance"),
            *((a.name, a.agency_and_role, a.attendance) for a in block.lines),
        ]
    return [("Action", "What", "Owner", "State"), *((a.reference, a.what, a.owner, a.status) for a in block.lines)]


def _decided(block: Resolved) -> tuple[str, str]:
    rest = " ".join(filter(None, (block.risk, block.held_by, block.review, *block.dissent, block.standing)))
    return f"The panel {block.verb}", f"{block.words} {rest}"


def as_html(minutes: Minutes) -> str:
    """HTML with the same fonts and a page footer."""
    fonts = shipped("fonts")
    faces = "".join(
        f"@font-face{{font-family:S;font-weight:{w};src:url({(fonts / f'SourceSans3-{n}.ttf').as_uri()})}}"
        for w, n in ((400, "Regular"), (600, "SemiBold"))
    )
    css = (
        f"{faces} @page{{size:A4;margin:20mm;@bottom-right{{content:'Page ' counter(page) ' of ' counter(pages)}}}}"
        " body{font:10pt S} table{border-collapse:collapse;width:100%} td,th{border-bottom:.5pt solid #ccc}"
        " .d{background:#eef5f4;border-left:3pt solid #0b6468;padding:6pt}"
    )
    parts = [f"<h1>{escape(minutes.title)}</h1>"]
    for section in minutes.sections:
        parts.append(f"<h2>{section.number}. {escape(section.title)}</h2>")
        for item in section.items:
            parts += [f"<h3>{item.number} {escape(item.heading)}</h3>"] if item.heading else []
            parts += [_html_block(block) for block in item.blocks]
    title = escape(minutes.title)
    head = f'<head><meta charset="utf-8"><title>{title}</title><style>{css}</style></head>'
    return f'<html lang="en">{head}<body>{"".join(parts)}</body></html>'


def _html_block(block: Block) -> str:
    if isinstance(block, Text):
        return f"<p><b>{escape(block.label)}</b> {escape(block.text)}</p>"
    if isinstance(block, Resolved):
        bold, words = _decided(block)
        return f'<div class="d"><b>{escape(bold)}</b> {escape(words)}</div>'
    head, *rows = _rows(block)
    cells = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    return (
        "<table><thead><tr>" + "".join(f"<th>{c}</th>" for c in head) + f"</tr></thead><tbody>{cells}</tbody></table>"
    )


def as_typst(minutes: Minutes) -> str:
    """Typst markup; every text is a string literal, so nothing in it is markup."""
    lines = [
        f"#set document(title: {_literal(minutes.title)})",
        '#set text(lang: "en", size: 10pt)',
        '#set page(paper: "a4", margin: 20mm, numbering: "1 of 1")',
        f"= #{_literal(minutes.title)}",
    ]
    for section in minutes.sections:
        lines.append(f"== #{_literal(f'{section.number}. {section.title}')}")
        for item in section.items:
            lines += [f"=== #{_literal(f'{item.number} {item.heading}')}"] if item.heading else []
            lines += [_typst_block(block) for block in item.blocks]
    return "\n\n".join(lines)


def as_typst_tables(title: str, tables: Sequence[tuple[str, Rows]]) -> str:
    """Typst markup of tables under their headings; the first row of each is its header."""
    lines = [
        f"#set document(title: {_literal(title)})",
        '#set text(lang: "en", size: 9pt)',
        '#set page(paper: "a4", margin: 20mm, numbering: "1 of 1")',
        f"= #{_literal(title)}",
    ]
    for heading, rows in tables:
        lines += [f"== #{_literal(heading)}", *([_typst_table(rows)] if len(rows) > 1 else [])]
    return "\n\n".join(lines)


def _typst_table(rows: Rows) -> str:
    head, *body = rows
    header = ", ".join(f"[*#{_literal(cell)}*]" for cell in head)
    cells = ", ".join(f"[#{_literal(cell)}]" for row in body for cell in row)
    return f"#table(columns: {len(head)}, stroke: 0.4pt, table.header({header}), {cells})"


def _typst_block(block: Block) -> str:
    if isinstance(block, Text):
        return f"*#{_literal(block.label)}* #{_literal(block.text)}" if block.label else f"#{_literal(block.text)}"
    if isinstance(block, Resolved):
        bold, words = _decided(block)
        return f'#block(fill: rgb("eef5f4"), inset: 6pt, width: 100%)[*#{_literal(bold)}* #{_literal(words)}]'
    head, *rows = _rows(block)
    cells = ", ".join(f"[#{_literal(cell)}]" for row in rows for cell in row)
    header = ", ".join(f"[*{cell}*]" for cell in head)
    return f"#table(columns: {len(head)}, stroke: 0.4pt, table.header({header}), {cells})"


def _literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
