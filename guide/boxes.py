"""The boxes of a laid-out page, with no more in each than it has of its own: what nearly all are stands in their class."""

from collections.abc import Iterator
from math import inf
from typing import Any

from weasyprint.document import layout_document
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure.boxes import PageBox
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.percent import resolve_percentages, resolve_radii_percentages

SIDES = ("top", "right", "bottom", "left")
LENGTHS = (*(f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES), "width", "height", "min_width", "min_height", "max_width", "max_height")
"""The lengths of a box that may be shares of what is round it."""
WITH_BORDERS = (*LENGTHS, *(f"border_{side}_width" for side in SIDES))
USUAL: dict[str, Any] = {
    **{name: inf if name.startswith("max") else 0 for name in LENGTHS if name not in ("width", "height")},
    **{f"border_{corner}_radius": (0, 0) for corner in ("top_left", "top_right", "bottom_right", "bottom_left")},
    "background": None, "children": (), "first_letter_style": None, "first_line_style": None, "remove_decoration_sides": frozenset(),
}  # fmt: skip
"""What nearly all boxes are: it stands in their class, and in those alone that are not. A box then takes half the memory."""
SQUARE = [name for name in USUAL if name.endswith("_radius")]
DRAWS = {"font_config", "dictionaries", "get_image_from_uri"}
"""What drawing asks of the context of layout."""


def begin(box: Any, element_tag: str, style: Any, element: Any) -> None:
    """Begin a box. What it is besides stands in its class until it is something else."""
    box.element_tag, box.element, box.style = element_tag, element, style


def bare_side(box: Any, side: str) -> None:
    """Take margin, padding and border from a side of a box."""
    box.remove_decoration_sides |= {side}
    setattr(box, f"margin_{side}", 0)
    setattr(box, f"padding_{side}", 0)
    setattr(box, f"border_{side}_width", 0)


def with_children(box: Any, children: Any) -> Any:
    """A new box like one, with other children."""
    new = box.copy()
    new.children = children
    vars(box).pop("remove_decoration_sides", None)
    return new


def lengths(box: Any, containing_block: Any) -> None:
    """Set the lengths of a box. Those of most styles are no shares of anything: they are the same in every box."""
    style = box.style
    if not hasattr(style, "known_lengths"):
        shares = any(getattr(style[name], "unit", "px" if style[name] == "auto" else "%") == "%" for name in LENGTHS)
        part = box.internal_table_or_caption or box.tabular_container or box.is_table_wrapper  # its borders are a matter of the cells beside
        style.known_lengths = None if shares or (part and style["border_collapse"] == "collapse") or isinstance(box, PageBox) else {}
    if style.known_lengths:
        own, usual = style.known_lengths
        facts = vars(box)
        if not usual.isdisjoint(facts):
            for name in usual & facts.keys():
                del facts[name]
        facts.update(own)
        return
    resolve_percentages(box, containing_block)
    if style.known_lengths is not None:
        found = tuple(getattr(box, name) for name in WITH_BORDERS)
        style.known_lengths = vars(style.font_config).setdefault("known_lengths", {}).setdefault(found, parted(found))


def parted(lengths: tuple[Any, ...]) -> tuple[dict[str, Any], frozenset[str]]:
    """The lengths that a box has of its own, and the names of those that are as usual."""
    own = {name: value for name, value in zip(WITH_BORDERS, lengths, strict=True) if USUAL.get(name) != value}
    return own, frozenset(USUAL.keys() & set(WITH_BORDERS) - own.keys())


def in_flow(box: Any) -> bool:
    """Whether a box is in the normal flow: five questions to its style, asked of every box some twenty times."""
    try:
        return bool(box.style.known_flow)
    except AttributeError:
        box.style.known_flow = not (box.is_floated() or box.is_absolutely_positioned() or box.is_running() or box.is_footnote() or box.is_note())
        return bool(box.style.known_flow)


def radii(box: Any) -> None:
    """Set the radii of the corners of a box. Nearly all corners are square."""
    style = box.style
    if not hasattr(style, "known_square"):
        style.known_square = all((0, "px") in style[name] for name in SQUARE)
    if not style.known_square:
        resolve_radii_percentages(box)


def backgrounds(page: Any, box: Any, images: Any, children: bool = True, style: Any = None) -> None:
    """Lay out the backgrounds of a box and of those in it. Most have none, as their style says."""
    own = style or box.style
    if not hasattr(own, "known_bare"):
        border, shown = own["border_image_source"][0] != "none" or own["mask_border_source"][0] != "none", any(kind != "none" for kind, _ in own["background_image"])
        own.known_bare = not border and not shown and get_color(own, "background_color").alpha == 0 and not own["box_shadow"]
    if box is page or not own.known_bare:
        layout_box_backgrounds(page, box, images, children, style)
        return
    radii(box)
    if children:
        for child in box.all_children():
            backgrounds(page, child, images)


def lay_out(html: Any, root: Any, context: Any) -> Iterator[Any]:
    """Lay out the pages, and let go of what serves layout alone: the boxes know too much, and the drawings hold all to the end."""
    for page in layout_document(html, root, context):
        for box in page.descendants(placeholders=True):
            if box.missing_link:
                del box.missing_link
        yield page
    for name in vars(context).keys() - DRAWS:
        delattr(context, name)
