"""Texts as HTML: marks become tags, links are resolved, all else is escaped."""

from types import SimpleNamespace

from guide.markup import Renderer


class Variables:
    """Stands in for the settings' variables."""

    model_fields = {"platform": None}
    platform = "Aula <3"


RENDERER = Renderer(SimpleNamespace(settings=SimpleNamespace(variables=Variables())), lambda target: f"../{target}/")  # type: ignore[arg-type]


def test_marks_become_tags() -> None:
    assert RENDERER.block("**Spring.** Se [her](parachute).\nNår ___") == (
        '<p><strong>Spring.</strong> Se <a href="../parachute/">her</a>.</p>\n<p>Når <span class="blank"></span></p>'
    )


def test_content_is_never_code() -> None:
    assert RENDERER.inline('<script>alert("x")</script> & {% raw %} {{ 7 }}') == (
        "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; &amp; {% raw %} {{ 7 }}"
    )


def test_a_variable_is_filled_in_and_escaped() -> None:
    assert RENDERER.inline("Skriv det i {platform}.") == "Skriv det i Aula &lt;3."
    assert RENDERER.plain("Skriv det i {platform}.") == "Skriv det i Aula <3."
