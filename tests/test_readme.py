"""The README: its code runs, its links lead somewhere, its picture and card can be made from the program."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
sys.path.insert(0, str(ROOT / "tools"))

import readme  # noqa: E402


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, re.S))
def test_the_code_runs(code, capsys):
    exec(compile(code, "README.md", "exec"), {})
    shown = capsys.readouterr().out
    assert "2020-02-28" in shown and "killed 12 12 the army" in shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_picture_and_the_card_are_made_of_the_program():
    svg, card = readme.picture(), readme.card()
    assert (
        svg.startswith("<svg")
        and "url(" not in svg.replace("url(#", "")
        and "http" not in svg.replace("http://www.w3.org", "")
    )
    assert "Indelimane" in svg and "Indelimane" in card
    assert max(map(len, card.splitlines())) <= 80
    for name in ("card", "accuracy", "speed"):
        assert f"<!-- {name} -->" in README and f"<!-- /{name} -->" in README


def test_a_place_is_filled_and_nothing_else():
    text = "a\n<!-- x -->\nold\n<!-- /x -->\nb\n"
    assert readme.filled(text, "x", "new") == "a\n<!-- x -->\nnew\n<!-- /x -->\nb\n"
    with pytest.raises(SystemExit):
        readme.filled("nothing", "x", "new")


def test_commands_of_the_readme_exist():
    from attest.cli_parser import build

    for line in re.findall(r"^    attest (.*?)(?:\s+#.*)?$", README, re.M):
        words = [word.strip("'") for word in line.split(" > ")[0].split()]
        build().parse_args(words)
