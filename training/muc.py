"""MUC-4's DEV and test reports as examples: five roles and the incident's type (../shared/data/muc34)."""

from __future__ import annotations

import re
from typing import Any

from benchmarks.muc.metric import ROLES
from benchmarks.muc.predict import TYPES
from training.examples import Example, Labelled, Scheme

SCHEME = Scheme("muc", ROLES, TYPES)


def example(record: dict[str, Any]) -> Example:
    """One report; every occurrence of a key's string is marked, the longest first, though the key means one of them."""
    text = record["doctext"].lower()
    found: dict[tuple[int, int, str], set[str]] = {}
    of: dict[tuple[int, int, str], set[str]] = {}
    types: list[str] = []
    for n, template in enumerate(record.get("templates") or ()):
        kinds = [kind for kind in TYPES if kind in template["incident_type"]]
        types += kinds
        for role in ROLES:
            for entity in template.get(role) or ():
                strings = sorted({m[0].lower() for m in entity}, key=len, reverse=True)
                taken: list[tuple[int, int]] = []
                for string in strings:
                    for m in re.finditer(rf"(?<!\w){re.escape(string)}(?!\w)", text):
                        if any(a < m.end() and m.start() < b for a, b in taken):
                            continue
                        taken.append(m.span())
                        found.setdefault((*m.span(), role), set()).update(kinds)
                        of.setdefault((*m.span(), role), set()).add(str(n))
    spans = tuple(Labelled(*key, tuple(sorted(kinds)), frozenset(of[key])) for key, kinds in sorted(found.items()))
    return Example(record["docid"], SCHEME.name, text, spans, tuple(dict.fromkeys(types)))
