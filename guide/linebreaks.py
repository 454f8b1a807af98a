"""Where the lines of a page may break: soft hyphens in long words, and none inside a span of numbers.

Browsers have no patterns for Danish, so the places are found here. A compound is parted where the guide's own words meet
(samtale-guiden), which patterns alone get wrong; long parts, and all other words, are parted by syllables.
"""

import re
from collections.abc import Iterable
from functools import cache, partial
from itertools import accumulate, pairwise

import pyphen

HYPHEN = "\u00ad"
LONG = 13
"""Words of this many letters get soft hyphens."""
LONG_IN_HEADING = 19
"""In a heading, where a parted word is in the way, only those that are wider than a phone."""
LONG_PART = 12
"""Parts of a compound that have fewer letters stay whole: a line that ends where two words meet is easier to read."""
SHORTEST = 3
"""No line ends or begins with fewer letters of a parted word."""
JOINTS = {"da": re.compile(r"(.{3,}(?:else|hed|ing|tion)s)(.{3,})")}
"""The endings that always take an s before the next word of a compound, by language."""
LETTERS = r"[^\W\d_]"
PIECE = re.compile(
    rf"""(?P<heading>(?P<open><h[12]\b[^>]*>)(?P<words>.*?)(?=</h[12]>))
       | (?P<tag><(?P<whole>svg|script)\b.*?</(?P=whole)>|<[^>]*>)  # what is no text
       | (?P<span>\d+\.?–\d+\.?)                                    # 10–15
       | (?<![\w.@/]){LETTERS}{{{LONG},}}(?![\w@/]|\.\w)            # a long word that is no part of an address
    """,
    re.VERBOSE | re.DOTALL,
)


class LineBreaks:
    """Sets the breaks of one guide's pages; `texts` are all its texts, `language` is a code such as `da` or `en-GB`."""

    def __init__(self, language: str, texts: Iterable[str]) -> None:
        known = pyphen.language_fallback(language.replace("-", "_"))
        self.patterns = pyphen.Pyphen(lang=known, left=SHORTEST, right=SHORTEST) if known else None
        self.joint = JOINTS.get(language.partition("-")[0])
        self.words = {word.lower() for word in set(re.findall(rf"{LETTERS}{{4,}}", "\n".join(texts)))}
        self.parted = cache(self.part)

    def set(self, html: str) -> str:
        """The HTML with its breaks. Tags, drawings and scripts stay as they are."""
        return PIECE.sub(self.piece, html)

    def piece(self, match: re.Match[str], long: int = LONG) -> str:
        if match["heading"]:
            return match["open"] + PIECE.sub(partial(self.piece, long=LONG_IN_HEADING), match["words"])
        if match["span"]:
            return f'<span class="whole">{match[0]}</span>'
        return match[0] if match["tag"] or len(match[0]) < long else self.parted(match[0])

    def part(self, word: str) -> str:
        """The word with soft hyphens."""
        ends = list(accumulate(map(len, self.components(word.lower()))))
        parts = [word[start:end] for start, end in pairwise([0, *ends])]
        return HYPHEN.join(self.syllables(part) if len(part) >= LONG_PART or len(parts) == 1 else part for part in parts)

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
        if self.joint and (joined := self.joint.fullmatch(word)):
            return [joined[1], *self.components(joined[2])]
        return [word]

    def syllables(self, word: str) -> str:
        """A word without compounds, parted by syllables; no syllable of one letter stands alone."""
        points = list(self.patterns.positions(word)) if self.patterns else []
        kept = [here for here, following in pairwise([*points, len(word)]) if following - here > 1]
        return HYPHEN.join(word[start:end] for start, end in pairwise([0, *kept, len(word)]))
