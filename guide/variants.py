"""The ways a sheet is printed."""

import math

VARIANTS = ("print", "fillable", "large", "a3", "a5")
"""To write on by hand; to fill in on a screen; 140 % for low vision; a poster; a booklet to fold."""

A3_TO_A4 = math.sqrt(2)
"""How much longer the sides of A3 are than those of A4."""

OTHERS = VARIANTS[1:]
"""All but the sheet to write on by hand."""
