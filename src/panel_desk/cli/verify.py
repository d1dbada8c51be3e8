"""``panel-desk verify``: every question about a PDF answered apart, in words or as JSON."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from panel_desk.cli.progress import working
from panel_desk.cli.saying import say, say_json
from panel_desk.domain.calendar import ENGLAND, moment_words
from panel_desk.domain.verification import Answer, Verdict, Verification
from panel_desk.services.verifying import Verifying

_HEADLINES = {
    Verdict.GENUINE: "Genuine: signed by whom it says, and unchanged since.",
    Verdict.CHANGED: "Changed after signing. Do not rely on the pages as they are.",
    Verdict.UNKNOWN_SIGNER: "Signed, but it cannot be confirmed here that everyone was entitled to sign.",
    Verdict.INCOMPLETE: "Incomplete: not everyone who is to sign has signed.",
    Verdict.NOT_SIGNED: "Not signed.",
    Verdict.DAMAGED: "This file cannot be read as signed minutes.",
}
_MARKS = {Answer.YES: "✓", Answer.NO: "✗", Answer.UNSURE: "?"}


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--trust", "trust_file", type=click.Path(path_type=Path), help="Whom to believe: a .paneltrust file.")
@click.option("--json", "as_json", is_flag=True, help="Print the answers as JSON.")
def command(file: Path, trust_file: Path | None, as_json: bool) -> int:
    """Check signed minutes: who signed, known to whom, and whether anything was changed.

    Exit code 0 only where the minutes are genuine.

    Example: panel-desk verify minutes-SAFE-2026-10.pdf --trust council.paneltrust
    """
    verifying = Verifying()
    trust = verifying.read_trust(trust_file) if trust_file else verifying.pinned()
    with working("Checking the signatures"):
        found = verifying.verify_file(file, now=datetime.now(ENGLAND), trust=trust)
    if as_json:
        say_json(as_data(found))
    else:
        say(in_words(found, file.name))
        if trust is None and found.signatures:
            say(["  → Name the organisation’s trust file with --trust, or import it once: panel-desk trust FILE"])
    return 0 if found.verdict is Verdict.GENUINE else 1


def as_data(found: Verification) -> dict[str, object]:
    """The answers as other programs read them."""
    first = found.signatures[0] if found.signatures else None
    return {
        "verdict": found.verdict.value,
        "title": found.title,
        "signatures": {"expected": found.expected, "found": found.found},
        "signer": first.signer if first else "",
        "role": first.role if first else "",
        "signed_at": first.signed_at.isoformat() if first and first.signed_at else None,
        "time": first.time.value if first else "",
        "signers": [
            {
                "field": s.field,
                "signer": s.signer,
                "role": s.role,
                "signed_at": s.signed_at.isoformat() if s.signed_at else None,
                "time": s.time.value,
                "sound": s.sound,
            }
            for s in found.signatures
        ],
        "questions": [
            {"question": f.question.value, "answer": f.answer.value, "sentence": f.sentence} for f in found.findings
        ],
        "changes": list(found.changes),
        "sentences": list(found.sentences),
    }


def in_words(found: Verification, file_name: str) -> list[str]:
    """The answers as a person reads them."""
    lines = [f"{file_name}: {_HEADLINES[found.verdict]}"]
    lines += [f"  {_MARKS[finding.answer]} {finding.sentence}" for finding in found.findings]
    lines += [f"  ! {change}" for change in found.changes]
    lines += [
        f"    {s.signer}{', ' + s.role if s.role else ''}, {moment_words(s.signed_at) if s.signed_at else 'no time'}"
        for s in found.signatures
    ]
    return lines
