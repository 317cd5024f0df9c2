"""Streams that are closed, full, cut off or interrupted: one line at most, and the exit status that says so."""

import json
import os
import signal
import subprocess
import sys

import pytest

from attest.sources import SourceError, read

STORY = "Gunmen killed twelve people in Dori on Friday, the army said."
COMMAND = [sys.executable, "-m", "attest"]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="streams are closed otherwise elsewhere")


@pytest.fixture
def many(tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": STORY}) + "\n" for n in range(2000)), "utf-8")
    return path


def shell(line, **names):
    """Run a line of shell in which $A is the command; its exit status is that of $A."""
    env = {**os.environ, "A": f"{sys.executable} -m attest", **{name: str(value) for name, value in names.items()}}
    return subprocess.run(["sh", "-c", line], capture_output=True, env=env, check=False, timeout=60)


@pytest.mark.parametrize("form", ["", "--json"])
def test_a_reader_that_goes_away(many, form):
    done = shell(f"($A code $F {form}; echo status $? >&2) | head -c 1", F=many)
    assert len(done.stdout) == 1 and done.stderr == b"status 141\n"


@pytest.mark.parametrize(
    "line,status,says",
    [
        ("$A schema >&-", 2, b"standard output is closed"),
        ("$A code - <&-", 2, b"standard input: is empty"),
        ("$A code nowhere 2>&-", 2, None),
        ("$A schema >/dev/full", 2, b"No space left"),
    ],
)
def test_closed_and_full_streams(line, status, says):
    if "/dev/full" in line and not os.path.exists("/dev/full"):  # noqa: PTH110
        pytest.skip("no such device here")
    done = shell(line)
    assert done.returncode == status and not done.stdout
    assert done.stderr == b"" if says is None else says in done.stderr and done.stderr.count(b"\n") == 1


def test_an_interrupt_is_said_in_one_line(many):
    with subprocess.Popen(
        [*COMMAND, "code", many, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout.read(1)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate()
    assert (running.returncode, said) == (130, b"attest: interrupted\n")


def test_a_folder_with_loops_pipes_and_links_to_nowhere(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to("..")
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    found = list(read([str(tmp_path)]))
    problems = [item.message for item in found if isinstance(item, SourceError)]
    assert len(found) == 3 and len(problems) == 2
    assert "gone.txt" in problems[0] and "self.txt" in problems[1]


def test_a_broken_line_is_named_with_its_column(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": STORY}) + '\n{"text":\n', "utf-8")
    (problem,) = [item for item in read([str(path)]) if isinstance(item, SourceError)]
    assert "line 2: is not JSON (column " in problem.message
