"""Check the training corpus: shape, vocabulary, references, numbers, dates, length, and that every sentence is ours.

python -m training.check [FILE…]      the whole corpus where no file is named; one line a problem, status 1 if any
python -m training.check --counts     also a table of what there is
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from attest.grounding import numbers
from attest.grounding.countries import countries
from attest.model import vocabulary
from training.originality import Originality
from training.reports import CORPUS, SPAN_TAGS, Annotated, CorpusError, Span, number, parse

MANNERS = frozenset((
    "flash", "agency", "feature", "ngo", "communique", "briefing", "local", "translated", "thread", "roundup",
    "followup", "background", "tally", "radio", "negative",
))  # fmt: skip
MEASURES = ("killed", "injured", "abducted", "missing")
WORDS = (80, 520)
INCIDENT = frozenset(
    ("id", "role", "status", "type", "start", "end", "country", "adm1", "adm1_code", "place", "part_of", *MEASURES)
)
NEEDED = {
    "trg": ("i",),
    "num": ("i", "of", "n", "cat"),
    "vic": ("i", "cat"),
    "tgt": ("i",),
    "per": ("i", "name", "basis"),
    "clm": ("i", "kind"),
    "loc": ("i",),
    "dat": ("i", "v"),
    "wpn": ("i",),
    "spk": ("id",),
    "med": ("by",),
}
ALLOWED = {
    "num": ("nat", "by", "part", "side"),
    "vic": ("nat",),
    "per": ("by",),
    "clm": ("by",),
    "loc": ("as",),
}
CLOSED = {
    "basis": frozenset(vocabulary.words("basis")),
    "kind": frozenset(("responsibility", "denial")),
    "as": frozenset(("place", "adm1", "adm2", "country")),
    "part": frozenset(("yes",)),
    "side": frozenset(("attacker",)),
}
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SENTENCE_END = re.compile(r"[a-zà-ÿ]{3}[.!?] [A-ZÀ-Ý]")


def problems(path: Path) -> Iterator[str]:
    """What is wrong with one file, a line each."""
    try:
        xml = path.read_text("utf-8")
        report = parse(xml)
    except (CorpusError, UnicodeDecodeError) as error:
        yield str(error)
        return
    yield from _head(report, path)
    yield from _incidents(report)
    speakers = Counter(s.attrs.get("id", "") for s in report.spans if s.tag == "spk")
    for span in report.spans:
        for problem in _span(report, span, speakers):
            line = _line(xml, report.words_of(span))
            yield f"line {line}: <{span.tag}> {report.words_of(span)!r}: {problem}"


def _head(report: Annotated, path: Path) -> Iterator[str]:
    if report.id != path.stem:
        yield f"id {report.id!r} is not the file's name"
    if report.language != path.parent.name:
        yield f"language {report.language!r} does not fit the folder {path.parent.name!r}"
    if report.manner not in MANNERS:
        yield f"manner {report.manner!r} is none of {', '.join(sorted(MANNERS))}"
    if report.published is not None and not _is_day(report.published):
        yield f"published {report.published!r} is no date"
    count = len(f"{report.title} {report.text}".split())
    if not WORDS[0] <= count <= WORDS[1]:
        yield f"{count} words; {WORDS[0]} to {WORDS[1]} are asked for"
    if not report.incidents and report.spans:
        yield "marks without an incident"
    if (report.manner == "negative") != (not report.incidents):
        yield "manner negative and no incident go together"


def _incidents(report: Annotated) -> Iterator[str]:
    ids = [i.get("id", "") for i in report.incidents]
    if len(set(ids)) != len(ids):
        yield "two incidents with one id"
    if report.incidents and not any(i.get("role") == "main" for i in report.incidents) and len(ids) > 1:
        yield "several incidents, none of them main"
    for incident in report.incidents:
        yield from (f"incident {incident.get('id')}: {p}" for p in _incident(report, incident, ids))


def _incident(report: Annotated, incident: dict[str, str], ids: list[str]) -> Iterator[str]:
    if strange := incident.keys() - INCIDENT:
        yield f"unknown attributes {', '.join(sorted(strange))}"
    for name, words in (("role", "role"), ("status", "status"), ("type", "type")):
        if incident.get(name) not in vocabulary.words(words):
            yield f"{name} {incident.get(name)!r} is not in the vocabulary"
    if incident.get("country") not in countries():
        yield f"country {incident.get('country')!r} is no alpha-3 code"
    for name in ("start", "end"):
        if name in incident and not _is_day(incident[name]):
            yield f"{name} {incident[name]!r} is no date"
    if "end" in incident and not incident.get("start", "9") < incident["end"]:
        yield "end is not behind start"
    if incident.get("start", "")[:10] > (report.published or "9"):
        yield f"start {incident['start']} is behind the day of publication"
    if incident.get("part_of", incident.get("id")) not in ids:
        yield f"part_of {incident['part_of']!r} is no incident"
    for name in MEASURES:
        if name in incident:
            try:
                number(incident[name])
            except CorpusError as error:
                yield f"{name}: {error}"
    own = [s for s in report.spans if incident.get("id") in s.incidents]
    if not any(s.tag == "trg" for s in own):
        yield "no <trg>: nothing tells that it took place"
    for name in MEASURES:
        told = any(s.tag == "num" and name in s.attrs.get("of", "").split() for s in own)
        if name in incident and number_or_none(incident[name]) != (0, 0) and not told:
            yield f"{name}={incident[name]} but no <num of={name}>"
    if "start" in incident and not any(s.tag == "dat" for s in own):
        yield "start without a <dat>"
    if "place" in incident and not any(s.tag == "loc" and s.attrs.get("as", "place") == "place" for s in own):
        yield "place without a <loc>"


def number_or_none(written: str) -> tuple[int | None, int | None] | None:
    """The number, or None where it is none (told of elsewhere)."""
    try:
        return number(written)
    except CorpusError:
        return None


def _span(report: Annotated, span: Span, speakers: Counter[str]) -> Iterator[str]:
    words = report.words_of(span)
    if span.tag not in SPAN_TAGS:
        yield f"no such mark; the guide has {', '.join(SPAN_TAGS)}"
        return
    if not words or words != words.strip():
        yield "empty, or begins or ends with white space"
    if "\n" in words or _SENTENCE_END.search(words):
        yield "reaches over the end of a sentence"
    if words[-1:] in ",;:" or (words[-1:] == "." and words.count(".") == 1):
        yield "ends with a sign that is not part of it"
    attrs = span.attrs
    for name in NEEDED[span.tag]:
        if not attrs.get(name):
            yield f"lacks {name}"
    if strange := attrs.keys() - {*NEEDED[span.tag], *ALLOWED.get(span.tag, ())}:
        yield f"unknown attributes {', '.join(sorted(strange))}"
    for name, words_of in CLOSED.items():
        if name in attrs and attrs[name] not in words_of:
            yield f"{name} {attrs[name]!r} is none of {', '.join(sorted(words_of))}"
    known = {i.get("id") for i in report.incidents}
    if lost := [i for i in span.incidents if i not in known]:
        yield f"there is no incident {lost[0]}"
    if "by" in attrs and not speakers[attrs["by"]]:
        yield f"there is no <spk id={attrs['by']!r}>"
    if "cat" in attrs and attrs["cat"] not in vocabulary.words("category"):
        yield f"cat {attrs['cat']!r} is not in the vocabulary"
    if "nat" in attrs and attrs["nat"] not in countries():
        yield f"nat {attrs['nat']!r} is no alpha-3 code"
    if span.tag == "dat" and not all(_is_day(day) for day in attrs.get("v", "").split("/")):
        yield f"v {attrs.get('v')!r} is no date"
    if span.tag == "num":
        yield from _number(report, span)


def _number(report: Annotated, span: Span) -> Iterator[str]:
    """Does the number fit the words, where the words hold one that is easily read?"""
    if strange := set(span.attrs.get("of", "").split()) - set(MEASURES):
        yield f"of {strange.pop()!r} is none of {', '.join(MEASURES)}"
    try:
        low, high = number(span.attrs.get("n", ""))
    except CorpusError as error:
        yield str(error)
        return
    words = report.words_of(span)
    found = [q for q in numbers.find_quantities(words, report.language) if q.kind == "count"]
    if len(found) != 1 or found[0].low is None:
        return
    read = found[0]
    if read.low not in (low, high) and read.high not in (low, high):
        yield f"n is {span.attrs['n']}, the words say {read.low}..{read.high}"


def _is_day(written: str) -> bool:
    if not _DAY.fullmatch(written):
        return False
    try:
        date.fromisoformat(written + "-01-01"[: 10 - len(written)] if len(written) < 10 else written)
    except ValueError:
        return False
    return True


def _line(xml: str, words: str) -> int:
    at = xml.find(escape(words))
    return xml.count("\n", 0, at) + 1 if at >= 0 else 0


def counts(reports: Iterable[Annotated]) -> str:
    """What there is: reports, negatives, manners, types, marks."""
    kinds: dict[str, Counter[str]] = {"language": Counter(), "manner": Counter(), "type": Counter(), "mark": Counter()}
    for report in reports:
        kinds["language"][report.language + (", no incident" if not report.incidents else "")] += 1
        kinds["manner"][report.manner] += 1
        kinds["type"].update(i["type"] for i in report.incidents)
        kinds["mark"].update(s.tag for s in report.spans)
    return "\n".join(f"{name}: " + ", ".join(f"{k} {n}" for k, n in c.most_common()) for name, c in kinds.items())


def main() -> int:
    """Check files, or the whole corpus."""
    parser = argparse.ArgumentParser(description="Check the training corpus.")
    parser.add_argument("files", nargs="*", type=Path, help="files to check (default: the whole corpus)")
    parser.add_argument("--counts", action="store_true", help="also print what there is")
    args = parser.parse_args()
    everything = sorted(CORPUS.rglob("*.xml"))
    files = [p.resolve() for p in args.files] or everything
    found = 0
    good: list[Annotated] = []
    originality = Originality(everything)
    for path in files:
        told = list(problems(path))
        if not told:
            good.append(parse(path.read_text("utf-8")))
            told = list(originality.problems(path, good[-1]))
        for problem in told:
            print(f"{path.parent.name}/{path.name}: {problem}")
        found += len(told)
    if args.counts:
        print(counts(good))
    print(f"{len(files)} reports, {found} problems")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
