"""Turn a text into HTML, for site and print alike. Everything but the inline markup is escaped, so content is never code."""

from collections.abc import Callable

from markupsafe import Markup, escape

from guide import text
from guide.model.guide import Guide

Resolve = Callable[[str], str]
"""From a link's target (an id or an https address) to what stands in `href`."""

BLANK = Markup('<span class="blank"></span>')


class Renderer:
    """Renders the texts of one guide; `resolve` says where links lead on this page or sheet."""

    def __init__(self, guide: Guide, resolve: Resolve, blank: Markup = BLANK) -> None:
        self.variables = {name: str(getattr(guide.settings.variables, name)) for name in type(guide.settings.variables).model_fields}
        self.resolve, self.blank = resolve, blank

    def inline(self, value: str) -> Markup:
        """The text's paragraphs as inline HTML, joined by a line break."""
        return Markup("<br/>").join(self.spans(paragraph.children) for paragraph in text.parse(value))

    def block(self, value: str) -> Markup:
        """The text as HTML paragraphs."""
        return Markup("\n").join(Markup("<p>{}</p>").format(self.spans(paragraph.children)) for paragraph in text.parse(value))

    def plain(self, value: str) -> str:
        """The words alone, with the variables filled in; not escaped."""
        return text.plain(value, lambda name: self.variables.get(name, "{" + name + "}"))

    def spans(self, spans: tuple[text.Span, ...]) -> Markup:
        return Markup("").join(self.span(span) for span in spans)

    def span(self, span: text.Span) -> Markup:
        if span.kind == "text":
            return escape(span.value)
        if span.kind == "variable":
            return escape(self.variables.get(span.value, "{" + span.value + "}"))
        if span.kind == "blank":
            return self.blank
        if span.kind == "link":
            return Markup('<a href="{}">{}</a>').format(self.resolve(span.value), self.spans(span.children))
        tag = {"strong": "strong", "emphasis": "em"}[span.kind]
        return Markup(f"<{tag}>{{}}</{tag}>").format(self.spans(span.children))
