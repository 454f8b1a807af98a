"""A municipality's edition: a thin layer over the guide that all share, which stays in step with it."""

import shutil
from pathlib import Path

import pytest

from guide.cli import main
from guide.content import Content, read_content
from guide.upkeep import drifted
from tests.projects import ROOT, small_project

EDITION = {
    "edition.yaml": """name: Solby Kommune
platform: MinUddannelse
address: https://laering.solby.example/
updated: "2026-11-24"
hide: [pages/help, conversations/conversation-1/questions/contribute]
""",
    "texts/conversations/conversation-1.yaml": """# vores
questions/dream-year/text:
  da: Hvad håber du på?
  own: Hvad drømmer du om?
""",
    "add/conversations/conversation-1.yaml": """sheets:
  during: [reading]
questions:
  dream-year:
  our-library:
    text: Hvad fandt du på biblioteket?
""",
    "add/guide.yaml": """chapters:
  more:
    pages: [solby]
""",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The small project with a page more, and with an edition whose own sheet and page are copies of common ones."""
    folder = small_project(tmp_path)
    about = (folder / "pages" / "about.yaml").read_text(encoding="utf-8")
    (folder / "pages" / "help.yaml").write_text(about.replace("slug: om", "slug: hjaelp").replace("about-text", "help-text"), encoding="utf-8")
    edit(folder / "guide.yaml", "foot: [parachute]", "foot: [help]")
    edit(folder / "guide.yaml", "pages: [parachute]", "pages: [parachute, help]")
    edit(folder / "conversations" / "conversation-1.yaml", "see: [parachute]", "see: [help]")
    own = folder / "editions" / "solby"
    for name, text in EDITION.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(text, encoding="utf-8")
    for old, new in (("sheets/notes-1.yaml", "sheets/reading.yaml"), ("pages/about.yaml", "pages/solby.yaml")):
        text = (folder / old).read_text(encoding="utf-8").replace("slug: noter-1", "slug: laes").replace("slug: om", "slug: solby").replace("about-text", "solby-text")
        (own / "add" / new).parent.mkdir(parents=True, exist_ok=True)
        (own / "add" / new).write_text(text, encoding="utf-8")
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Change one text of a file as an editor would."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def edition(content: Path) -> Content:
    return read_content(content, "solby")


def test_what_the_edition_says_stands_in_the_guide(content: Path) -> None:
    guide = edition(content).source.guide
    assert guide.settings.publisher and guide.settings.publisher.name == "Solby Kommune"
    assert (guide.settings.variables.platform, guide.settings.address) == ("MinUddannelse", "https://laering.solby.example/")
    conversation = guide.conversations["conversation-1"]
    assert {id: question.text for id, question in conversation.questions.items()} == {
        "dream-year": "Hvad drømmer du om?",
        "our-library": "Hvad fandt du på biblioteket?",
    }
    assert conversation.sheets.during == ("notes-1", "reading")
    assert guide.own_sheets == {"reading"} and "solby" in guide.pages


def test_what_is_hidden_is_gone_with_all_that_led_to_it(content: Path) -> None:
    guide = edition(content).source.guide
    assert "help" not in guide.pages
    assert guide.settings.foot == () and guide.settings.chapters["more"].pages == ("parachute", "solby")
    assert guide.conversations["conversation-1"].see == ()


def test_a_link_to_what_is_hidden_becomes_plain_words(content: Path) -> None:
    edit(content / "conversations" / "conversation-1.yaml", "Her får I tid sammen.", "Få [hjælp](help) på [siden](parachute).")
    assert edition(content).source.guide.conversations["conversation-1"].purpose == "Få hjælp på [siden](parachute)."


def test_the_common_guide_knows_nothing_of_the_edition(content: Path) -> None:
    with_edition = read_content(content).source.guide
    shutil.rmtree(content / "editions")
    assert read_content(content).source.guide == with_edition


def test_a_changed_common_text_is_told_with_both_and_settled(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(content / "conversations" / "conversation-1.yaml", "Hvad håber du på?", "Hvad håber du mest på?")
    (told,) = drifted(edition(content).layer)  # type: ignore[arg-type]
    assert str(told.place) == "content/editions/solby/texts/conversations/conversation-1.yaml:2:1"
    assert "Hvad håber du på?" in told.message and "Hvad håber du mest på?" in told.message
    assert edition(content).source.guide.conversations["conversation-1"].questions["dream-year"].text == "Hvad drømmer du om?"
    table = content / "editions" / "solby" / "texts" / "conversations" / "conversation-1.yaml"
    assert main(["edition", "update", "solby", "--content", str(content)]) == 0
    settled = table.read_text(encoding="utf-8")
    assert "# vores" in settled and "da: Hvad håber du mest på?" in settled and "da-before: Hvad håber du på?" in settled
    table.write_text("\n".join(line for line in settled.split("\n") if "da-before" not in line and "since" not in line), encoding="utf-8")
    assert not list(drifted(edition(content).layer))  # type: ignore[arg-type]
    assert main(["check", "--strict", "--content", str(content)]) == 0


def test_a_text_that_moves_takes_the_editions_own_with_it(content: Path) -> None:
    edit(content / "conversations" / "conversation-1.yaml", "dream-year:", "dream-now:")
    edit(content / "editions" / "solby" / "add" / "conversations" / "conversation-1.yaml", "dream-year:", "dream-now:")
    (told,) = drifted(edition(content).layer)  # type: ignore[arg-type]
    assert told.code == "common-gone"
    assert main(["edition", "update", "solby", "--content", str(content)]) == 0
    assert edition(content).source.guide.conversations["conversation-1"].questions["dream-now"].text == "Hvad drømmer du om?"


def test_languages_are_those_the_edition_names(content: Path) -> None:
    edit(content / "editions" / "solby" / "edition.yaml", "hide:", "languages: [da]\nhide:")
    assert list(edition(content).guides) == ["da"]


def test_a_text_is_fetched_by_its_words(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(*words: str) -> int:
        return main(["edition", "change", "solby", *words, "--content", str(content)])

    assert change("tid  sammen") == 0
    table = (content / "editions" / "solby" / "texts" / "conversations" / "conversation-1.yaml").read_text(encoding="utf-8")
    assert "purpose:\n  da: Her får I tid sammen.\n  own: Her får I tid sammen.\n" in table and "# vores" in table
    assert change("prøve") == 2
    assert "    guide/title\n" in capsys.readouterr().err
    assert change("findes slet ikke") == 2
    assert change("conversations/conversation-1/title") == 0


def test_what_is_begun_is_valid_at_once(content: Path) -> None:
    for words in (["edition", "ny-by"], ["sheet", "mit-ark"], ["sheet", "vores-ark", "--edition", "ny-by"], ["conversation", "vores", "--edition", "ny-by"], ["conversation", "anden"]):
        assert main(["new", *words, "--content", str(content)]) == 0
        assert main(["check", "--content", str(content)]) == 0
    guide = read_content(content, "ny-by").source.guide
    assert guide.settings.chapters["conversations"].pages == ("conversation-1", "anden", "vores")
    assert set(guide.sheets) == {"notes-1", "mit-ark", "vores-ark"}
    for words in (["edition", "ny-by"], ["edition", "Ny By"], ["sheet", "mit-ark"], ["sheet", "æ"], ["conversation", "traits"], ["sheet", "x", "--edition", "nyby"]):
        assert main(["new", *words, "--content", str(content)]) == 2


def test_what_people_wrote_stays_where_a_list_gets_one_more() -> None:
    from guide.begin import with_item

    path = ("chapters", "conversations", "pages")
    assert with_item("", path, "x") == "chapters:\n  conversations:\n    pages: [x]\n"
    assert with_item("# a\nchapters: # b\n  more:\n    pages: [q]\n", path, "x") == "# a\nchapters: # b\n  conversations:\n    pages: [x]\n  more:\n    pages: [q]\n"
    assert with_item("chapters:\n  conversations:\n    pages: [a,\n      b]  # c\n    slug: d\n", path, "x") == "chapters:\n  conversations:\n    pages: [a,\n      b, x]  # c\n    slug: d\n"
    assert with_item("chapters:\n  conversations:\n    pages:\n      - a\n    slug: d\n", path, "x") == "chapters:\n  conversations:\n    pages:\n      - a\n      - x\n    slug: d\n"


def test_the_example_changes_something_of_everything() -> None:
    """What is shown to municipalities as an example has to show all there is, and to be finished."""
    content = read_content(ROOT / "content", "bakkedal")
    assert content.layer
    from guide.model.edition import Edition

    assert set(content.layer.tree.items) == {field.alias for field in Edition.model_fields.values()}
    assert content.layer.logo and content.layer.texts.tables and content.layer.texts.texts
    assert {name.partition("/")[0] for name in content.layer.additions} == {"guide", "pages", "conversations", "sheets"}
    assert {part.partition("/")[0] for part in content.layer.settings.hide} == {"sheets", "pages", "conversations"}
    assert not any(question.condition for item in content.source.guide.conversations.values() for question in item.questions.values())
    assert list(content.translations) == ["ar", "en"]
    assert {item.state for item in content.translations["en"].texts} == {"current"}
    assert not list(drifted(content.layer))
