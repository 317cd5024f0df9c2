"""The pages of the docs name every key, word, command and option."""

import argparse
import importlib
from pathlib import Path

import pytest

from attest.cli_parser import build
from attest.model.schema import schema
from attest.model.vocabulary import words
from attest.render.tables import COLUMNS

DOCS = Path(__file__).parents[2] / "docs"


def contract_keys():
    loaded = schema()
    defs = loaded["$defs"]
    yield from loaded["properties"]
    yield from (f"report.{key}" for key in loaded["properties"]["report"]["properties"])
    account = defs["account"]["properties"]
    for field, shape in account.items():
        yield field
        inner = shape.get("items", shape)
        if field == "totals":
            yield from (f"totals.{measure}" for measure in shape["properties"])
            inner = shape["properties"]["killed"]
            field = "totals.killed"
        if field == "where":
            inner = defs["place"]
        yield from (f"{field}.{key}" for key in inner.get("properties", ()))
    for name in ("quote", "statement"):
        yield from (f"{name}s.{key}" for key in defs[name]["properties"])
    yield from (f"statements.origin.{key}" for key in defs["statement"]["properties"]["origin"]["properties"])


def test_every_key_of_the_contract_is_explained():
    page = (DOCS / "contract.md").read_text("utf-8")
    keys = list(contract_keys())
    assert len(keys) > 90
    assert [key for key in keys if f"`{key}`" not in page] == []


@pytest.mark.parametrize("page", ["contract.md", "codebook.md"])
@pytest.mark.parametrize("set_", ["type", "category", "role", "status", "basis", "measure", "coordinates_of"])
def test_every_word_of_the_vocabulary_is_there(page, set_):
    text = (DOCS / page).read_text("utf-8")
    assert [word for word in words(set_) if f"`{word}`" not in text] == []


def verbs(parser, name=()):
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, verb in action.choices.items():
                yield from verbs(verb, (*name, word))
    yield " ".join(name), parser


def test_every_command_and_option_is_documented():
    page = (DOCS / "cli.md").read_text("utf-8")
    for name, parser in verbs(build()):
        assert f"attest {name}".strip() in page
        if not name or any(isinstance(action, argparse._SubParsersAction) for action in parser._actions):
            continue
        top = "## attest " + name.split()[0]
        assert top in page, top
        section = page[page.index(top) :].split("\n## ")[0] if name.count(" ") == 0 else page
        for action in parser._actions:
            for option in action.option_strings:
                if option not in ("-h", "--help"):
                    assert f"`{option}" in section, (name, option)


def test_every_help_has_examples_and_exit_statuses():
    for name, parser in verbs(build()):
        if name and any(isinstance(action, argparse._SubParsersAction) for action in parser._actions):
            continue
        shown = parser.format_help()
        assert f"attest {name}".strip() in shown.partition("example")[2] and "exit status:" in shown, name
        assert max(map(len, shown.splitlines())) <= 110
        assert importable(parser), name


def importable(parser):
    module, _, function = parser.get_default("run").partition(":") if parser.get_default("run") else ("", "", "")
    return not module or callable(getattr(importlib.import_module(module), function))


def test_every_column_is_documented():
    page = (DOCS / "cli.md").read_text("utf-8")
    assert [name for name in COLUMNS if f"| `{name}` |" not in page] == []
