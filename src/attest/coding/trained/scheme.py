"""What the network is asked: roles of spans, types and status of incidents, status of sentences."""

from __future__ import annotations

from typing import Final

from attest.model import vocabulary

JOINT: Final = "\n"
"""What stands between title and text in the text that the network reads."""

MEASURES: Final = ("killed", "injured", "abducted", "missing")
ROLES: Final = (
    *("event", "victim", "target", "perpetrator", "place", "date", "weapon", "speaker", "medium", "claim"),
    *MEASURES,
    "attackers",
)
"""Roles of spans; `attackers` is a counted group of the attackers' own, the measures are counted groups of others."""

ASIDE: Final = ("background", "attempted", "threatened", "denied")
"""What an incident may be beside its type: of the past, or not carried out."""

BASES: Final = ("claimed", "attributed", "suspected", "stated")
"""On what grounds a perpetrator is named."""

NOTHING, HAPPENED, PAST, UNDONE = STATUSES = ("none", "happened", "background", "threatened")
"""Status of a sentence: tells of no incident, of news, of the past alone, of what was threatened or denied."""


def types() -> tuple[str, ...]:
    """What is asked of spans and reports: the types of incidents, ASIDE and BASES."""
    return (*vocabulary.words("type"), *ASIDE, *BASES)
