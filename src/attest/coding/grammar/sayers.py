"""Whose word a figure rests on: in its own sentence, in the quotation it stands in, or in the sentence around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from attest.coding.grammar.analysis import Sentence, speech_words
from attest.coding.grammar.speech import Attribution
from attest.model.text import Passage

LATER = 2  # sentences between figures and the words for them

_SEMICOLON = frozenset([";"])
_FACTUAL = frozenset(["say", "confirm", "announce"])


def resolve_pronouns(
    said: list[Attribution], speaker: Attribution | None
) -> tuple[list[Attribution], Attribution | None]:
    """Pronouns stand for the last speaker named."""
    out = []
    for a in said:
        if a.pronoun:
            if speaker is None:
                continue
            a = replace(
                a,
                text=speaker.text,
                start=speaker.start,
                end=speaker.end,
                kind=speaker.kind,
                via=a.via or speaker.via,
                rule="pronoun for the last speaker",
            )
        else:
            speaker = a
        out.append(a)
    return out, speaker


def tells_figures(s: Sentence, a: Attribution) -> bool:
    """Does an attribution say what happened, rather than who did it or what to think of it?"""
    if a.reporting in _FACTUAL:
        return True
    if a.reporting != "claim":
        return False
    words = s.slice(a.verb_first, min(a.verb_last + 3, len(s.tokens) - 1)).lower()
    return not any(w in words for w in s.speech["claimed_only"])


def speaker_of(s: Sentence, at: int, said: Sequence[Attribution]) -> Attribution | None:
    """Who says what stands at token `at`, by the attributions of the sentence itself."""
    best: tuple[int, Attribution] | None = None
    for a in said:
        if not tells_figures(s, a) or a.points_back:
            continue
        gap = at - a.verb_last if at > a.verb_last else a.verb_first - at
        if a.reach == "after" and at < a.verb_first:
            continue
        if a.reach == "before" and at > a.verb_last:
            continue
        low, high = sorted((at, a.verb_first))
        if any(low <= i < high for i in s.where(_SEMICOLON)):
            continue
        if best is None or gap < best[0]:
            best = gap, a
    return best[1] if best else None


def carried_on(
    sentences: Sequence[Sentence], said: Sequence[Sequence[Attribution]], quotations: Sequence[Passage]
) -> list[Attribution | None]:
    """For each sentence who says what it tells without naming a speaker, None for the report itself."""
    out: list[Attribution | None] = []
    spans = [(q.start, q.end) for q in quotations if q.source == "text"]
    at = 0
    for n, s in enumerate(sentences):
        while at < len(spans) and spans[at][1] <= s.start:
            at += 1
        out.append(
            _in_quotation(sentences, said, n, spans, at)
            or _told_after(sentences, said, n)
            or _given_later(sentences, said, n)
            or _going_on(sentences, said, n, out)
        )
    return out


def _usable(s: Sentence, said: Sequence[Attribution]) -> list[Attribution]:
    return [a for a in said if tells_figures(s, a) and not a.points_back]


def _in_quotation(
    sentences: Sequence[Sentence], said: Sequence[Sequence[Attribution]], n: int, spans: list[tuple[int, int]], at: int
) -> Attribution | None:
    """'“Fourteen fell. Three are missing,” he said': the quotation is one speaker's from end to end."""
    s = sentences[n]
    if s.source != "text" or at >= len(spans):
        return None
    i = at
    while i < len(spans) and spans[i][0] < s.end:
        start, end = spans[i]
        if end > s.end:  # it goes on: its end has the speaker
            for m in range(n + 1, min(n + 6, len(sentences))):
                if sentences[m].end >= end:
                    behind = [a for a in _usable(sentences[m], said[m]) if a.reach != "after" or a.pronoun]
                    if behind:
                        return behind[0]
                    break
        if start < s.start or (start - s.start <= 2 and end >= s.end - 3):  # it began before, or is all there is
            for m in range(n - 1, max(-1, n - 6), -1):
                before = _usable(sentences[m], said[m])
                if before and sentences[m].source == "text":
                    return before[-1]
                if sentences[m].start < start < s.start:
                    break
        i += 1
    return None


def _told_after(sentences: Sequence[Sentence], said: Sequence[Sequence[Attribution]], n: int) -> Attribution | None:
    """'Two people were killed. The governor announced this on Telegram.'"""
    if n + 1 >= len(sentences) or sentences[n].source != sentences[n + 1].source:
        return None
    if not said[n + 1]:
        return None
    return next((a for a in said[n + 1] if a.points_back and tells_figures(sentences[n + 1], a)), None)


@cache
def _openings(language: str) -> tuple[str, ...]:
    return tuple(f" {phrase} " for phrase in speech_words(language)["going_on"])


def _given_later(sentences: Sequence[Sentence], said: Sequence[Sequence[Attribution]], n: int) -> Attribution | None:
    """'The attack killed 53 people. … Along with the casualty figures, the spokesman gave the number of survivors.'"""
    later = range(n + 1, min(n + 1 + LATER, len(sentences)))
    if said[n] or not sentences[n].quantities or not any(said[m] for m in later):
        return None
    for m in later:
        s = sentences[m]
        low = s.text.lower().replace("’", "'")
        if s.source == sentences[n].source and any(words in low for words in s.speech["the_figures"]):
            return next(iter(_usable(s, said[m])), None)
    return None


def _going_on(
    sentences: Sequence[Sentence], said: Sequence[Sequence[Attribution]], n: int, out: Sequence[Attribution | None]
) -> Attribution | None:
    """'… , the ministry said. The dead also included 63 militants.'"""
    s = sentences[n]
    if n == 0 or s.passage.kind != "body" or sentences[n - 1].passage.kind != "body":
        return None
    before = _usable(sentences[n - 1], said[n - 1]) if said[n - 1] else []
    if not before and out[n - 1] is None:
        return None
    opening = f" {s.lower(0)} {s.lower(1)} {s.lower(2)} {s.lower(3)} "
    if not any(map(opening.__contains__, _openings(s.language))):
        return None
    return before[-1] if before else out[n - 1]
