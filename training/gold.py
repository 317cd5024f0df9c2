"""The corpus as gold: each annotated report as a record that the scorer reads, and the coder's score on it.

    python -m training.gold [--only PREFIX] [--details OUT.json]

The grammar was not made on these reports: until its rules are mended by reading its errors here, what it
reaches is an honest figure.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attest.evaluation import score, table
from benchmarks.accuracy import coded
from training.check import MEASURES
from training.reports import Annotated, CorpusError, Span, number, read

_CONTEXT = 160
_OPENING = re.compile(
    r"^(?:(?:at least|more than|over|some|about|around|nearly|up to|au moins|plus de|environ|près de|quelque)\s+)?"
    r"(?:[\d.,  ]*\d|[\w-]+)\s+(?=\w)",
    re.IGNORECASE,
)


def record(report: Annotated) -> dict[str, Any]:
    """A report of the corpus in the form of the gold sets."""
    speakers = {s.attrs["id"]: report.words_of(s) for s in reversed(report.spans) if s.tag == "spk"}
    return {
        "id": report.id,
        "title": report.title,
        "text": report.text,
        "published": report.published,
        "language": report.language,
        "negative": not report.incidents,
        "incidents": [_incident(report, i, speakers) for i in report.incidents],
    }


def _incident(report: Annotated, incident: dict[str, str], speakers: dict[str, str]) -> dict[str, Any]:
    own = [s for s in report.spans if incident["id"] in s.incidents]
    tagged = {tag: [s for s in own if s.tag == tag] for tag in ("trg", "num", "vic", "per", "clm", "loc", "wpn")}
    places = [s for s in tagged["loc"] if s.attrs.get("as", "place") == "place"]
    figures = [s for s in tagged["num"] if s.attrs.get("side") != "attacker"]
    claims = [s for s in tagged["clm"] if s.attrs["kind"] == "responsibility"]
    claimants = [s for s in tagged["per"] if s.attrs["basis"] == "claimed"]
    out: dict[str, Any] = {
        "key": f"{report.id}-{incident['id']}",
        "role": incident["role"],
        "status": incident["status"],
        "type": incident["type"],
        "date_start": incident.get("start"),
        "date_end": incident.get("end", incident.get("start")),
        "country": incident["country"],
        "adm1": incident.get("adm1"),
        "adm1_code": incident.get("adm1_code"),
        "place": incident.get("place"),
        "place_mention": report.words_of(places[0]) if places else None,
        "lat": None,
        "lon": None,
        "perpetrators": _perpetrators(report, tagged["per"], speakers),
        "victims": _victims(report, [*figures, *tagged["vic"]]),
        "weapons": _distinct(report, tagged["wpn"]),
        "claimed_by": claimants[0].attrs["name"] if claims and claimants else None,
        "quote": _around(report, tagged["trg"][0]),
    }
    for measure in MEASURES:
        low, high = number(incident[measure]) if measure in incident else (None, None)
        out[f"{measure}_total"] = {"low": low, "high": high}
    for measure in ("killed", "injured"):
        out[measure] = _tolls(report, [s for s in tagged["num"] if measure in s.attrs["of"].split()], speakers)
    return out


def _tolls(report: Annotated, spans: Sequence[Span], speakers: dict[str, str]) -> list[dict[str, Any]]:
    """The distinct figures, those with a speaker before the same ones without."""
    out: dict[tuple[int | None, int | None, str, bool], dict[str, Any]] = {}
    for span in spans:
        low, high = number(span.attrs["n"])
        if (low, high) == (0, 0):
            continue
        key = low, high, span.attrs["cat"], span.attrs.get("side") == "attacker"
        said = speakers.get(span.attrs.get("by", ""))
        if key in out and (out[key]["said_by"] or not said):
            continue
        words = report.words_of(span)
        out[key] = {
            "low": low,
            "high": high,
            "who": _OPENING.sub("", words) or None,
            "category": span.attrs["cat"],
            "said_by": said,
            "quote": words,
        }
    return list(out.values())


def _perpetrators(report: Annotated, spans: Sequence[Span], speakers: dict[str, str]) -> list[dict[str, Any]]:
    out: dict[tuple[str, str], dict[str, Any]] = {}
    for span in spans:
        key = span.attrs["name"], span.attrs["basis"]
        by = speakers.get(span.attrs.get("by", ""))
        if key not in out or (by and not out[key]["by"]):
            out[key] = {"mention": report.words_of(span), "canonical": key[0], "basis": key[1], "by": by}
    return list(out.values())


def _victims(report: Annotated, spans: Sequence[Span]) -> list[dict[str, Any]]:
    out: dict[tuple[str, str | None], dict[str, Any]] = {}
    for span in spans:
        key = span.attrs["cat"], span.attrs.get("nat")
        out.setdefault(key, {"mention": report.words_of(span), "category": key[0], "nationality": key[1]})
    return list(out.values())


def _distinct(report: Annotated, spans: Sequence[Span]) -> list[str]:
    return list({report.words_of(s).casefold(): report.words_of(s) for s in spans}.values())


def _around(report: Annotated, span: Span) -> str:
    """Words around a trigger, within its paragraph: exact text."""
    whole = report.part(span.source)
    start = max(whole.rfind("\n", 0, span.start) + 1, span.start - _CONTEXT)
    end = whole.find("\n", span.end)
    return whole[start : min(len(whole) if end < 0 else end, span.end + _CONTEXT)].strip()


def main() -> int:
    """Score the coder on the corpus."""
    parser = argparse.ArgumentParser(description="Score the coder on the training corpus.")
    parser.add_argument("--only", metavar="PREFIX", default="", help="only reports whose name begins so")
    parser.add_argument("--details", type=Path, help="where to write every comparison, as JSON")
    args = parser.parse_args()
    try:
        gold = {r.id: record(r) for r in read() if r.id.startswith(args.only)}
    except CorpusError as error:
        print(f"gold: {error}; make corpus says what to mend", file=sys.stderr)
        return 2
    if not gold:
        parser.error(f"no report of the corpus begins with {args.only!r}")
    details: list[Any] = []
    print(f"{len(gold)} reports\n{table(score(gold, coded(gold), details))}")
    if args.details:
        args.details.write_text(json.dumps(details, indent=1, ensure_ascii=False), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
