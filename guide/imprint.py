"""Who answers for the site and which version it shows: in the foot of every page, and at `/was`, which leads to the accessibility statement.

The address `/was` is what Danish authorities have agreed on, so that a statement can be found on any of their sites.
"""

from markupsafe import Markup, escape

from guide import VERSION
from guide.environment import environment, fill, render
from guide.languages import day
from guide.links import Links, site_name
from guide.markup import Renderer
from guide.model.guide import Guide
from guide.palette import style

ACCESSIBILITY = "accessibility"
"""The page that tells what was done for accessibility; `/was` leads there where nobody has made a statement."""
LOGO, STYLE, STATEMENT = "assets/logo.svg", "assets/css/publisher.css", "was/index.html"


def imprint(guide: Guide) -> Markup:
    """Who publishes the guide, its version and its date."""
    words, publisher = guide.interface.site.frame, guide.settings.publisher
    dated = fill(words.version, n=VERSION, text=day(guide.settings.updated, guide.locale))
    if not publisher:
        return escape(dated)
    return escape(fill(words.publisher, text=f"\u2068{publisher.name}\u2069") + " · " + dated)  # a name keeps its own direction


def contacts(guide: Guide) -> dict[str, Markup]:
    """The links to the publisher and the accessibility statement: their words by their addresses."""
    words, publisher = guide.interface.site.frame, guide.settings.publisher
    result: dict[str, Markup] = {}
    if publisher and publisher.contact:
        result[publisher.contact if publisher.contact.startswith("https://") else f"mailto:{publisher.contact}"] = escape(words.contact)
    if publisher and publisher.statement:
        result[publisher.statement] = escape(words.statement)
    return result


def look(guide: Guide) -> dict[str, bytes]:
    """The publisher's logo and colours, by their paths; of these what there is."""
    publisher = guide.settings.publisher
    result = {LOGO: guide.logo.encode()} if guide.logo else {}
    return result | ({STYLE: style(publisher.colour).encode()} if publisher and publisher.colour else {})


def statement_page(guide: Guide, policy: str) -> str:
    """The page `/was`; '' where it would lead nowhere."""
    target = statement(guide)
    if not target:
        return ""
    plain = Renderer(guide, lambda target: target).plain
    words, site = guide.interface.site.frame, site_name(target)
    return render(environment("letters"), "was.html", guide=guide, words=words, target=target, policy=policy, plain=plain, site=site)


def statement(guide: Guide) -> str:
    """Where `/was` leads: to the publisher's statement, or to the page on accessibility; '' where there is neither."""
    publisher = guide.settings.publisher
    if publisher and publisher.statement:
        return str(publisher.statement)
    address = Links(guide).addresses.get(ACCESSIBILITY)
    return f"../{address}" if address else ""
