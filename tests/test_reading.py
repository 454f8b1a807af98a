"""The measure of reading level itself."""

from tests.reading import lix, longest, sentences


def test_sentences_end_where_a_reader_stops() -> None:
    assert [len(words) for words in sentences("Det var den 8. februar. Sig det højt: Ingen lærer alene!\nNyt afsnit")] == [5, 3, 3, 2]


def test_lix_is_sentence_length_plus_share_of_long_words() -> None:
    assert lix(["Du læser opgaven igen."]) == 4 + 25
    assert lix(["Du læser.", "Kontaktlæreren lytter."]) == 2 + 25


def test_longest_sentence() -> None:
    assert longest(["Kort. Her er en længere sætning."]) == ["Her", "er", "en", "længere", "sætning"]
