"""The languages of the site, and where each page has its counterpart in the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from guide.content import Content
from guide.index import addresses
from guide.languages import direction
from guide.links import FRONT, relative
from guide.model.guide import SOURCE, Guide
from guide.translation import Translation

SOURCE_NAME = "Dansk"


def root(guide: Guide) -> str:
    """Where a language's pages begin below the root of the site: nowhere for the source, `en/` for English."""
    return "" if guide.language == SOURCE else f"{guide.language}/"


@dataclass(frozen=True)
class Tongue:
    """A language of the site. `addresses` are its pages by their ids; None where it has a few sheets alone, on one page."""

    code: str
    name: str
    direction: str
    root: str
    addresses: dict[str, str] | None


@dataclass(frozen=True)
class Other:
    """A language as a page offers it: where its counterpart is, seen from the page, and in full where search engines are to know of it."""

    code: str
    name: str
    direction: str
    href: str
    address: str
    part: bool
    current: bool


class Switcher:
    """Leads from a page to its counterparts."""

    def __init__(self, tongues: Sequence[Tongue], address: str) -> None:
        """`address` is where the site is published, with a slash at the end."""
        self.tongues, self.address = {tongue.code: tongue for tongue in tongues}, address

    def others(self, language: str, here: str, id: str | None, known: Mapping[str, str] = MappingProxyType({})) -> list[Other]:
        """Every language with the way to the counterpart of the page `id` (None for the front page) from the address `here` in its own language.

        `known` are the counterparts of a page that has no id, by their languages.
        """
        home = self.tongues[language].root + here
        result = []
        for tongue in self.tongues.values():
            there = tongue.root + ((tongue.addresses or {}).get(id, FRONT) if id else known.get(tongue.code, FRONT))
            full = f"{self.address}{there}" if tongue.addresses is not None else ""
            href = relative(home, there)
            result.append(Other(tongue.code, tongue.name, tongue.direction, href, full, tongue.addresses is None, tongue.code == language))
        return result


def switcher(content: Content, whole: Sequence[str], part: Sequence[str]) -> Switcher:
    """The switcher of a site with these languages, by their codes; `whole` begins with the source."""
    guides = content.guides
    tongues = [Tongue(code, name_of(content, code), guides[code].direction, root(guides[code]), addresses(guides[code])) for code in whole]
    tongues += [Tongue(code, name_of(content, code), direction(content.translations[code].locale), f"{code}/", None) for code in part]
    return Switcher(tongues, content.source.guide.settings.address)


def name_of(content: Content, code: str) -> str:
    """What a language calls itself."""
    translation: Translation | None = content.translations.get(code)
    return str(translation.settings.name) if translation else SOURCE_NAME
