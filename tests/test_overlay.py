"""Laying single texts over a tree, as a translation or an edition does."""

from guide.decode import decode
from guide.load import Mapping, Scalar, parse
from guide.model.conversation import Question
from guide.overlay import overlay, scalars
from guide.problem import ContentError

BASE = parse("text: Hvad hjalp dig?\nfollow-ups:\n  help-who: Hvem?\n  help-how: Hvordan?\n", "da.yaml")


def changes(text: str) -> dict[str, Scalar]:
    tree = parse(text, "en.yaml")
    assert isinstance(tree, Mapping)
    return {key: node for key, node in tree.items.items() if isinstance(node, Scalar)}


def test_keys_are_paths_of_ids() -> None:
    assert [key for key, _ in scalars(BASE)] == ["text", "follow-ups/help-who", "follow-ups/help-how"]


def test_a_changed_text_stands_in_its_place_and_the_rest_is_as_it_was() -> None:
    laid, left = overlay(BASE, changes("follow-ups/help-how: How?\n"))
    question = decode(laid, Question)
    assert question.text == "Hvad hjalp dig?"
    assert question.follow_ups == {"help-who": "Hvem?", "help-how": "How?"}
    assert left == []


def test_a_key_without_a_text_is_told() -> None:
    _, left = overlay(BASE, changes("follow-ups/gone: Where?\n"))
    assert left == ["follow-ups/gone"]


def test_a_problem_points_into_the_file_that_changed_the_text() -> None:
    laid, _ = overlay(BASE, changes("text: What **helped you?\n"))
    try:
        decode(laid, Question)
    except ContentError as error:
        assert str(error.problems[0].place) == "en.yaml:1:12"
    else:
        raise AssertionError("the unclosed mark was not seen")
