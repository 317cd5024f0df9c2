"""One report with the traps of the trade, in our own wording: what an analyst must find in its accounts."""

from pathlib import Path

import attest

TEXT = (Path(__file__).parent / "acceptance.txt").read_text("utf-8")


def accounts(published: str | None) -> list[dict[str, object]]:
    return attest.code(TEXT, published=published).to_dict()["accounts"]


def test_three_incidents_each_with_its_own() -> None:
    main, bomb, earlier = accounts("2019-11-04")
    assert [a["role"] for a in (main, bomb, earlier)] == ["main", "secondary", "background"]
    assert main["when"]["start"] == bomb["when"]["start"] == "2019-11-01"
    assert earlier["when"]["start"] == "2019-09-20"
    assert (main["where"]["name"], main["where"]["admin1"]) == ("Indelimane", "Ménaka")
    assert (bomb["where"]["name"], bomb["where"]["admin1"]) == (None, "Ménaka")
    assert [a["totals"]["killed"]["best"] for a in (main, bomb, earlier)] == [46, 1, 31]
    assert bomb["type"] == "ied_or_mine"


def test_on_whose_word() -> None:
    main, _, earlier = accounts("2019-11-04")
    by = {(p["actor"] or p["name"], p["basis"]): p["by"] for p in main["perpetrators"]}
    assert ("Islamic State", "claimed") in by
    assert by["armed men", "stated"] == "Government spokesperson Awa Diarra"
    assert [(c["actor"], c["via"]) for c in main["claims"]] == [("Islamic State", "Amaq news agency")]
    assert [(p["actor"], p["basis"], p["by"]) for p in earlier["perpetrators"]] == [
        ("Ansarul Islam", "attributed", "G5 Sahel")
    ]
    said = {(t["measure"], t["low"]): (t["said_by"], t["via"]) for t in main["tolls"]}
    assert said["killed", 45] == ("Government spokesperson Awa Diarra", "Twitter")
    assert said["survived", 12] == ("Government spokesperson Awa Diarra", "Twitter")


def test_what_is_at_odds() -> None:
    kinds = {d["kind"] for d in accounts("2019-11-04")[0]["discrepancies"]}
    assert {"text_against_map", "claim_against_attribution"} <= kinds


def test_without_a_day_of_publication_no_day_is_made_up() -> None:
    for account in accounts(None):
        when = account["when"]
        assert when is None or when["start"] is None
