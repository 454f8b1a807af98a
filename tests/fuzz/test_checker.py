"""The checker on a small project with values of every kind at any place: problems that say where, or content that builds."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from guide.content import read_content
from guide.problem import ContentError
from tests.fuzz import building
from tests.fuzz.laboratory import check_places
from tests.fuzz.strategies import as_yaml, json_values, times
from tests.fuzz.warm import Memory
from tests.projects import small_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The small project, its files as plain values, and the memory of what is read of the files that stay as they are."""
    with pytest.MonkeyPatch.context() as patch:
        root, memory = small_project(tmp_path_factory.mktemp("small")), Memory(patch)
        read_content(root)
        texts = {path: path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.yaml")) if path.name != "interface.yaml"}
        yield root, texts, {path: yaml.safe_load(text) for path, text in texts.items()}, memory


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a value, but the whole."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for step, item in inside for place in [(*path, step), *places(item, (*path, step))]]


def put(value: Any, path: tuple[Any, ...], new: Any, way: str) -> Any:
    """The value with something new at a place, beside it or under its key; or with nothing there."""
    result = copy.deepcopy(value)
    holder = result
    for step in path[:-1]:
        holder = holder[step]
    if way == "gone":
        del holder[path[-1]]
    elif way == "beside" and isinstance(holder, dict):
        holder[new if isinstance(new, str) else "ny"] = holder[path[-1]]
    else:
        holder[path[-1]] = new
    return result


@times(4)
@given(some.data())
def test_any_value_anywhere(project: tuple[Path, dict[Path, str], dict[Path, Any], Memory], data: Any) -> None:
    root, texts, values, memory = project
    path = data.draw(some.sampled_from(list(texts)), label="file")
    value = values[path]
    for _ in range(data.draw(some.integers(1, 2))):
        found = places(value)
        if found:
            place = data.draw(some.sampled_from(found), label="place")
            value = put(value, place, data.draw(json_values(), label="value"), data.draw(some.sampled_from(["here", "here", "beside", "gone"])))
    memory.touched = {path}
    path.write_text(as_yaml(value), encoding="utf-8")
    try:
        guide = read_content(root).source.guide
    except ContentError as error:
        check_places(error.problems, root)
        return
    finally:
        path.write_text(texts[path], encoding="utf-8")
    made = {name: make() for name, make in building.documents(guide).items()}
    assert not list(building.broken(guide, made))
