"""Errors a user can mend; each is one clear line."""

from __future__ import annotations


class AttestError(Exception):
    """Something went wrong that a user can understand; its text is one line: what, where, how to mend."""

    def __str__(self) -> str:
        return " ".join(super().__str__().split())


class InputError(AttestError):
    """What was given cannot be read or does not have the shape it should have (exit status 2)."""
