"""Speed and memory of the coder: what `make bench` prints. The grammar runs on one core; so does the joined coder.

    python benchmarks/bench.py [--json] [--gold DIR] [--reports N] [--passes N] [--limit SECONDS]

Measured over the self-written reports of tests/gold, repeated to at least N (300) with a counter line each, so that no
two are the same text: reports a second and peak memory in one process after start, of these reports (a little over
1 kB each) and of reports of news length (2 to 4 kB, made of whole ones); the start of a fresh process up to its first
line of output; `attest --help`; time a kilobyte from 1 kB to 1 MB; the share of each stage; and the floor, which is
what a bare regular expression needs to cut the same texts into words. Rates are given by the clock and by processor
time; on a machine that is busy with other work only the latter says something, and where the machine's own pace
swings (a shared one) the quickest pass tells what the code needs.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attest

ROOT = Path(__file__).resolve().parent.parent
SIZES = {"1 kB": 1_000, "10 kB": 10_000, "100 kB": 100_000, "1 MB": 1_000_000}
NEWS = 2_200
"""Characters after which a report of news length is full."""
STARTS = 5
WORDS = re.compile(r"\w+|[^\w\s]")
# the functions the coder calls by these names, in this order
STAGES = ("detect", "read_passages", "tag", "parse_published", "assemble", "close")

Record = dict[str, Any]


def main() -> int:
    """Measure, then print a table or JSON."""
    parser = argparse.ArgumentParser(description="Measure the coder's speed and memory on one core.")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    parser.add_argument(
        "--gold", type=Path, default=ROOT / "tests" / "gold", help="folder of reports, one JSON file each"
    )
    parser.add_argument("--reports", type=int, default=300, help="repeat the reports up to at least so many")
    parser.add_argument("--passes", type=int, default=5, help="passes over the set; the median counts")
    parser.add_argument("--limit", type=float, default=120, help="skip a size that would take more seconds than this")
    parser.add_argument("--joined-only", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.joined_only:
        print(json.dumps(joined_only(json.load(sys.stdin))))
        return 0
    records = read_records(args.gold)
    if not records:
        print(f"bench: no reports in {args.gold}; give a folder of JSON files with --gold", file=sys.stderr)
        return 2
    reports = replicate(records, args.reports)
    with_reader = joined(reports)
    pin_to_one_core()
    result: Record = {
        "machine": {"python": platform.python_version(), "system": platform.system(), "processor": platform.machine()},
        "texts": {
            "distinct": len(records),
            "reports": len(reports),
            "words": round(statistics.mean(len(r["text"].split()) for r in reports)),
            "kB": round(statistics.mean(len(r["text"]) for r in reports) / 1000, 2),
        },
        "throughput": throughput(reports, args.passes),
        "joined": with_reader,
        "news_length": news_length(records, args.reports, args.passes),
        "stages": stages(reports),
        "scaling": scaling(records, args.limit),
        "start": starts(records[0]),
    }
    print(json.dumps(result, ensure_ascii=False, indent=2) if args.json else table(result))
    return 0


def read_records(folder: Path) -> list[Record]:
    """Read the reports of `folder`: files with one report, or a list of them."""
    records: list[Record] = []
    for path in sorted(folder.glob("*.json")):
        loaded = json.loads(path.read_text(encoding="utf-8"))
        found = loaded if isinstance(loaded, list) else [loaded]
        records.extend(r for r in found if isinstance(r, dict) and isinstance(r.get("text"), str))
    return records


def replicate(records: list[Record], least: int) -> list[Record]:
    """Repeat the set to at least `least` reports, each with a line of its own so that caches of texts do not help."""
    rounds = max(1, -(-least // len(records)))
    return [{**r, "text": f"{r['text']}\n\nCopy {n}."} for n in range(rounds) for r in records]


def pin_to_one_core() -> None:
    """Keep this process, and those it starts, on one core where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def code(record: Record, coder: str = "grammar") -> object:
    """Code one record through the front door, down to the plain dictionary that is printed."""
    coding = attest.code(
        record["text"],
        published=record.get("published"),
        title=record.get("title"),
        language=record.get("language"),
        coder=coder,
    )
    return coding.to_dict()


def peak_mb() -> float:
    """The most memory this process has held so far, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if platform.system() == "Darwin" else 1_000)


def seconds_for(reports: list[Record], passes: int) -> tuple[float, float, float]:
    """Passes over the reports: median seconds by the clock and of processor time, and the quickest by the clock."""
    wall, processor = [], []
    for _ in range(passes):
        start, cpu = time.perf_counter(), time.process_time()
        for record in reports:
            code(record)
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - cpu)
    return statistics.median(wall), statistics.median(processor), min(wall)


def throughput(reports: list[Record], passes: int) -> Record:
    """Reports a second, after one warming report, and the peak of memory."""
    before = peak_mb()
    begin = time.perf_counter()
    code(reports[0])
    first = time.perf_counter() - begin
    seconds, processor, quickest = seconds_for(reports, passes)
    each = []
    for record in reports:
        start = time.perf_counter()
        code(record)
        each.append(time.perf_counter() - start)
    start = time.perf_counter()
    for record in reports:
        for _ in WORDS.finditer(record["text"]):
            pass
    floor = time.perf_counter() - start
    words = sum(len(r["text"].split()) for r in reports)
    return {
        "reports_per_second": round(len(reports) / seconds, 1),
        "reports_per_cpu_second": round(len(reports) / processor, 1),
        "reports_per_second_quickest": round(len(reports) / quickest, 1),
        "reports_of_300_words_per_second": round(words / 300 / seconds, 1),
        "ms_per_report_median": round(1000 * statistics.median(each), 2),
        "ms_per_report_worst": round(1000 * max(each), 2),
        "first_report_ms": round(1000 * first, 1),
        "floor_reports_per_second": round(len(reports) / floor),
        "times_the_floor": round(seconds / floor, 1),
        "memory_peak_mb": round(peak_mb(), 1),
        "memory_before_coding_mb": round(before, 1),
    }


def joined(reports: list[Record], most: int = 100) -> Record:
    """The joined coder over some of the reports: reports a second, and how much of the time is the encoder's own.

    In a process of its own, so that what it loads does not count as the grammar's memory.
    """
    task = [sys.executable, str(Path(__file__).resolve()), "--joined-only"]
    done = subprocess.run(task, input=json.dumps(reports[:most]), capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def joined_only(reports: list[Record]) -> Record:
    """What `joined` asks of the process it starts."""
    from attest.coding.trained.network import load

    code(reports[0], "joined")
    network, spent = load(), [0.0]
    encode = network.encode

    def timed(windows: Any) -> Any:
        start = time.perf_counter()
        out = encode(windows)
        spent[0] += time.perf_counter() - start
        return out

    network.encode = timed  # type: ignore[method-assign]
    begin = time.perf_counter()
    for record in reports:
        code(record, "joined")
    seconds = time.perf_counter() - begin
    return {
        "reports_per_second": round(len(reports) / seconds, 1),
        "times_the_encoder": round(seconds / spent[0], 2),
        "memory_peak_mb": round(peak_mb(), 1),
    }


def news_length(records: list[Record], least: int, passes: int) -> Record:
    """Reports of news length a second: whole reports of a language joined to texts of 2 to 4 kB."""
    longer: list[Record] = []
    filling: dict[str | None, Record] = {}
    for record in records:
        before = filling.pop(record.get("language"), None)
        text = f"{before['text']}\n\n{record['text']}" if before else record["text"]
        joined = {**(before or record), "text": text}
        if len(text) < NEWS:
            filling[record.get("language")] = joined
        else:
            longer.append(joined)
    reports = replicate(longer or records, least)
    wall, cpu, quickest = seconds_for(reports, passes)
    return {
        "kB": round(statistics.mean(len(r["text"]) for r in reports) / 1000, 2),
        "reports_per_second": round(len(reports) / wall, 1),
        "reports_per_cpu_second": round(len(reports) / cpu, 1),
        "reports_per_second_quickest": round(len(reports) / quickest, 1),
    }


@contextlib.contextmanager
def timed_stages() -> Iterator[dict[str, float]]:
    """Count the time spent in each stage while the block runs, as far as the coder calls them by name."""
    from attest.coding import coder
    from attest.coding.grammar.tagger import GrammarTagger

    spent: dict[str, float] = {}

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        spent[name] = 0.0

        def call(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                spent[name] += time.perf_counter() - start

        return call

    places = [(GrammarTagger if name == "tag" else coder, name) for name in STAGES]
    saved = [(place, name, getattr(place, name)) for place, name in places if hasattr(place, name)]
    try:
        for place, name, function in saved:
            setattr(place, name, timed(name, function))
        yield spent
    finally:
        for place, name, function in saved:
            setattr(place, name, function)


def stages(reports: list[Record]) -> dict[str, float]:
    """The share of each stage in the time of one pass; "other" is what no stage claims."""
    with timed_stages() as spent:
        start = time.perf_counter()
        for record in reports:
            code(record)
        whole = time.perf_counter() - start
    shares = {name: round(seconds / whole, 3) for name, seconds in spent.items()}
    return {**shares, "other": round(1 - sum(spent.values()) / whole, 3)}


def scaling(records: list[Record], limit: float) -> Record:
    """Milliseconds of processor time a kilobyte for a text of each size; how the biggest compares with the smallest."""
    language = records[0].get("language")
    same = [r["text"] for r in records if r.get("language") == language]
    seconds: dict[str, float | None] = {}
    last, growth = 0.0, 10.0
    for name, size in SIZES.items():
        if last * growth > limit:
            seconds[name] = None
            continue
        record = {"text": piled(same, size), "published": records[0].get("published"), "language": language}
        runs = []
        for _ in range(1 if size >= 100_000 else 5):
            start = time.process_time()
            code(record)
            runs.append(time.process_time() - start)
        spent = statistics.median(runs)
        growth = max(10.0, spent / last) if last else 10.0
        last = seconds[name] = spent
    per_kb = {name: None if s is None else round(1e6 * s / SIZES[name], 3) for name, s in seconds.items()}
    first, biggest = per_kb["1 kB"], per_kb["1 MB"]
    return {"ms_per_kb": per_kb, "ratio_1mb_to_1kb": round(biggest / first, 2) if first and biggest else None}


def piled(texts: list[str], size: int) -> str:
    """The texts one after another until `size` characters are full."""
    parts, length = [], 0
    for text in itertools.cycle(texts):
        parts.append(text)
        length += len(text) + 2
        if length >= size:
            return "\n\n".join(parts)[:size]
    return ""


def starts(record: Record) -> Record:
    """Median time of a fresh process: to the first line `attest code FILE` prints, and for `attest --help`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(record["text"], encoding="utf-8")
        first = [to_first_line(["code", str(path)]) for _ in range(STARTS)]
        usage = [to_first_line(["--help"], whole=True) for _ in range(STARTS)]
    bare = [to_first_line([], command=[sys.executable, "-c", "print()"], whole=True) for _ in range(STARTS)]
    return {
        "first_result_ms": round(1000 * statistics.median(first)),
        "help_ms": round(1000 * statistics.median(usage)),
        "bare_python_ms": round(1000 * statistics.median(bare)),
    }


def to_first_line(arguments: list[str], *, command: list[str] | None = None, whole: bool = False) -> float:
    """Seconds until the command has printed its first line, or until it has ended where `whole` is set."""
    start = time.perf_counter()
    with subprocess.Popen(
        [*(command or [sys.executable, "-m", "attest"]), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        spent = time.perf_counter() - start
        _, complaint = process.communicate()
        if whole:
            spent = time.perf_counter() - start
    if process.returncode or not line:
        raise SystemExit(f"bench: attest {' '.join(arguments)} failed: {complaint.decode(errors='replace').strip()}")
    return spent


def pace(t: Record) -> str:
    """A rate: the median pass by the clock and by processor time, and the quickest pass."""
    cpu, quickest = t["reports_per_cpu_second"], t["reports_per_second_quickest"]
    return f"{t['reports_per_second']}  ({cpu} by processor time; quickest pass {quickest})"


def table(result: Record) -> str:
    """Lay the figures out for reading."""
    t, texts, scale, start = result["throughput"], result["texts"], result["scaling"], result["start"]
    news = result["news_length"]
    rows: list[tuple[str, str]] = [
        ("reports a second, grammar", pace(t)),
        ("  of 300 words", f"{t['reports_of_300_words_per_second']}"),
        (f"  of {news['kB']} kB", pace(news)),
        (
            "  with the reader",
            "{reports_per_second}  ({times_the_encoder} times the encoder, {memory_peak_mb} MB peak)".format(
                **result["joined"]
            ),
        ),
        ("ms a report", f"{t['ms_per_report_median']} median, {t['ms_per_report_worst']} worst"),
        (
            "floor (words by regex)",
            f"{t['floor_reports_per_second']} a second; coding takes {t['times_the_floor']} times that",
        ),
        ("memory", f"{t['memory_peak_mb']} MB peak, {t['memory_before_coding_mb']} MB before coding"),
        ("first report, warm-up", f"{t['first_report_ms']} ms in a running process"),
        ("attest code FILE", f"{start['first_result_ms']} ms to the first line, fresh process (median of {STARTS})"),
        ("attest --help", f"{start['help_ms']} ms (bare Python {start['bare_python_ms']} ms)"),
    ]
    rows += [
        (f"ms a kB at {name}", "skipped: would exceed --limit" if value is None else f"{value}")
        for name, value in scale["ms_per_kb"].items()
    ]
    rows.append(("  1 MB against 1 kB", f"{scale['ratio_1mb_to_1kb']}"))
    rows += [(f"share of {name}", f"{100 * share:.1f} %") for name, share in result["stages"].items()]
    machine = result["machine"]
    head = (
        f"{texts['reports']} reports ({texts['distinct']} distinct, of {texts['words']} words, {texts['kB']} kB), "
        f"one core, Python {machine['python']}, {machine['system']} {machine['processor']}"
    )
    width = max(len(name) for name, _ in rows)
    return "\n".join([head, "", *(f"{name:<{width}}  {value}" for name, value in rows)])


if __name__ == "__main__":
    raise SystemExit(main())
