"""A publisher's one colour, and all the tones the site needs of it, each readable where it is used.

Contrast is that of WCAG 2.2, success criterion 1.4.3: text needs a ratio of 4.5 to what lies under it.
"""

WHITE, DARK, INK = "#ffffff", "#182127", "#0b1f1e"
"""The lightest ground, the lightest dark ground that text stands on, and dark text on a light button: see `colours.css`."""
ENOUGH = 4.5
TINTS = {"petrol-5": 0.05, "petrol-12": 0.12, "petrol-20": 0.2, "petrol-32": 0.32, "petrol-50": 0.5}
"""How much of the colour is in each tint, by the names of `tokens.css`."""
DEEPEST = 0.12
"""The strongest tint that text in the colour itself stands on."""


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0–255, of a colour such as `#0b6e69`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """How light a colour is, from 0 (black) to 1 (white): relative luminance as WCAG defines it."""
    linear = [part / 12.92 if (part := value / 255) <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for value in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """`share` of the first colour in the second."""
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in zip(channels(colour), channels(other), strict=True))


def readable(colour: str) -> str:
    """'' where text in the colour can be read on all its grounds; else the nearest darker tone that can."""
    for step in range(101):
        tone = mixed(colour, "#000000", 1 - step / 100)
        if contrast(tone, mixed(tone, WHITE, DEEPEST)) >= ENOUGH:
            return tone if step else ""
    raise AssertionError("black can be read on white")


def lighter(colour: str) -> str:
    """The nearest lighter tone that can be read in the dark, and under dark text."""
    for step in range(101):
        tone = mixed(colour, WHITE, 1 - step / 100)
        if contrast(tone, mixed(tone, DARK, DEEPEST)) >= ENOUGH and contrast(tone, INK) >= ENOUGH:
            return tone
    raise AssertionError("white can be read on a dark ground")


def style(colour: str) -> str:
    """A style sheet that sets the site's tokens to the colour's tones, in the light and in the dark."""
    light = {"petrol": colour, "button": colour, "button-hover": mixed(colour, "#000000", 0.8), "fig-petrol": colour}
    light |= {name: mixed(colour, WHITE, share) for name, share in TINTS.items()}
    light |= {"hill-1": light["petrol-5"], "hill-2": light["petrol-12"]}
    light |= {"fig-tint": light["petrol-12"], "fig-tint2": light["petrol-20"], "fig-tint3": light["petrol-32"]}
    tone = lighter(colour)
    dark = {"petrol": tone, "button": tone, "button-hover": mixed(tone, WHITE, 0.7)}
    dark |= {name: mixed(tone, DARK, share) for name, share in TINTS.items()}
    dark |= {"hill-1": dark["petrol-5"], "hill-2": dark["petrol-12"], "fig-petrol": mixed(tone, "#000000", 0.75)}
    dark |= {name: mixed(colour, WHITE, share) for name, share in {"fig-tint": 0.16, "fig-tint2": 0.32, "fig-tint3": 0.45}.items()}
    return f"{rule(':root', light)}@media screen {{\n{rule('[data-md-color-scheme=slate]', dark)}}}\n"


def rule(selector: str, tokens: dict[str, str]) -> str:
    """A rule that sets tokens."""
    return f"{selector} {{\n" + "".join(f"  --{name}: {value};\n" for name, value in tokens.items()) + "}\n"
