"""A browser without a screen: keeps cookies, follows redirects, reads forms and sends them as they stand, over real HTTP.

It knows what browsers do, and imports nothing of `ivr`.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urldefrag, urlencode, urljoin

from tests.web.line import PUBLIC, Answer, fetch


class Forms(HTMLParser):
    """The forms of a page, each with its action and the fields that are filled in already; its links; and what it says."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((found["action"], {}))
        elif tag == "input":
            self.forms[-1][1][found["name"]] = found.get("value", "")
        elif tag == "a":
            self.links.append(found["href"])

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@dataclass
class Browser:
    """One browser at a site. `at` is where it is."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    answer: Answer = field(default_factory=lambda: Answer(0, {}, b""))
    at: str = "/"

    def go(self, path: str) -> "Browser":
        return self._ask("GET", path)

    def send(self, which: str, headers: dict[str, str] | None = None, **typed: str) -> "Browser":
        """Fill in and send the first form that leads to this path."""
        forms = ((urldefrag(action).url, fields) for action, fields in self.page.forms)  # where on a page to look, no server is told
        action, fields = next((action, fields) for action, fields in forms if action.partition("?")[0] == which)
        return self._ask("POST", urljoin(self.at, action), fields | typed, headers)

    def post(self, path: str, headers: dict[str, str] | None = None, **fields: str) -> "Browser":
        """Send what no form of the page holds."""
        return self._ask("POST", path, fields, headers)

    def send_bytes(self, path: str, body: bytes, headers: dict[str, str]) -> "Browser":
        """Send what is no form."""
        return self._ask("POST", path, body, headers)

    @property
    def page(self) -> Forms:
        return Forms(self.answer.text)

    @property
    def says(self) -> str:
        return " ".join(" ".join(self.page.words).split())

    def _ask(
        self, method: str, path: str, fields: dict[str, str] | bytes | None = None, headers: dict[str, str] | None = None
    ) -> "Browser":
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        if method == "POST":
            sent["Origin"] = PUBLIC
        body = fields if isinstance(fields, bytes) else urlencode(fields or {})
        self.answer, self.at = fetch(self.port, method, path, body, sent | (headers or {})), path
        for name, morsel in SimpleCookie(self.answer.headers.get("Set-Cookie", "")).items():
            self.cookies[name] = morsel.value
        if self.answer.status == 303:
            return self.go(urljoin(path, self.answer.headers["Location"]))
        return self
