"""What the engine may read while it prints: the fonts, signs and styles in `templates/assets`, and pictures that stand in an address itself."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse

from guide.sheets import ASSETS


class Fetcher(URLFetcher):
    """Reads files below `templates/assets` alone. Whatever a text may hold, it cannot bring in another file, and nothing from a network."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """What is at an address. Raises ValueError where it must not be read; the engine then goes on without it and warns, which stops the build."""
        parts = urlsplit(url)
        if parts.scheme != "file":  # in small letters, however it is written; the engine's own fetcher refuses all but `data`
            return super().fetch(url, headers)
        path = Path(url2pathname(parts.path)).resolve()
        if parts.netloc or not path.is_relative_to(ASSETS.resolve()):
            raise ValueError(f"Not in templates/assets: {url}")
        return super().fetch(path.as_uri(), headers)
