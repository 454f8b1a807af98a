"""A logo draws and does nothing else: what drawing programs write is let in, what runs or fetches is not."""

import pytest

from guide.logo import check_logo

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 48 48"'
PATH = '<path id="p" d="M2 40h44z"/>'


def logo(inside: str, attributes: str = "") -> str:
    """A logo with this in it."""
    return f"<svg {SVG} {attributes}>{inside}{PATH}</svg>"


def codes(text: str) -> set[str]:
    """What is wrong with a logo, by the messages' codes."""
    return {problem.code for problem in check_logo(text, "content/editions/solby/logo.svg")}


RUNS = {
    "a script": "<script>alert(1)</script>",
    "a script in a namespace": '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
    "a script of HTML": '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
    "a script from elsewhere": '<script href="https://attack.example/x.js"/>',
    "a page in the drawing": '<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml">x</body></foreignObject>',
    "an element of HTML": '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://attack.example/"/>',
    "an element of HTML under a name of ours": '<style xmlns="http://www.w3.org/1999/xhtml">a{}</style>',
    "an element of no namespace": '<g xmlns=""><path d="M0 0"/></g>',
    "an attribute that is set": '<use href="#p"><set attributeName="href" to="https://attack.example/x.svg#y"/></use>',
    "an attribute that is moved": '<use href="#p"><animate attributeName="href" values="#p;javascript:alert(1)"/></use>',
    "motion": '<path d="M0 0"><animateMotion path="M0 0h9"/></path>',
    "a link": '<a href="https://attack.example/"><path d="M0 0h9v9z"/></a>',
    "a link that runs": '<a xlink:href="javascript:alert(1)"><path d="M0 0h9v9z"/></a>',
    "a picture": '<image href="https://attack.example/x.png" width="9" height="9"/>',
    "a picture in the file": '<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>',
    "a filter that fetches": '<filter id="f"><feImage href="https://attack.example/x.png"/></filter>',
    "a handler": '<path d="M0 0" onclick="alert(1)"/>',
    "a handler in large letters": '<path d="M0 0" ONLOAD="alert(1)"/>',
    "a handler in a namespace": '<path d="M0 0" xmlns:x="urn:x" x:onload="alert(1)"/>',
    "a drawing from elsewhere": '<use href="https://attack.example/x.svg#y"/>',
    "an older drawing from elsewhere": '<use xlink:href="//attack.example/x.svg#y"/>',
    "a drawing of a file beside": '<use href="x.svg#y"/>',
    "a drawing in an address": '<use href="data:image/svg+xml,%3Csvg/%3E#y"/>',
    "a base for addresses": '<g xml:base="https://attack.example/"><use href="#p"/></g>',
    "a source": '<path d="M0 0" src="https://attack.example/x"/>',
    "a fill from elsewhere": '<path d="M0 0" fill="url(https://attack.example/x.svg#y)"/>',
    "a fill from elsewhere in quotes": "<path d=\"M0 0\" fill=\"url( 'https://attack.example/x' )\"/>",
    "a fill in large letters": '<path d="M0 0" fill="URL(https://attack.example/x)"/>',
    "a fill and more": '<path d="M0 0" fill="url(#p) url(https://attack.example/x)"/>',
    "a fill with an escape": r'<path d="M0 0" style="fill:u\72l(https://attack.example/x)"/>',
    "a set of pictures": '<path d="M0 0" style="fill:image-set(\'https://attack.example/x\' 1x)"/>',
    "a picture by its function": '<path d="M0 0" style="fill:image(\'https://attack.example/x\')"/>',
    "a source by its function": '<path d="M0 0" style="fill:src(\'https://attack.example/x\')"/>',
    "a fill through a reference": '<path d="M0 0" fill="&#117;rl(https://attack.example/x)"/>',
    "a style that fetches": "<style>.a{fill:url(https://attack.example/x)}</style>",
    "a style that fetches styles": '<style>@import "https://attack.example/x.css";</style>',
    "a style that fetches a font": "<style>@font-face{font-family:x;src:url(x.woff)}</style>",
    "a style with an escape": r"<style>.a{fill:\75rl(https://attack.example/x)}</style>",
    "a style in pieces": "<style>.a{fill:u<!-- -->rl(https://attack.example/x)}</style>",
    "a style in a section": "<style><![CDATA[.a{fill:url(https://attack.example/x)}]]></style>",
    "a style with an element": "<style>.a{}<g>.b{fill:url(https://attack.example/x)}</g></style>",
    "a style after an element": "<style>.a{}<g/>@import 'x';</style>",
    "a style that leads on from everything": "<style>g path{fill:url(#p)}</style>",
    "a style of old": "<style>.a{width:expression(alert(1))}</style>",
    "a binding": "<style>.a{-moz-binding:url(x.xml#y)}</style>",
    "words as letters": "<text>Solby</text>",
}


@pytest.mark.parametrize("inside", RUNS.values(), ids=RUNS.keys())
def test_what_does_more_than_draw_is_refused(inside: str) -> None:
    assert codes(logo(inside)) == {"logo-part"}


@pytest.mark.parametrize("attributes", ['onload="alert(1)"', 'style="background:url(https://attack.example/x)"', 'xml:base="https://attack.example/"'])
def test_what_does_more_than_draw_is_refused_at_the_root(attributes: str) -> None:
    assert codes(logo("", attributes)) == {"logo-part"}


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg [<!ENTITY e "x">]>',
        '<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg SYSTEM "https://attack.example/x.dtd">',
        '<!DOCTYPE svg [<!ATTLIST path onclick CDATA "alert(1)">]>',
        '<?xml version="1.0"?><?xml-stylesheet href="https://attack.example/x.css"?>',
        '<?xml-stylesheet href="https://attack.example/x.css"?>',
        '<?xml version="1.0" encoding="shift_jis"?>',
        '<!-- a --><?xml-stylesheet href="https://attack.example/x.css"?>',
    ],
)
def test_what_fetches_before_the_drawing_is_refused(head: str) -> None:
    assert codes(head + logo("")) == {"logo-part"}


def test_what_runs_is_not_hidden_in_notes() -> None:
    """What programs say of a drawing is let in, and what stands in it is looked at."""
    assert codes(logo("<metadata><script>alert(1)</script></metadata>")) == {"logo-part"}
    notes = '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{}</r:RDF>'
    assert codes(logo(f"<metadata>{notes.format('<script>alert(1)</script>')}</metadata>")) == {"logo-part"}
    assert codes(logo(f"<metadata>{notes.format('')}</metadata>")) == set()


def test_what_fetches_within_or_after_the_drawing_is_refused() -> None:
    sheet = '<?xml-stylesheet href="https://attack.example/x.css"?>'
    assert codes(logo(sheet)) == codes(logo("") + sheet) == {"logo-part"}


BROKEN = ["", "Solby", "<svg", "<html/>", f"<svg {SVG}><g></svg>", logo("&e;"), logo("") + logo(""), '<svg viewBox="0 0 1 1"/>']


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_no_drawing_is_refused(text: str) -> None:
    assert codes(text) == {"logo-broken"}


INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->

<svg width="48mm" height="48mm" viewBox="0 0 48 48" version="1.1" id="svg1"{more}
   xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
  {editor}
  <defs id="defs1"><linearGradient id="g1"><stop style="stop-color:#7a2e4d;stop-opacity:1" offset="0" id="s1"/></linearGradient>
  <linearGradient xlink:href="#g1" id="g2" x1="0" y1="0" x2="48" y2="0" gradientUnits="userSpaceOnUse"/></defs>
  <g id="layer1"{layer}><path style="fill:url(#g2);stroke:none;-inkscape-font-specification:'Arial, Normal'" d="M2 40h44z" id="p1"/>
  <use xlink:href="#p1" transform="translate(2)" id="u1"/></g>
</svg>
"""
ILLUSTRATOR = """\ufeff<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<svg version="1.1" id="Layer_1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" y="0px"
	 viewBox="0 0 48 48" style="enable-background:new 0 0 48 48;" xml:space="preserve">
<style type="text/css">
	.st0{fill:#7A2E4D;}
	.st1{clip-path:url(#SVGID_2_);fill-rule:evenodd;clip-rule:evenodd;}
</style>
<g><defs><rect id="SVGID_1_" width="48" height="48"/></defs>
<clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_"  style="overflow:visible;"/></clipPath>
<g class="st1"><circle class="st0" cx="24" cy="24" r="20"/></g></g>
</svg>
"""
PLAIN = INKSCAPE.format(more="", editor="", layer="")
EDITED = INKSCAPE.format(
    more=' sodipodi:docname="logo.svg" inkscape:version="1.3" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
    ' xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"',
    editor='<sodipodi:namedview id="v1" pagecolor="#ffffff" inkscape:zoom="2"/><metadata id="m1"><rdf:RDF/></metadata>',
    layer=' inkscape:groupmode="layer" inkscape:label="Lag 1" inkscape:export-filename="/home/eva/logo.png"',
)


OLD_ILLUSTRATOR = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg {SVG}><style type="text/css"><![CDATA[ .st0{{fill:rgb(122,46,77)}} /* (1) */ ]]></style>
<rect class="st0" width="9" height="9" transform="rotate(9 4 4)"/></svg>"""
OLD_INKSCAPE = PLAIN.replace(
    "<defs",
    """<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:cc="http://creativecommons.org/ns#"><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>
    <dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/></cc:Work></rdf:RDF></metadata><defs""",
    1,
)
BY_HAND = logo('<title>Solby (logo)</title><desc>Et træ @ Solby</desc><g id="lag (1)" data-name="Lag 1 (kopi)" aria-label="Solby (by)"/>')
ORDINARY = {"inkscape": PLAIN, "old inkscape": OLD_INKSCAPE, "illustrator": ILLUSTRATOR, "old illustrator": OLD_ILLUSTRATOR, "by hand": BY_HAND}


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY.keys())
def test_what_drawing_programs_write_is_let_in(text: str) -> None:
    assert codes(text) == set()


def test_what_a_drawing_program_notes_for_itself_is_told_by_name() -> None:
    """Inkscape's own format holds where the file lies on somebody's disk: the message says to save it as plain SVG, which passes."""
    (problem,) = check_logo(EDITED, "content/editions/solby/logo.svg")
    assert problem.code == "logo-part" and "<namedview>" in problem.message and "export-filename" in problem.message
    assert "almindelig SVG" in problem.hint


def doubled(reference: str, times: int) -> str:
    """Groups that each refer twice to the one before."""
    return "".join(f'<g id="g{n}">{reference.format(n - 1) * 2}</g>' for n in range(1, times)) + '<g id="g0"><path d="M0 0"/></g>'


HEAVY = {
    "itself": '<g id="a"><use href="#a"/></g>',
    "each other": '<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>',
    "doubled": doubled('<use href="#g{}"/>', 30),
    "filled": doubled('<path fill="url(#g{})"/>', 30),
    "masked in a style": doubled('<path style="clip-rule:evenodd;mask:url(\'#g{}\')"/>', 30),
    "by its class": doubled('<path class="c{}"/>', 30) + f"<style>{''.join(f'.c{n}, .d{n}{{mask:url(#g{n})}}' for n in range(30))}</style>",
    "deep": "<g>" * 60 + "</g>" * 60,
    "far too deep": "<g>" * 20_000 + "</g>" * 20_000,
}


@pytest.mark.parametrize("inside", HEAVY.values(), ids=HEAVY.keys())
def test_a_few_lines_do_not_draw_without_end(inside: str) -> None:
    assert codes(logo(inside)) == {"logo-heavy"}
    assert codes(logo(doubled('<use href="#g{}"/>', 8))) == set()


def test_a_drawing_is_as_large_as_it_may_be() -> None:
    assert codes(logo(f"<desc>{'x' * 200_000}</desc>")) == {"logo-large"}
    assert codes(f"<svg {SVG.partition(' viewBox')[0]}>{PATH}</svg>") == {"logo-size"}
