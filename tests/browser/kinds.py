"""What kinds of elements the pages have, and a few pages on which all of them are met."""

from collections.abc import Iterator, Mapping

from lxml import html

LOOKS = ("aria-current", "dir", "fill", "font-size", "hidden", "opacity", "open", "role", "scope", "stroke", "type")
"""The attributes that decide, with its classes and what it lies in, what an element looks like."""

Kind = tuple[str, ...]
"""An element and all it lies in, from the outermost on: what styles tell it by."""


def few_with_every_kind(pages: Mapping[str, str]) -> Iterator[str]:
    """The addresses of a few of the pages, on which every kind of element is met that any page has."""
    found = {address: kinds(page) for address, page in pages.items()}
    left = set().union(*found.values())
    while left:
        best = max(found, key=lambda address: len(found[address] & left))
        left -= found[best]
        yield best


def kinds(page: str) -> set[Kind]:
    """The kinds of elements of a page. The words in them, and how many there are, are no matter."""
    found = set()
    todo: list[tuple[Kind, html.HtmlElement]] = [((), html.document_fromstring(page))]
    while todo:
        around, element = todo.pop()
        kind = (*around, " ".join([element.tag, *sorted(element.classes), *(f"{name}={element.get(name)}" for name in LOOKS if name in element.attrib)]))
        found.add(kind)
        todo += [(kind, child) for child in element.iterchildren("*")]
    return found
