"""Attest: news reports of armed violence in, quoted incidents out.

>>> import attest
>>> coding = attest.code("Gunmen killed five people in Dori on Friday.", published="2020-03-02")
>>> coding.accounts[0].totals["killed"]["best"]  # doctest: +SKIP
5
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attest.model import Account, Coding, Report

__all__ = ["Account", "Coding", "Report", "__version__", "code"]


def code(
    text_or_report: str | Report,
    *,
    published: str | None = None,
    title: str | None = None,
    language: str | None = None,
    coder: str | None = None,
) -> Coding:
    """What a report says of each incident of armed violence in it.

    Takes a text, or a Report; `published` is the day, month or timestamp of publication, against which "Friday" is
    resolved. With a Report, what is given here wins over what it holds. `coder` is "joined" (rules and the trained
    reader) or "grammar" (rules alone). Raises InputError for a date that is none, or a coder that is not there.
    """
    from attest.coding.coder import code_report
    from attest.coding.coders import DEFAULT, tagger
    from attest.model import Report

    record = text_or_report.to_dict() if isinstance(text_or_report, Report) else {"text": text_or_report}
    given = {"published": published, "title": title, "language": language}
    record |= {key: value for key, value in given.items() if value is not None}
    return code_report(Report.from_dict(record), tagger(coder or DEFAULT))


def __getattr__(name: str) -> Any:
    # what costs time to import is imported when it is asked for
    if name in ("Account", "Coding", "Report"):
        from attest import model

        return getattr(model, name)
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("attest")
        except PackageNotFoundError:  # run from a source tree that is not installed
            return "0+unknown"
    raise AttributeError(f"module 'attest' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
