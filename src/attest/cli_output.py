"""Where output goes: results to standard output or a file, messages and progress to standard error."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from attest.model.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console


def say(message: str) -> None:
    """One line on standard error, as "attest: …"."""
    from attest.render.phrases import safe

    with contextlib.suppress(BrokenPipeError):
        print(f"attest: {safe(message)}", file=_robust(sys.stderr))


def _robust(stream: TextIO) -> TextIO:
    """The stream, made to replace what its encoding cannot hold."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    return stream


@contextlib.contextmanager
def output(path: str | None, *, machine: bool) -> Iterator[TextIO]:
    """Standard output, or a file that appears whole at the end and not at all after a failure.

    What machines read is UTF-8 with plain line feeds wherever it runs. Raises InputError where the file cannot be made.
    """
    if path is None or path == "-":
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            if machine:
                reconfigure(encoding="utf-8", errors="strict", newline="\n")
            else:
                reconfigure(errors="replace")
        yield sys.stdout
        return
    target = Path(path)
    try:
        if target.exists() and not target.is_file():  # a device or a pipe: nothing to rename onto
            if target.is_dir():
                raise InputError(f"{path} is a folder: name a file to write to")
            with target.open("w", encoding="utf-8", newline="\n") as out:
                yield out
            return
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            yield out
        part.chmod(0o666 & ~_umask())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def console(out: TextIO) -> Console:
    """A console on a stream: in colour and as wide as the terminal where it is one, else plain and 80 wide."""
    from rich.console import Console

    class Screen(Console):
        """A console that leaves it to the command line what happens when the reader goes away."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    if out.isatty():
        return Screen(file=out)
    columns = os.environ.get("COLUMNS", "")
    return Screen(file=out, color_system=None, width=int(columns) if columns.isdigit() and int(columns) >= 40 else 80)


@contextlib.contextmanager
def progress(what: str, total: int | None, *, show: bool) -> Iterator[Callable[[], None]]:
    """A progress bar on standard error where that is a terminal and `show` holds; gives what to call at each step."""
    if not show or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
