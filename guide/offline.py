"""The site for use without a server: a zip, whose pages a browser opens from the unpacked folder by a double click.

Browsers are stricter with such pages. A link must name a file, as no server looks for `index.html`; nothing can be fetched, so the
search's index is a script; and there are no workers, so the search runs in the page.
"""

import io
import json
import re
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from guide.disk import write_whole
from guide.environment import TEMPLATES

LEFT_OUT = re.compile(r"404\.html|sitemap\.xml|guide\..*\.json")
"""What only a server, a search engine or another program asks for."""
STORED = {".pdf", ".webp", ".woff2"}
"""What is packed by its own format."""
INDEX, SEARCH = "search/search_index.json", "assets/js/search.js"
TO_FOLDER = re.compile(rb' href="(?!["#?])(?:[^"#?:]*/)?(?:\.\.?)?(?=["?#])')
"""A link to a folder, up to where the name of its page is missing: `../samtaler/`, `..`."""
UNUSABLE = re.compile(rb'<link rel="(?:canonical|alternate alternate|preload)"[^>]*>\s*')
"""Where the page is published, which a copy is not; and fonts asked for ahead, which browsers refuse to a page from a folder."""
THEME = re.compile(rb'<script src="([^"]*)assets/javascripts/bundle\.')
LEVEL = 6
PACKED_BY = f"zlib {zlib.ZLIB_RUNTIME_VERSION}, level {LEVEL}".encode()
"""Stands in the zip, as another version packs the same text into other bytes."""
EARLIEST = 315_532_800
"""The beginning of 1980: a zip has no earlier time."""


def write(site: Path, target: Path, old: Path | None, folder: str, date: int) -> None:
    """Write the zip of a finished site: everything in one folder, and as old as `date` says, in seconds since 1970.

    `old` is the zip of an earlier build, from which a text that is the same is taken as it was packed.
    """
    before, made, moment = packed_texts(old) if old else {}, io.BytesIO(), time.gmtime(max(date, EARLIEST))[:6]
    with zipfile.ZipFile(made, "w") as archive:
        archive.comment = PACKED_BY
        for name, data in members(site):
            entry = zipfile.ZipInfo(f"{folder}/{name}", moment)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            add(archive, entry, data, before.get(entry.filename, b""))
    write_whole(target, made.getvalue())


def members(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the folder, by its path and as it is to be, in a fixed order."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file() and not LEFT_OUT.fullmatch(path.name)}
    for name, path in sorted(files.items()):
        data = path.read_bytes()
        if name.endswith(".html"):
            yield name, page(data)
        elif name.endswith(INDEX):
            yield name.removesuffix("on"), index(data)
        else:
            yield name, search(data) if name.endswith(SEARCH) else data


def page(html: bytes) -> bytes:
    """A page whose links name files, and that has the search before the theme's own script."""
    html = THEME.sub(rb'<script src="\1' + SEARCH.encode() + rb'"></script>\n      \g<0>', UNUSABLE.sub(b"", html), count=1)
    return TO_FOLDER.sub(lambda match: match[0] + (b"index.html" if match[0].endswith(b"/") else b"/index.html"), html)


def index(text: bytes) -> bytes:
    """The search's index as the script that the theme looks for, with addresses that name files."""
    data = json.loads(text)
    for document in data["docs"]:
        address, sign, anchor = document["location"].partition("#")
        document["location"] = f"{address}index.html{sign}{anchor}"
    return b"var __index = " + json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def search(script: bytes) -> bytes:
    """The search as a function, and what calls it in the place of a worker."""
    return b"const runSearch = (addEventListener, postMessage) => {\n" + script + b"};\n\n" + (TEMPLATES / "offline" / "worker.js").read_bytes()


def packed_texts(old: Path) -> dict[str, bytes]:
    """The texts of a zip as they are packed, by their names; none where it is not one of ours, or damaged. What they hold is not trusted here."""
    packed = {}
    try:
        data = old.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist() if archive.comment == PACKED_BY else ():
                if entry.compress_type == zipfile.ZIP_DEFLATED:
                    start = entry.header_offset + len(entry.FileHeader())
                    packed[entry.filename] = data[start : start + entry.compress_size]
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return {}
    return packed


def add(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, data: bytes, packed: bytes) -> None:
    """Add a file, with `packed` in its place where that unpacks to just this. `zipfile` can only pack anew, so the entry is written here."""
    if Path(entry.filename).suffix not in STORED:
        entry.compress_type = zipfile.ZIP_DEFLATED
        written = packed if unpacks_to(packed, data) else zlib.compress(data, LEVEL, -zlib.MAX_WBITS)
    else:
        written = data
    assert archive.fp
    entry.header_offset = archive.fp.tell()
    entry.CRC, entry.file_size, entry.compress_size = zlib.crc32(data), len(data), len(written)
    archive.fp.write(entry.FileHeader() + written)
    archive.filelist.append(entry)
    archive.start_dir = archive.fp.tell()


def unpacks_to(packed: bytes, data: bytes) -> bool:
    """Whether this is these data, packed, and nothing else."""
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return unpack.decompress(packed, len(data) + 1) == data and unpack.eof and not unpack.unused_data
    except zlib.error:
        return False
