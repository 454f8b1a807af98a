"""A publisher's logo: an SVG that draws and does nothing else. It comes from a stranger's drawing program, and is shown on every page."""

import math
import re
import xml.etree.ElementTree as xml

from guide.problem import Place, Problem, problem

SVG, XML, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/1999/xlink"
LIMIT = 200_000
"""The most signs a logo may have: every page shows it."""
HEAVY, DEEP = 20_000, 50
"""As many shapes may be drawn, each as often as it is referred to, and as deep may they lie within each other: a few lines can make billions."""
SHAPES = {
    *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc", "defs", "use", "symbol", "style"),
    *("clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop", "metadata"),
}
NOTES = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/elements/1.1/",
}
"""Namespaces of what programs say of a drawing, in `metadata`; nobody draws or runs it."""
OUTER = {(XML, "space"), (XML, "lang"), (XLINK, "href"), *((XLINK, name) for name in ("type", "show", "actuate"))}
"""Attributes of other namespaces than the drawing's that drawings have."""
WORKERS = re.compile(r"on\w+|src", re.IGNORECASE)
"""Attributes that run or fetch, whatever they hold."""
CALL = re.compile(r"([\w-]+)\((\s*['\"]?#)?")
"""A function in a style or a value, and whether it is given a part of the drawing itself."""
REFERENCE = re.compile(r"(?:^|\()\s*['\"]?#([^'\")\s]+)")
"""A part of the drawing that an attribute leads to."""
DRAW = {"rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewx", "skewy"}
"""The functions that only draw; any other might fetch, as `image-set` does."""
RULE, CLASSES = re.compile(r"([^{}]*)\{([^{}]*)"), re.compile(r"\s*\.[\w-]+(\s*,\s*\.[\w-]+)*\s*")
"""A rule of a style, and the selector of one that is for classes."""
DECLARATION = re.compile(
    r"\ufeff?<\?xml\s+version=(['\"])1\.[01]\1(\s+encoding=(['\"])utf-8\3)?(\s+standalone=(['\"])(yes|no)\5)?\s*\?>", re.IGNORECASE
)
DOCTYPE = re.compile(r'<!DOCTYPE\s+svg\s+PUBLIC\s+"-//W3C//DTD SVG 1\.[01]//EN"\s+"http://www\.w3\.org/[\w./-]+"\s*>')
"""What drawing programs write above a drawing. Nobody fetches the address in it."""


def check_logo(text: str, path: str) -> list[Problem]:
    """What is wrong with a logo's file. `path` is as problems show it."""
    place = Place(path)
    if len(text) > LIMIT:
        return [problem(place, "logo-large", size=len(text), limit=LIMIT)]
    inside = DOCTYPE.sub("", DECLARATION.sub("", text, count=1), count=1).replace("<!--", "").replace("<![CDATA[", "")
    if found := re.search(r"<[!?][\w-]*", inside):
        return [problem(place, "logo-part", part=found[0])]
    try:
        root = xml.fromstring(text.removeprefix("\ufeff"))
    except xml.ParseError as error:
        return [problem(Place(path, *position(error)), "logo-broken")]
    if root.tag != f"{{{SVG}}}svg":
        return [problem(place, "logo-broken")]
    if "viewBox" not in root.attrib:
        return [problem(place, "logo-size")]
    parts = dict.fromkeys(strange(root))
    if parts:
        return [problem(place, "logo-part", part=", ".join(parts))]
    return [problem(place, "logo-heavy")] if Weights(root).of(root) > HEAVY else []


def position(error: xml.ParseError) -> tuple[int, int]:
    """Line and column of what cannot be read, from 1."""
    return error.position[0], error.position[1] + 1


def strange(root: xml.Element) -> list[str]:
    """The elements and attributes that do more than draw."""
    found = []
    for element in root.iter():
        space, name = named(element.tag)
        if space not in NOTES and (space != SVG or name not in SHAPES or (name == "style" and fetches("".join(element.itertext())))):
            found.append(f"<{name}>")
        found += [named(attribute)[1] for attribute, value in element.attrib.items() if works(*named(attribute), value)]
    return found


class Weights:
    """How many shapes the parts of a drawing draw."""

    def __init__(self, root: xml.Element) -> None:
        self.targets = {element.attrib["id"]: element for element in root.iter() if "id" in element.attrib}
        self.classes: dict[str, list[str]] = {}
        self.known: dict[xml.Element, float] = {}
        for style in root.iter(f"{{{SVG}}}style"):
            for selector, body in RULE.findall("".join(style.itertext())):
                for name in re.findall(r"[\w-]+", selector):
                    self.classes.setdefault(name, []).extend(REFERENCE.findall(body))

    def of(self, element: xml.Element, deep: int = 0) -> float:
        """The weight of one element; without end where it leads to itself, or lies too deep."""
        if element not in self.known:
            self.known[element] = math.inf  # as long as it is being weighed
            if deep < DEEP:
                self.known[element] = 1 + sum(self.of(each, deep + 1) for each in (*element, *self.led_to(element)))
        return self.known[element]

    def led_to(self, element: xml.Element) -> list[xml.Element]:
        """What an element draws besides what is in it: by its attributes, and by the styles of its classes."""
        ids = [id for value in element.attrib.values() for id in REFERENCE.findall(value)]
        ids += [id for name in element.attrib.get("class", "").split() for id in self.classes.get(name, ())]
        return [self.targets[id] for id in ids if id in self.targets]


def named(tag: str) -> tuple[str, str]:
    """The namespace of an element or attribute, '' for none, and its name in it."""
    space, _, name = tag.rpartition("}")
    return space[1:], name


def works(space: str, name: str, value: str) -> bool:
    """Whether an attribute does more than draw. A reference to a part of the drawing itself is let in."""
    if space in NOTES:
        return False
    if space and (space, name) not in OUTER:
        return True
    if name.lower() == "href":
        return not value.strip().startswith("#")
    return bool(WORKERS.fullmatch(name)) or fetches(value)


def fetches(style: str) -> bool:
    """Whether a style or a value might fetch or run something: by a rule, an escape, or a function that does not only draw.

    Only what is for classes may lead to a part of the drawing: so it can be told how much is drawn.
    """
    if "@" in style or "\\" in style or any(REFERENCE.search(body) and not CLASSES.fullmatch(selector) for selector, body in RULE.findall(style)):
        return True
    return not all(name.lower() in DRAW or (name.lower() == "url" and own) for name, own in CALL.findall(style))
