"""The whole guide as data, for whoever wants to reuse it: `guide.<language>.json`, documented in the README."""

import json
from typing import Any

from guide.index import SHEETS, addresses, used_in
from guide.model.guide import Guide
from guide.printables import printables
from guide.switcher import root
from guide.variants import OTHERS

FORMAT = 1
"""Goes up by one when a reader of the file has to change."""
GROUPS = ("pages", "conversations", "traits", "sheets")


def data(guide: Guide) -> dict[str, Any]:
    """The guide as plain values. Texts keep their inline markup; each page has its `address` below the site's root."""
    result = guide.model_dump(mode="json", by_alias=True, exclude={"interface", "locale", "direction", "own_sheets", "logo"}, exclude_defaults=True)
    places = addresses(guide)
    for group in GROUPS:
        for id, content in result[group].items():
            content["address"] = root(guide) + places[f"{SHEETS}/{id}" if group == SHEETS else id]
    for id, sheet in result[SHEETS].items():
        sheet["pdf"] = f"print/{guide.language}/{id}.pdf"
        sheet["variants"] = {item.variant: f"print/{guide.language}/{item.name}.pdf" for item in printables(guide, OTHERS, (id,))}
        sheet["conversations"] = used_in(guide, id)
    return {"format": FORMAT, **result}


def json_text(guide: Guide) -> str:
    """The same as JSON, with the letters as they are."""
    return json.dumps(data(guide), ensure_ascii=False, indent=1) + "\n"
