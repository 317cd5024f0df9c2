"""The joined tagger with a network that says what a test wants it to say."""

import re
from typing import Any

import numpy as np

from attest.coding.coder import code_report
from attest.coding.trained.joined import JoinedTagger
from attest.coding.trained.pieces import Pieces
from attest.coding.trained.scheme import ROLES, STATUSES, types
from attest.model import Coding, Report

Mark = tuple[str, str, float]


class Said:
    """Stands in for the network: `marks` are (words, role, chance); all else has the chance `rest`."""

    def __init__(self, *marks: Mark, kind: str = "armed_attack", whole: float = 0.9, rest: float = 0.2) -> None:
        self.marks, self.kind, self.whole, self.rest = marks, kind, whole, rest
        self.status: str | None = None

    def read(self, text: str) -> Pieces:
        offsets = np.array([m.span() for m in re.finditer(r"\w+|[^\w\s]", text)])
        n = len(offsets)
        sure = np.full((n, len(ROLES)), self.rest)
        begins = np.zeros((n, len(ROLES)), dtype=bool)
        for words, role, chance in self.marks:
            at = text.index(words)
            rows = (offsets[:, 0] >= at) & (offsets[:, 1] <= at + len(words))
            sure[rows, ROLES.index(role)] = chance
            begins[np.nonzero(rows)[0][0], ROLES.index(role)] = True
        roles = np.stack([1 - sure, np.where(begins, sure, 0), np.where(begins, 0, sure)], axis=-1)
        kinds = np.zeros((n, len(types())))
        kinds[:, types().index(self.kind)] = 0.9
        kinds[:, types().index("stated")] = 0.9
        statuses = np.full((n, len(STATUSES)), 0.25)
        if self.status:
            statuses[:] = 0.01
            statuses[:, STATUSES.index(self.status)] = 0.97
        return Pieces(offsets, roles, kinds, statuses, np.zeros((n, 4)), np.full(len(types()), self.whole))


def coded(text: str, said: Any, title: str | None = None) -> Coding:
    report = Report("r", text, title, "2024-05-14", language="en")
    return code_report(report, JoinedTagger(said))


def value(coding: Coding, field: str) -> Any:
    return coding.to_dict()["accounts"][0][field]


UNKNOWN = "Gunmen hawoozled a minibus near Abala in Niger on Sunday. Seven herders did not live to tell of it."


def test_a_verb_that_no_lexicon_has_makes_an_incident() -> None:
    said = Said(("hawoozled", "event", 0.95), ("Seven herders", "killed", 0.9), kind="ambush")
    coding = coded(UNKNOWN, said)
    assert value(coding, "type") == "ambush"
    assert value(coding, "totals")["killed"]["low"] == 7
    assert not coded(UNKNOWN, Said(whole=0.3)).accounts


def test_a_figure_that_stands_for_nothing_is_left_out() -> None:
    text = (
        "Gunmen attacked a market in Abala, Niger, on Sunday, killing four traders. Nine people were killed, he joked."
    )
    said = Said(("Nine people", "killed", 0.0), ("Nine people", "victim", 0.0), ("Nine people", "attackers", 0.0))
    assert value(coded(text, said), "totals")["killed"]["high"] == 4


def test_an_attacker_whom_no_rule_sees_is_named() -> None:
    text = (
        "Four traders were killed in an attack in Abala, Niger, on Sunday. It bore the marks of Boko Haram, he noted."
    )
    without, with_ = (
        coded(text, Said(*marks)).to_dict()["accounts"][0]["perpetrators"]
        for marks in ((), (("Boko Haram", "perpetrator", 0.95),))
    )
    assert not without
    assert [p["name"] for p in with_] == ["Boko Haram"]


def test_a_peaceful_report_gives_nothing_and_says_why() -> None:
    text = "Gunmen killed four traders in Abala, Niger, on Sunday."
    assert coded(text, Said()).accounts
    coding = coded(text, Said(whole=0.01))
    assert not coding.accounts
    assert "no act" in str(coding.nothing_because)


def test_a_sentence_that_tells_nothing_starts_no_incident() -> None:
    text = "Gunmen killed four traders in Abala, Niger, on Sunday."
    said = Said()
    said.status = "none"
    assert not coded(text, said).accounts


def test_a_place_that_is_not_the_acts_is_left_out() -> None:
    text = "Gunmen killed four traders in Abala on Sunday, far from Tillaberi, Niger."
    said = Said(("Abala", "place", 0.0), ("Tillaberi", "place", 0.9))
    assert value(coded(text, said), "where")["name"] in ("Tillabéri", "Tillaberi")


def test_a_speaker_whom_no_rule_sees_is_named() -> None:
    text = "Elder Musa Bako has it that gunmen killed four traders in Abala, Niger, on Sunday."
    without, with_ = (
        coded(text, Said(*marks)).to_dict()["accounts"][0]["tolls"][0]["said_by"]
        for marks in ((), (("Elder Musa Bako", "speaker", 0.95),))
    )
    assert without is None
    assert with_ == "Elder Musa Bako"
