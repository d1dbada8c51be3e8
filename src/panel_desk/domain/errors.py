"""The one error that is the world's fault: a sentence for the person, a reason code, and what to do."""

from __future__ import annotations

from enum import Enum


class Reason(Enum):
    """Why a deed was refused; screens, exit codes and tests tell cases apart by it, never by the sentence."""

    BAD_FILE = "bad-file"
    """A file from outside cannot be used."""
    NOT_ALLOWED = "not-allowed"
    """A rule of the panel forbids the deed."""
    NO_OUTCOME = "no-outcome"
    """An item is about to be left undecided: the deed can be done another way, and the item come back to."""
    NOT_FOUND = "not-found"
    """What was named is not in the record."""
    CONFLICT = "conflict"
    """The record has moved on since the deed was prepared."""
    WRONG_KEY = "wrong-key"
    """A passphrase or key does not open what it should."""
    VAULT_DAMAGED = "vault-damaged"
    VAULT_FOREIGN = "vault-foreign"
    """Not a vault, another desk's vault, or one written by a newer version."""
    VAULT_IN_USE = "vault-in-use"
    STORAGE = "storage"
    """The disk is full, read-only, or gone."""
    NO_KEYRING = "no-keyring"
    SIGNING = "signing"
    """A signature cannot be made: certificate, key or field."""
    CANCELLED = "cancelled"


class DeskError(Exception):
    """The world's fault, told in a sentence; anything else that is raised is a fault of ours.

    Args:
        sentence: What is wrong, complete and in plain words, without personal data beyond what the person gave.
        reason: The case, for programs.
        remedy: What the person can do now; empty where there is nothing to add.
    """

    def __init__(self, sentence: str, *, reason: Reason, remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


def refused(sentence: str, remedy: str = "") -> DeskError:
    """A rule of the panel says no: the shortest way to raise it."""
    return DeskError(sentence, reason=Reason.NOT_ALLOWED, remedy=remedy)


def not_found(sentence: str) -> DeskError:
    """What was named is not in the record."""
    return DeskError(sentence, reason=Reason.NOT_FOUND)
