"""Which texts a language needs: all of them, or those that show on the sheets it covers and on the page that offers them.

Those are found by printing the sheets with a tag in every text, and looking which tags come out: there is no list to keep.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from guide import letters, sheets
from guide.index import held
from guide.load import Scalar
from guide.model.base import Slug
from guide.model.guide import Guide
from guide.printables import printables
from guide.source import SourceTexts
from guide.translation import Translated, Translation, lay

FIRST, SIZE = 0xE100, 256
TAG = re.compile("\ue003([\ue100-\ue1ff])([\ue100-\ue1ff])")
"""A tag: signs that no author can type, with the place of a text among all texts as a number of two of them."""

Keys = frozenset[tuple[str, str]]
"""Texts by their file and key."""


def texts_of(translation: Translation) -> list[Translated]:
    """Every text that the language needs, in the order of the source, then its orphans."""
    if translation.whole:
        return translation.texts
    needed = frozenset[tuple[str, str]]().union(*needs(translation).values())
    return [item for item in translation.texts if item.state == "orphan" or (item.file, item.key) in needed]


def offered(translation: Translation) -> list[str]:
    """The sheets that the language can offer: of those it covers, the ones without a text that is not translated."""
    if translation.whole:
        return list(translation.source.guide.sheets)
    lacking = {(item.file, item.key) for item in translation.texts if item.state == "missing"}
    return [id for id, keys in needs(translation).items() if not keys & lacking]


def needs(translation: Translation) -> dict[str, Keys]:
    """For each sheet that the language covers the texts it needs."""
    return {str(id): needed(translation.sources, str(id)) for id in translation.settings.sheets}


@cache
def needed(sources: SourceTexts, sheet: str) -> Keys:
    """The texts that show on a sheet, in each of its variants, and on the page that offers it."""
    tagged = tagged_guide(sources)
    printed = [sheets.html(tagged, id, variant=item.variant) for item in printables(tagged, ids=(sheet,)) for id in held(tagged, sheet)]
    pages = [letters.html(tagged, sheet, reviewers=reviewers, outdated=True) for reviewers in ("", "-")]
    return shown(sources, *printed, *pages)


def on_paper(sources: SourceTexts, ids: list[str]) -> dict[str, Keys]:
    """For each of these sheets the texts that show on it as it is printed to write on by hand."""
    tagged = tagged_guide(sources) if ids else None
    return {id: shown(sources, sheets.html(tagged, id)) for id in ids if tagged}


def shown(sources: SourceTexts, *pages: str) -> Keys:
    """The texts whose tags come out in these pages."""
    names = all_names(sources)
    return frozenset(names[(ord(high) - FIRST) * SIZE + ord(low) - FIRST] for page in pages for high, low in TAG.findall(page))


def all_names(sources: SourceTexts) -> list[tuple[str, str]]:
    """Every text by its file and key, in order."""
    return [(file, key) for file, texts in sources.files.items() for key in texts]


def tagged_guide(sources: SourceTexts) -> Guide:
    """The source with a tag before each text. The parts of an address stay as they are."""
    number = {name: place for place, name in enumerate(all_names(sources))}
    return Guide.model_construct(**lay(sources, lambda file: dict(tags(sources, file, number))).values)


def tags(sources: SourceTexts, file: str, number: dict[tuple[str, str], int]) -> Iterator[tuple[str, Scalar]]:
    """The texts of a file, each with its tag."""
    for key, source in sources.files[file].items():
        if not issubclass(source.kind, Slug):
            high, low = divmod(number[file, key], SIZE)
            yield key, replace(source.node, value=f"\ue003{chr(FIRST + high)}{chr(FIRST + low)}{source.value}")
