"""``verify`` and ``trust``: exit 0 for genuine minutes alone, every answer in words and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.cli_runs import Cli, sentence
from tests.signing.tampering import add_annotation


def test_genuine_minutes_are_exit_code_0_with_every_answer(cli: Cli, made: Path) -> None:
    ran = cli("verify", made / "minutes.pdf", "--trust", made / "trust.paneltrust", "--json")
    data = ran.data
    assert (ran.code, data["verdict"], data["changes"]) == (0, "genuine", [])
    assert data["signatures"] == {"expected": 3, "found": 3}
    assert (data["signer"], data["role"], data["time"]) == ("Dana Prior", "chair", "stated")
    assert data["signed_at"].startswith("2026-11-")
    assert len(data["sentences"]) >= 6


def test_the_words_begin_with_the_verdict_and_name_the_signer(cli: Cli, made: Path) -> None:
    ran = cli("verify", made / "minutes.pdf", "--trust", made / "trust.paneltrust")
    assert ran.out.startswith("minutes.pdf: Genuine")
    assert "Dana Prior" in ran.out


@pytest.mark.parametrize(
    ("file", "spoil", "trusted", "verdict"),
    [
        ("minutes.pdf", None, False, "unknown-signer"),
        ("incomplete.pdf", None, True, "incomplete"),
        ("draft.pdf", None, True, "not-signed"),
        ("minutes.pdf", add_annotation, True, "changed"),
        ("minutes.pdf", lambda pdf: pdf + b"\nmore", True, "changed"),
        ("minutes.pdf", lambda pdf: pdf[:5000], True, "damaged"),
        ("minutes.pdf", lambda _pdf: b"", True, "damaged"),
        ("minutes.pdf", lambda _pdf: b"Dear all", True, "damaged"),
        ("minutes.pdf", lambda _pdf: bytes(10_000), True, "damaged"),
    ],
)
def test_everything_else_is_exit_code_1_with_its_verdict(
    cli: Cli,
    made: Path,
    file: str,
    spoil: object,
    trusted: bool,
    verdict: str,
) -> None:
    path = made / file
    if callable(spoil):
        path.write_bytes(spoil(path.read_bytes()))
    trust = ("--trust", made / "trust.paneltrust") if trusted else ()
    ran = cli("verify", path, *trust, "--json")
    assert (ran.code, ran.data["verdict"], ran.err) == (1, verdict, "")
    assert ran.data["sentences"]


@pytest.mark.parametrize("name", ["missing.pdf", "desk", "no\0name.pdf"])
def test_a_file_that_cannot_be_had_is_one_sentence(cli: Cli, made: Path, name: str) -> None:
    ran = cli("verify", f"{made}/{name}")
    assert (ran.code, ran.out) == (1, "")
    assert sentence(ran)


@pytest.mark.parametrize("name", ["minutes.pdf", "missing", "desk", "secret.txt"])
def test_what_is_no_trust_file_is_one_sentence(cli: Cli, made: Path, name: str) -> None:
    ran = cli("verify", made / "minutes.pdf", "--trust", made / name)
    assert (ran.code, ran.out) == (1, "")
    assert sentence(ran)


def test_a_trust_file_is_shown_first_and_taken_by_its_fingerprint(cli: Cli, made: Path) -> None:
    trust = made / "trust.paneltrust"
    shown = cli("trust", trust)
    assert shown.code == 1
    fingerprint = shown.out.splitlines()[1].strip()
    assert cli("verify", made / "minutes.pdf").code == 1
    assert cli("trust", trust, "--fingerprint", fingerprint.lower()).code == 0
    assert cli("verify", made / "minutes.pdf").code == 0


def test_a_wrong_fingerprint_trusts_nobody(cli: Cli, made: Path) -> None:
    ran = cli("trust", made / "trust.paneltrust", "--fingerprint", "0000 1111")
    assert ran.code == 1
    assert "not the expected one" in sentence(ran)
    assert cli("verify", made / "minutes.pdf").code == 1


def test_a_file_name_cannot_move_the_cursor(cli: Cli, made: Path) -> None:
    path = made / "\x1b]0;x\x07minutes.pdf"
    path.write_bytes((made / "minutes.pdf").read_bytes())
    assert all(line.isprintable() for line in cli("verify", path).out.split("\n"))


def test_without_a_trust_file_it_says_how_to_name_one(cli: Cli, made: Path) -> None:
    ran = cli("verify", str(made / "minutes.pdf"))
    assert ran.code == 1
    assert "--trust" in ran.out
    assert "--trust" not in cli("verify", str(made / "draft.pdf")).out
