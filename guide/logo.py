"""A publisher's logo: an SVG that draws and does nothing else. It comes from a stranger's drawing program, and is shown on every page."""

import re
import xml.etree.ElementTree as xml

from guide.problem import Place, Problem, problem

SVG = "http://www.w3.org/2000/svg"
LIMIT = 200_000
"""The most signs a logo may have: every page shows it."""
SHAPES = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc", "defs", "clipPath", "linearGradient", "radialGradient", "stop", "use", "style"}
WORKERS = re.compile(r"on\w+|href|src", re.IGNORECASE)
"""Attributes that can run or fetch. A reference to a part of the drawing itself is let in."""
FETCHES = re.compile(r"url\(\s*['\"]?(?!#)|@|\\|expression|javascript", re.IGNORECASE)
"""What makes a style or a value fetch or run something."""


def check_logo(text: str, path: str) -> list[Problem]:
    """What is wrong with a logo's file. `path` is as problems show it."""
    place = Place(path)
    if len(text) > LIMIT:
        return [problem(place, "logo-large", size=len(text), limit=LIMIT)]
    if "<!" in text.replace("<!--", "") or "<?" in text.removeprefix("\ufeff").lstrip()[5:]:
        return [problem(place, "logo-part", part="<!DOCTYPE")]
    try:
        root = xml.fromstring(text)
    except xml.ParseError as error:
        return [problem(Place(path, *position(error)), "logo-broken")]
    if root.tag != f"{{{SVG}}}svg":
        return [problem(place, "logo-broken")]
    if "viewBox" not in root.attrib:
        return [problem(place, "logo-size")]
    return [problem(place, "logo-part", part=part) for part in dict.fromkeys(strange(root))]


def position(error: xml.ParseError) -> tuple[int, int]:
    """Line and column of what cannot be read, from 1."""
    return error.position[0], error.position[1] + 1


def strange(root: xml.Element) -> list[str]:
    """The elements and attributes that do more than draw."""
    found = []
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name not in SHAPES or (name == "style" and FETCHES.search(element.text or "")):
            found.append(f"<{name}>")
        for attribute, value in element.attrib.items():
            plain = attribute.rpartition("}")[2]
            inside = value.strip().startswith("#") and plain == "href"
            if (WORKERS.fullmatch(plain) and not inside) or FETCHES.search(value):
                found.append(plain)
    return found
