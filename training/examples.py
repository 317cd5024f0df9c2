"""What a model learns from: texts with labelled spans, whatever set they come from."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Scheme:
    """The labels of one task: roles of spans (BIO each, so that they may overlap), and types of incident."""

    name: str
    roles: tuple[str, ...]
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A span, its role, and the types of its incidents; where it is not `sure` to be one, nothing is learnt from it."""

    start: int
    end: int
    role: str
    types: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Example:
    """A text of a task: its spans and the types of its incidents (empty where there is none)."""

    id: str
    task: str
    text: str
    spans: tuple[Labelled, ...] = ()
    types: tuple[str, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)
