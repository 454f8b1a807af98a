"""Where the lines of a page may break: soft hyphens in long words, and none inside a span of numbers.

Browsers have no patterns for Danish, so the places are found here. A compound is parted where the guide's own words meet
(samtale-guiden), which patterns alone get wrong; the parts, and all other words, are parted by syllables.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

import pyphen

HYPHEN = "\u00ad"
LONG = 13
"""Words of this many letters get soft hyphens."""
SHORTEST = 3
"""No line ends or begins with fewer letters of a parted word."""
LETTERS = r"[^\W\d_]"
PIECE = re.compile(
    rf"""(?P<tag><(?P<whole>svg|script)\b.*?</(?P=whole)>|<[^>]*>)  # what is no text
       | (?P<span>\d+\.?–\d+\.?)                                    # 10–15
       | (?<![\w.@/]){LETTERS}{{{LONG},}}(?![\w@/]|\.\w)            # a long word that is no part of an address
    """,
    re.VERBOSE | re.DOTALL,
)


class LineBreaks:
    """Sets the breaks of one guide's pages; `texts` are all its texts, `language` is a code such as `da`."""

    def __init__(self, language: str, texts: Iterable[str]) -> None:
        known = pyphen.language_fallback(language)
        self.patterns = pyphen.Pyphen(lang=known, left=SHORTEST, right=SHORTEST) if known else None
        self.words = {word.lower() for text in texts for word in re.findall(rf"{LETTERS}{{4,}}", text)}
        self.parted = cache(self.part)

    def set(self, html: str) -> str:
        """The HTML with its breaks. Tags, drawings and scripts stay as they are."""
        return PIECE.sub(self.piece, html)

    def piece(self, match: re.Match[str]) -> str:
        if match["tag"]:
            return match[0]
        return f'<span class="whole">{match[0]}</span>' if match["span"] else self.parted(match[0])

    def part(self, word: str) -> str:
        """The word with soft hyphens."""
        result, start = [], 0
        for length in map(len, self.components(word.lower())):
            result.append(self.syllables(word[start : start + length]))
            start += length
        return HYPHEN.join(result)

    def components(self, word: str) -> list[str]:
        """The words of the guide that a word is put together of, each with the s that joins it to the next; else the word itself."""
        for at in range(4, len(word) - 3):
            first, second = word[:at], word[at:]
            if second not in self.words:
                continue
            if first in self.words:
                return [*self.components(first), *self.components(second)]
            if first.endswith("s") and first[:-1] in self.words:
                *before, last = self.components(first[:-1])
                return [*before, f"{last}s", *self.components(second)]
        return [word]

    def syllables(self, word: str) -> str:
        """A word without compounds, parted by syllables; no syllable of one letter stands alone."""
        points = list(self.patterns.positions(word)) if self.patterns else []
        kept = [here for here, following in pairwise([*points, len(word)]) if following - here > 1]
        return HYPHEN.join(word[start:end] for start, end in pairwise([0, *kept, len(word)]))
