"""The ways a sheet is printed."""

VARIANTS = ("print", "fillable", "large", "a3", "a5")
"""To write on by hand; to fill in on a screen; 140 % for low vision; a poster; a booklet to fold."""

OTHERS = VARIANTS[1:]
"""All but the sheet to write on by hand."""
