"""Soft hyphens: at the joints of compounds, in long words of the text alone, and nowhere a machine reads."""

import pytest

from guide.linebreaks import HYPHEN, LineBreaks


@pytest.fixture(scope="module")
def breaks() -> LineBreaks:
    return LineBreaks("da", ["Et karaktertræk er en vurdering værd.", "samtale, guiden, uddannelsesparat", "evaluering med pilen"])


@pytest.mark.parametrize(
    ("word", "parted"),
    [
        ("samtaleguiden", "samtale-guiden"),
        ("Evalueringspilen", "Evaluerings-pilen"),
        ("karaktertræksvurdering", "karak-ter-træks-vurdering"),
        ("taknemmelighed", "tak-nem-me-lig-hed"),
        ("samarbejdsevnen", "sam-ar-bejds-ev-nen"),
        ("meddelelsesbog", "meddelelses-bog"),
        ("vurdering", "vurdering"),
    ],
)
def test_a_long_word_is_parted_where_its_words_meet(breaks: LineBreaks, word: str, parted: str) -> None:
    assert breaks.set(word).replace(HYPHEN, "-") == parted


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#karaktertræksvurdering" title="karaktertræksvurdering">Her</a>',
        "<svg><title>karaktertræksvurdering</title></svg>",
        '<script type="application/json">"karaktertræksvurdering"</script>',
        "karaktertræksvurdering.example.org",
        "navn@karaktertræksvurdering",
        '<h2 id="a">Samtaleguiden <em>og</em> taknemmelighed</h2>',
    ],
)
def test_what_is_no_running_text_stays_as_it_is(breaks: LineBreaks, html: str) -> None:
    assert breaks.set(html) == html


def test_only_the_widest_words_of_a_heading_are_parted(breaks: LineBreaks) -> None:
    shown = breaks.set("<h1>Karaktertræksvurdering</h1> <p>taknemmelighed</p>").replace(HYPHEN, "-")
    assert shown == "<h1>Karak-ter-træks-vurdering</h1> <p>tak-nem-me-lig-hed</p>"


def test_a_span_of_numbers_stays_on_one_line(breaks: LineBreaks) -> None:
    assert breaks.set("10–15 minutter") == '<span class="whole">10–15</span> minutter'


def test_a_language_without_patterns_is_parted_between_words_alone() -> None:
    assert LineBreaks("xx", ["samtale guiden"]).set("samtaleguiden taknemmelighed") == f"samtale{HYPHEN}guiden taknemmelighed"
