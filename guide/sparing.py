"""What the engine works out again for every element, line and sheet, worked out once for all that are alike.

What is known is kept with the fonts of a printer, and goes when the printer goes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.css import ComputedStyle, InitialStyle, StyleFor, declaration_precedence, find_style_attributes, preprocess_declarations
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout.float import avoid_collisions
from weasyprint.text.line_break import Layout, split_first_line, strut

ATTRIBUTES = ("style", "lang", "width", "height")
"""The attributes that are style themselves. An id is one too, but changes nothing of how an element looks."""
FREE = frozenset(("id", "name", "title", "href", "src", "alt", "style"))
"""The attributes that may be others in every element: rules ask for none of their values."""
DRAWING = "{http://www.w3.org/2000/svg}svg"
IN_DRAWING = {"display": ("none",)}
"""The style of what is in a drawing: the page has no boxes for it."""
SHAPE = (
    "font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_kerning", "font_variant_ligatures", "font_variant_position",
    "font_variant_caps", "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian", "font_feature_settings",
    "font_variation_settings", "font_language_override", "lang", "direction", "white_space", "letter_spacing", "word_spacing", "overflow_wrap",
    "word_break", "hyphens", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "tab_size", "text_decoration_line",
)  # fmt: skip
"""What decides how a line of text is shaped and where it ends, besides its text and its width."""
PLAIN = frozenset(
    name for name in set(INITIAL_VALUES) - set(INITIAL_NOT_COMPUTED) - {"display", "float", "position", "page"} if not name.startswith("text_decoration")
)  # fmt: skip
"""The properties that are what they are initially, or in the parent, where no rule says more."""
MOST_LINES, MOST_MATCHES, MOST_STYLES = 1_500, 3_000, 5_000
"""As many lines, places that elements stand in, and styles are kept in mind."""

Cascade = dict[str | None, dict[str, Any]]
"""What the rules say: by pseudo-element and property, a value and its weight."""


class Style(ComputedStyle):
    """The style of an element. Most properties have their initial value or the parent's, which is found at once."""

    def __init__(self, parent: Any, cascade: dict[str, Any], *rest: Any) -> None:
        super().__init__(parent, cascade, *rest)
        self.logical = any("inline" in name or "block" in name for name in cascade)

    def __missing__(self, key: str) -> Any:
        if key in self.cascaded or key not in PLAIN or self.logical or self.parent_style is None:
            return super().__missing__(key)
        value = self[key] = (self.parent_style if key in INHERITED else INITIAL_VALUES)[key]
        return value


class Styles(StyleFor):
    """The styles of the elements of a document. Elements that are alike, in it and in those before it, share theirs.

    Alike are those of which the parents are alike, and the same rules and attributes hold.
    """

    def __init__(self, html: Any, sheets: Any, hints: bool, fonts: Any, targets: Any) -> None:
        self._cascaded_styles: dict[tuple[Any, str | None], dict[str, Any]] = {}
        self._computed_styles: dict[tuple[Any, str | None], Any] = {}
        self.initial_page_sizes = {"box": None, "area": None}
        self._sheets, self.font_config = sheets, fonts
        self.alike: dict[Element, Alike] = {}
        cascades, known = vars(fonts).setdefault("known_cascades", {}), vars(fonts).setdefault("known_styles", {})
        matches = Matches(sheets, vars(fonts).setdefault("known_matches", {}), vars(fonts).setdefault("known_rules", {}))
        for wrapper in outside_drawings(html.wrapper_element):
            element, parent = wrapper.etree_element, self.alike[wrapper.parent.etree_element].style if wrapper.parent else None
            rules, which = matches.of(wrapper)
            own = tuple((name, element.get(name)) for name in ATTRIBUTES if name in element.attrib)
            signature = html.base_url, own, which
            if signature not in cascades:
                cascades[signature] = cascaded(rules, Element(element.tag, dict(own)), hints, html.base_url)
            key = id(parent), id(cascades[signature])
            if key not in known:
                root = self.alike[html.etree_element].style if parent is not None else InitialStyle(fonts)
                known[key] = Alike(parent, cascades[signature], root, html.base_url)
            self.alike[element] = known[key]
            if "id" in element.attrib:
                self._computed_styles[element, None] = known[key].style.copy()
                self._computed_styles[element, None]["anchor"] = element.get("id")
                targets.collect_anchor(element.get("id"))
        if len(matches.known) > MOST_MATCHES:
            matches.known.clear()

    def __call__(self, element: Any, pseudo: str | None = None) -> Any:
        """The style of an element, a pseudo-element or a page; None for a pseudo-element that no rule is about."""
        if isinstance(element, Element) and element not in self.alike:
            return IN_DRAWING
        if element in self.alike and (element, pseudo) not in self._computed_styles:
            element = self.alike[element]
            self._computed_styles[element, pseudo] = element.of(pseudo)
        return super().__call__(element, pseudo)

    def add_page_declarations(self, page: Any) -> None:
        """Find what the rules say of a page. What they said of those before it is done with: the engine would walk all of it for each page."""
        self._cascaded_styles.clear()
        super().add_page_declarations(page)

    def set_computed_styles(self, page: Any, parent: Any, root: Any = None, pseudo_type: str | None = None, base_url: Any = None, **_: Any) -> None:
        """Find the style of a page, or of a box in its margin. Most pages are alike too."""
        known, cascade = vars(self.font_config).setdefault("known_pages", {}), self._cascaded_styles.get((page, pseudo_type), {})
        above, top = self(parent), self(root)
        key = id(above), pseudo_type, *((name, id(value)) for name, (value, _) in cascade.items())
        if key not in known:
            known[key] = Style(above, cascade, pseudo_type, top, base_url, self.font_config, self.initial_page_sizes)
        self._computed_styles[page, pseudo_type] = known[key]


class Matches:
    """The rules of style sheets that match an element. They are looked for once for all elements that stand alike.

    Our rules look at what an element is in, at the sibling before it, and at whether it is the first, the last or an even one; a test
    holds them to that.
    """

    def __init__(self, sheets: Any, known: dict[Any, tuple[list[Any], int]], rules: dict[Any, int]) -> None:
        self.sheets, self.known, self.rules = sheets, known, rules
        self.places: dict[Element | None, Any] = {None: tuple(sheet for sheet, _, _ in sheets)}

    def of(self, wrapper: Any) -> tuple[list[Any], int]:
        """The rules with their sheets, and a number that stands for them."""
        element, above = wrapper.etree_element, wrapper.parent and wrapper.parent.etree_element
        before = look(wrapper.previous.etree_element) if wrapper.previous else None
        key = self.places[above], look(element), before, wrapper.index % 2, wrapper.index + 1 == len(wrapper.etree_siblings)
        if key not in self.known:
            found = [(sheet, origin, weight, *rule) for sheet, origin, weight in self.sheets for rule in sheet.matcher.match(wrapper)]
            number = self.rules.setdefault(tuple((sheet, order) for sheet, _, _, _, order, _, _ in found), len(self.rules))
            self.known[key] = found, number
        self.places[element] = id(self.known[key])
        return self.known[key]


def look(element: Element) -> tuple[Any, ...]:
    """What rules may ask of an element: its tag, whether it is empty, and its attributes; of some only that it has them."""
    return element.tag, bool(element.text or len(element)), *((name, None if name in FREE or name.startswith("data-") else value) for name, value in element.attrib.items())


def outside_drawings(wrapper: Any) -> Iterator[Any]:
    """The elements below one, in order, without what is in drawings: those are drawn by themselves, with styles of their own."""
    yield wrapper
    if wrapper.etree_element.tag != DRAWING:
        for child in wrapper.iter_children():
            yield from outside_drawings(child)


class Alike:
    """The style of elements that are alike, and those of their pseudo-elements, which are made when they are asked for."""

    def __init__(self, parent: Any, cascade: Cascade, root: Any, base_url: str) -> None:
        self.cascade, self.fixed = cascade, (base_url, root.font_config, {"box": None, "area": None})
        self.style = Style(parent, cascade[None], None, root, *self.fixed)
        self.root = self.style if parent is None else root
        self.made: dict[str | None, Any] = {None: self.style}

    def of(self, pseudo: str | None) -> Any:
        if pseudo in self.cascade and pseudo not in self.made:
            self.made[pseudo] = Style(self.style, self.cascade[pseudo], pseudo, self.root, *self.fixed)
        return self.made.get(pseudo)


def cascaded(rules: list[Any], element: Element, hints: bool, base_url: str) -> Cascade:
    """What holds of all that the attributes of an element and the rules that match it say."""
    result: Cascade = {None: {}}
    for specificity, _, declarations, _ in find_style_attributes(element, hints, base_url):
        add(result[None], preprocess_declarations(base_url, declarations), "author", inf, specificity)
    for sheet, origin, weight, specificity, _, pseudo, (declarations, layer) in rules:
        add(result.setdefault(pseudo, {}), declarations, origin, inf if layer is None else sheet.layers.index(layer), weight or specificity)
    return result


def add(style: dict[str, Any], declarations: Any, origin: str, layer: float, specificity: Any) -> None:
    """Let declarations hold where none of more weight does."""
    for name, values, important in declarations:
        weight = declaration_precedence(origin, important), layer, specificity
        if name not in style or style[name][1] <= weight:
            style[name] = values, weight


def first_line(text: str, style: Any, context: Any, max_width: float | None, spacing: float, is_line_start: bool = True, minimum: bool = False) -> Any:
    """Fit as much text as possible on a line, as the engine does; it asks for most lines several times, with each layout."""
    fonts = vars(style.font_config)
    if not hasattr(style, "known_shape"):
        shapes = fonts.setdefault("known_shapes", {})
        style.known_shape = shapes.setdefault(repr([style[name] for name in SHAPE]), len(shapes))
    lines, key = fonts.setdefault("known_lines", {}), (text, style.known_shape, max_width, spacing, is_line_start, minimum)
    if key not in lines:
        if len(lines) >= MOST_LINES:
            lines.clear()
        layout, *measures = split_first_line(text, style, context, max_width, spacing, is_line_start, minimum)
        lines[key] = *vars(layout).values(), *vars(layout), *measures
    layout = Layout.__new__(Layout)
    *facts, length, goes_on, width, height, baseline = lines[key]
    half = len(facts) // 2
    vars(layout).update(zip(facts[half:], facts[:half], strict=True))
    return layout, length, goes_on, width, height, baseline


@contextmanager
def apart(fonts: Any) -> Iterator[None]:
    """Learn for one document alone, and forget it again. What is known of a book is much, and serves nothing else: its style sheets are read for it."""
    kept = forget(fonts)
    try:
        yield
    finally:
        forget(fonts)
        vars(fonts).update(kept)


def forget(fonts: Any) -> dict[str, Any]:
    """Let go of all that is known; it comes back."""
    return {name: vars(fonts).pop(name) for name in list(vars(fonts)) if name.startswith("known_")}


def forget_much(fonts: Any) -> None:
    """Let go of all that is known when it is much: other languages have other words, and styles of their own."""
    if len(vars(fonts).get("known_styles", ())) > MOST_STYLES:
        forget(fonts)


def forget_text(fonts: Any) -> None:
    """Let go of what is known of lines and rules: those of a book are many, and are asked for no more when it is laid out."""
    for name in ("known_lines", "known_matches"):
        vars(fonts).pop(name, None)


def beside_floats(context: Any, box: Any, holder: Any, outer: bool = True) -> tuple[float, float, float]:
    """Where a box stands, and how wide it may be, beside what floats. Most lines have nothing that floats beside them."""
    if context.excluded_shapes or not outer or not isinstance(box, LineBox):
        return avoid_collisions(context, box, holder, outer)  # type: ignore[no-any-return]
    left = holder.content_box_x()
    right = left + holder.width
    return right if holder.style["direction"] == "rtl" else left, box.position_y, right - left


def line_height(style: Any) -> Any:
    """The height of a line of this style, and how far down its text stands."""
    if not hasattr(style, "known_strut"):
        style.known_strut = strut(style)
    return style.known_strut
