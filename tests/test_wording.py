"""Words that differ are marked, and nothing an author wrote becomes code."""

import pytest

from guide.wording import Reader, marked, plain

READER = Reader({"platform": "Aula"}.__getitem__, lambda id: f"til {id}")


@pytest.mark.parametrize(
    ("before", "after", "first", "second"),
    [
        ("Spørg, og vent.", "Spørg, og lyt.", "Spørg, og <del>vent</del>.", "Spørg, og <ins>lyt</ins>."),
        ("Giv tid til at tænke.", "Giv god tid til at tænke.", "Giv tid til at tænke.", "Giv <ins>god</ins> tid til at tænke."),
        ("Skriv i {platform} i dag.", "Skriv i dag.", "Skriv <del>i Aula</del> i dag.", "Skriv i dag."),
        ("Vent *lidt* her.", "Vent lidt her.", "Vent <del><em>lidt</em></del> her.", "Vent <ins>lidt</ins> her."),
        ("Se [arket her](one).", "Se [arket her](two).", "Se <u>arket her</u> <del><small>(til one)</small></del>.", "Se <u>arket her</u> <ins><small>(til two)</small></ins>."),
        ("Navn: ___ og dato", "Navn og dato: ___", "Navn: ___ <del>og dato</del>", "Navn <ins>og dato</ins>: ___"),
        ("Kort, og godt nok.", "Kort.\n\nOg godt nok.", "Kort<del>, og</del> godt nok.", 'Kort<ins>.<span class="break">¶</span><br>Og</ins> godt nok.'),
        ("Helt andre ord", "Intet ligner det", "<del>Helt andre ord</del>", "<ins>Intet ligner det</ins>"),
        ("en to tre fire at fem seks", "en to x fire at y seks", "en to <del>tre</del> fire at <del>fem</del> seks", "en to <ins>x</ins> fire at <ins>y</ins> seks"),
        ("vi går i dag ud sammen", "vi går om lidt ud sammen", "vi går <del>i dag</del> ud sammen", "vi går <ins>om lidt</ins> ud sammen"),
    ],
)
def test_what_differs_is_marked(before: str, after: str, first: str, second: str) -> None:
    assert marked(before, after, READER, READER) == (first, second)


def test_what_stands_alone_between_changes_is_part_of_them() -> None:
    first, second = marked("Nu må du gerne gå i skole med mig", "Nu må du gerne bo i teltet med mig", READER, READER)
    assert (first, second) == ("Nu må du gerne <del>gå i skole</del> med mig", "Nu må du gerne <ins>bo i teltet</ins> med mig")


def test_code_is_shown_as_it_was_typed() -> None:
    evil = "Se <script>alert(1)</script> & [her](https://x.example/?a=1&b=2) nu"
    assert plain(evil, READER) == "Se &lt;script&gt;alert(1)&lt;/script&gt; &amp; <u>her</u> nu"
    first, second = marked("Se nu", evil, READER, READER)
    assert "<script" not in first + second and "href" not in second and "til https://x.example/?a=1&amp;b=2" in second


def test_words_of_each_state_fill_its_own_gaps() -> None:
    other = Reader({"platform": "Meebook"}.__getitem__, str)
    assert marked("I {platform} nu.", "I {platform} nu.", READER, other) == ("I <del>Aula</del> nu.", "I <ins>Meebook</ins> nu.")
