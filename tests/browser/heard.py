"""What a browser asks for and complains of while it goes from page to page."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response


class Heard:
    """A tab (`page`), what it has asked for (`urls`), and every complaint of it (`said`): errors, messages, failed requests, wrong addresses."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.urls: set[str] = set()
        self.said: list[str] = []
        page.on("request", self.asked)
        page.on("console", self.told)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("requestfailed", self.failed)
        page.on("response", self.answered)

    @property
    def hosts(self) -> set[str]:
        """The hosts that were asked."""
        return {urlsplit(url).netloc for url in self.urls}

    def asked(self, request: Request) -> None:
        self.urls.add(request.url)

    def told(self, message: ConsoleMessage) -> None:
        self.said.append(message.text)

    def failed(self, request: Request) -> None:
        """A picture that was still on its way when the page was left is no failure."""
        if request.failure != "net::ERR_ABORTED":
            self.said.append(f"failed: {request.url}")

    def answered(self, response: Response) -> None:
        if response.status >= 400:
            self.said.append(f"{response.status} {response.url}")
