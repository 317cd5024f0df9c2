"""What a model learns from: texts with labelled spans, whatever set they come from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scheme:
    """The labels of one task.

    `roles` of spans (BIO each, so that they may overlap); `types` that a span's incident may have, and a report;
    `statuses` that a sentence may have, one each (none: the task has no such labels).
    """

    name: str
    roles: tuple[str, ...]
    types: tuple[str, ...]
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """A span, its role, the types of the incidents that it belongs to, and their ids where the set tells them."""

    start: int
    end: int
    role: str
    types: tuple[str, ...] = ()
    incidents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its status."""

    start: int
    end: int
    status: str


@dataclass(frozen=True, slots=True)
class Example:
    """A text of a task: its spans, the types of its incidents (empty where there is none), its sentences."""

    id: str
    task: str
    text: str
    spans: tuple[Labelled, ...] = ()
    types: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()
