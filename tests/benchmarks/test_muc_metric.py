"""The five-role metric of MUC-4, on documents small enough to count by hand."""

from __future__ import annotations

import pytest

from benchmarks.muc.metric import score, score_document


def template(kind: str, **roles: list[list[str]]) -> dict[str, object]:
    return {"incident_type": kind, "PerpInd": [], "PerpOrg": [], "Target": [], "Victim": [], "Weapon": [], **roles}


def test_same_template_is_perfect() -> None:
    gold = [template("bombing", Target=[["bank", "the bank"]], Weapon=[["bomb"]])]
    assert score_document(gold, gold).micro.f1 == 100


def test_a_mention_of_the_entity_is_enough_but_not_one_beside_it() -> None:
    gold = [template("attack", Victim=[["juan perez", "perez"], ["two guards"]])]
    found = score_document(gold, [template("attack", Victim=[["perez"], ["guards"]])])
    # type and one victim of two are right
    assert (found.micro.right_given, found.micro.given) == (2, 3)
    assert (found.micro.right_asked, found.micro.asked) == (2, 3)


def test_entity_with_a_foreign_mention_is_wrong() -> None:
    gold = [template("attack", Victim=[["juan perez"]])]
    found = score_document(gold, [template("attack", Victim=[["juan perez", "the bank"]])])
    assert found.slots["Victim"].right_given == 0


def test_another_type_maps_to_nothing() -> None:
    gold = [template("bombing", Weapon=[["bomb"]])]
    found = score_document(gold, [template("arson", Weapon=[["bomb"]])])
    assert found.micro.f1 == 0
    assert (found.micro.given, found.micro.asked) == (2, 2)


def test_a_gold_type_with_an_alternative_takes_either() -> None:
    gold = [template("bombing / attack")]
    assert score_document(gold, [template("attack")]).micro.f1 == 100


def test_best_mapping_wins_over_the_first() -> None:
    gold = [template("attack", Victim=[["mayor"]]), template("attack", Victim=[["priest"]])]
    found = score_document(gold, [template("attack", Victim=[["priest"]]), template("attack", Victim=[["mayor"]])])
    assert found.micro.f1 == 100


def test_one_template_too_many_is_spurious_and_one_too_few_missing() -> None:
    one, two = template("attack", Victim=[["mayor"]]), template("attack", Victim=[["priest"]])
    assert score_document([one], [one, two]).micro.precision == 50
    assert score_document([one, two], [one]).micro.recall == 50


def test_a_document_without_prediction_counts_as_empty() -> None:
    assert score({"a": [template("attack")]}, {}).micro.recall == 0
    assert score({"a": []}, {"a": []}).micro.f1 == 0


def test_mentions_with_offsets_and_odd_spaces_are_read() -> None:
    gold = [template("attack", Weapon=[[["car  bomb", 12]]])]  # type: ignore[list-item]
    assert score_document(gold, [template("attack", Weapon=[["Car bomb"]])]).micro.f1 == 100


def test_more_than_six_templates_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 6"):
        score_document([], [template("attack")] * 7)
