"""The command line: parses, runs the verb, and turns every failure into one line and an exit status.

Status: 0 done; 1 some of many inputs failed; 2 bad input or usage; 70 a fault of Attest itself; 130 interrupted;
141 the reader of the output went away.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from attest.cli_parser import build
from attest.model.errors import AttestError

INTERNAL: Final = 70
INTERRUPTED: Final = 130
PIPE: Final = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status, and never lets an exception out."""
    _open_streams()
    if sys.stdout is None:
        _say("standard output is closed: let it go somewhere")
        return 2
    try:
        return _guarded(argv)
    except BrokenPipeError:
        # nobody reads on: whatever is still buffered must not raise again when Python ends
        _drop_output()
        return PIPE
    except KeyboardInterrupt:
        _say("interrupted")
        return INTERRUPTED


def _guarded(argv: Sequence[str] | None) -> int:
    try:
        parser = build()
        args = parser.parse_args(argv)
        if "run" not in args:  # nothing asked: say what there is
            parser.print_help()
            return 0
        module, _, function = args.run.partition(":")
        status = int(getattr(importlib.import_module(module), function)(args))
        sys.stdout.flush()
        return status
    except SystemExit as end:  # argparse: --help, --version, or an error it has already explained
        sys.stdout.flush()
        return end.code if isinstance(end.code, int) else 2
    except AttestError as error:
        _say(str(error))
        return 2
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except OSError as error:
        why = error.strerror or str(error)
        _say(f"{error.filename}: {why}" if error.filename else f"the output cannot be written: {why}")
        _drop_output()
        return 2
    except Exception as error:
        if os.environ.get("ATTEST_DEBUG"):
            raise
        _say(f"a fault of attest itself: {type(error).__name__}: {error} (ATTEST_DEBUG=1 shows where)")
        return INTERNAL


def _open_streams() -> None:
    """Standard input and error are None where the caller closed them: nothing comes, nothing is heard."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115


def _say(message: str) -> None:
    """One line on standard error, whatever the message holds."""
    line = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(message.split()))
    data = f"attest: {line}\n"
    try:
        sys.stderr.write(data)
    except UnicodeEncodeError:
        sys.stderr.write(data.encode("ascii", "backslashreplace").decode("ascii"))
    except OSError:  # standard error is gone too
        pass


def _drop_output() -> None:
    # a test runner's standard output is no real file
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
