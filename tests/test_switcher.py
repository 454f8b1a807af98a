"""From a page to the very same page in the other languages."""

from pathlib import Path

import pytest

from guide.content import read_content
from guide.switcher import Switcher, switcher
from tests.translated import everything, project


@pytest.fixture
def there(tmp_path: Path) -> Switcher:
    content = project(tmp_path)
    everything(content)
    (content / "translations" / "uk").mkdir()
    (content / "translations" / "uk" / "language.yaml").write_text("name: Українська\nsheets: [notes-1]\n", encoding="utf-8")
    return switcher(read_content(content), ["da", "en"], ["uk"])


@pytest.mark.parametrize(
    ("language", "here", "id", "ways"),
    [
        ("da", "traek/vedholdenhed/", "perseverance", {"da": "./", "en": "../../en/traek-en/vedholdenhed-en/", "uk": "../../uk/"}),
        ("en", "traek-en/vedholdenhed-en/", "perseverance", {"da": "../../../traek/vedholdenhed/", "en": "./", "uk": "../../../uk/"}),
        ("da", "", None, {"da": "./", "en": "en/", "uk": "uk/"}),
        ("uk", "", None, {"da": "../", "en": "../en/", "uk": "./"}),
    ],
)
def test_each_language_leads_to_the_counterpart(there: Switcher, language: str, here: str, id: str | None, ways: dict[str, str]) -> None:
    found = there.others(language, here, id)
    assert {other.code: other.href for other in found} == ways
    assert [other.code for other in found if other.current] == [language]


def test_search_engines_are_told_of_whole_languages_alone(there: Switcher) -> None:
    found = {other.code: other.address for other in there.others("da", "traek/vedholdenhed/", "perseverance")}
    assert found == {"da": "https://guide.example/traek/vedholdenhed/", "en": "https://guide.example/en/traek-en/vedholdenhed-en/", "uk": ""}
    assert [other.part for other in there.others("da", "", None)] == [False, False, True]
