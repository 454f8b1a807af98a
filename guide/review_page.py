"""The command `diff`: what an edit changes for readers, as one file for the colleague who approves it. It needs no network and runs no script."""

import argparse
import base64
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from markupsafe import Markup

from guide.build import Order, choose, dated
from guide.compare import compare
from guide.content import Content, read_content
from guide.disk import write_whole
from guide.earlier import Earlier, earlier
from guide.environment import TEMPLATES, environment, render
from guide.languages import own_name, series
from guide.layer import editions
from guide.messages import COMMANDS, REVIEW
from guide.model.guide import SOURCE
from guide.problem import BuildError, ContentError, unusable
from guide.proofs import Proof, differing, printed, proofs
from guide.review import Review

STYLES = ("assets/css/tokens.css", "letters/letter.css", "diff/diff.css")
FACE = "@font-face{{font-family:'Atkinson Hyperlegible Next';font-weight:{weight};src:url(data:font/woff2;base64,{data}) format('woff2')}}\n"
WEIGHTS = (400, 700)
"""Those of the site's font that are put into the page."""


def run(options: argparse.Namespace, content: Path, output: Path) -> int:
    """Write the page, and say where it is; the exit code."""
    edition = getattr(options, "edition", [""])[-1]
    path = options.file or output / edition / "diff.html"
    with earlier(options.old, content) as found:
        with of_old(found):
            old = read_content(found.folder, edition if edition in editions(found.folder) else "")
        new = read_content(content, edition)
        languages = choose(new, Order("sheets", languages=tuple(getattr(options, "language", (SOURCE,)))))
        shown = list(prove(found, old, new, languages, getattr(options, "jobs", None) or os.cpu_count() or 1))
        page = html(Review(old, new, compare(old, new, languages), shown), found.label, languages)
    try:
        write_whole(path, page.encode())
    except OSError as error:
        raise BuildError(unusable(error, path.parent)) from error
    print(COMMANDS["done"].format(page=path))
    return 0


@contextmanager
def of_old(found: Earlier) -> Iterator[None]:
    """Say of problems that they are in the old content."""
    try:
        yield
    except ContentError:
        print(COMMANDS["diff-old-problems"].format(old=found.label), file=sys.stderr)
        raise


def prove(found: Earlier, old: Content, new: Content, languages: list[str], jobs: int) -> Iterator[Proof]:
    """The sheets that differ, with pictures. Both states carry the date of today's, or else every sheet would differ when it does."""
    with dated(new.source.guide):
        wanted = [differing(old, new, code) for code in languages]
        before, after = ([printable for item in wanted for printable in getattr(item, side)] for side in ("before", "after"))
        if before or after:
            print(COMMANDS["sheets"].format(count=len(before) + len(after)), flush=True)
        pdfs = printed(new, after, jobs)
        with of_old(found):
            yesterday = printed(old, before, jobs)
    for item in wanted:
        yield from proofs(item, yesterday, pdfs)


def html(review: Review, label: str, languages: list[str]) -> str:
    """The page. `label` says what today's content is compared with."""
    guides = {**review.old.guides, **review.new.guides}
    guide = review.new.source.guide
    jinja = environment("diff")
    jinja.filters["base64"] = lambda data: base64.b64encode(data).decode()
    title = REVIEW["diff-page"].format(title=review.after.words(guide.settings.title))
    return render(
        jinja,
        "page.html",
        review=review,
        title=title,
        guide=review.after.words(guide.settings.title),
        facts=list(facts(review, label, languages)),
        counts=[(kind, count, REVIEW[f"diff-{kind}-{'one' if count == 1 else 'other'}"]) for kind, count in review.counts() if count],
        sentences=list(sentences(review)),
        behind=[REVIEW["diff-behind"].format(**vars(item)) for item in review.changes.behind if item.outdated or item.missing],
        source=SOURCE,
        names={code: own_name(code) for code in languages},
        several=len(languages) > 1,
        directions={code: guides[code].direction for code in languages},
        style=Markup(style()),
        say=lambda code, **gaps: REVIEW[code].format(**gaps),
    )


def facts(review: Review, label: str, languages: list[str]) -> Iterator[tuple[str, str]]:
    """What is compared with what."""
    publisher = review.new.source.guide.settings.publisher
    yield REVIEW["diff-against"], label
    if review.new.layer:
        yield REVIEW["diff-edition"], publisher.name if publisher else review.new.layer.id
    if languages != [SOURCE]:
        yield REVIEW["diff-languages"], series([own_name(code) for code in languages], REVIEW["diff-language"])


def sentences(review: Review) -> Iterator[str]:
    """What the summary says besides numbers."""
    if review.new.layer and not review.old.layer:
        yield REVIEW["diff-common"]
    for code, paths in (("hidden", review.changes.hidden), ("shown", review.changes.shown)):
        if paths:
            yield REVIEW[f"diff-{code}"].format(names=", ".join(dict.fromkeys(review.common(code, path) for path in paths)))
    if review.sets:
        yield REVIEW["diff-sets"].format(titles=review.sets)
    if any(before and after for proof in review.proofs for before, after in proof.pages.values()):
        yield REVIEW["diff-sheet-bar"]


def style() -> str:
    """The styles of the page, with the font in them."""
    fonts = ((weight, TEMPLATES / "assets" / "fonts" / f"atkinson-next-latin-{weight}.woff2") for weight in WEIGHTS)
    faces = "".join(FACE.format(weight=weight, data=base64.b64encode(path.read_bytes()).decode()) for weight, path in fonts)
    return faces + "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in STYLES)
