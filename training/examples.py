"""What a model learns from: texts with labelled spans, whatever set they come from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scheme:
    """The labels of one task: roles of spans (BIO each, so that they may overlap), and types of incident."""

    name: str
    roles: tuple[str, ...]
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A span, its role, and the types of the incidents that it belongs to."""

    start: int
    end: int
    role: str
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A text of a task: its spans and the types of its incidents (empty where there is none)."""

    id: str
    task: str
    text: str
    spans: tuple[Labelled, ...] = ()
    types: tuple[str, ...] = ()
