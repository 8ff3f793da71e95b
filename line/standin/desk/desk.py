"""Which page, files and answers does the desk serve to a person's browser?"""

import html
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from line.standin.desk import phones
from line.standin.desk.authenticator import Authenticator
from line.standin.desk.mails import Mailbox
from line.standin.faults import KINDS
from line.standin.platform import Platform
from line.standin.wire import Refusal, Request, Response

FILES = Path(__file__).parent / "static"
# The chat looks here as it does in the product's own preview.
SHEETS = Path(__file__).parents[3] / "static" / "css"
CHAT_SHEETS = (SHEETS / "line-preview.css", SHEETS / "line-cards.css")
PREFIX = "/desk/"
STATE = "/standin/desk"
KEYS = "/standin/keys"
LINK_MARK = "<!-- link to the web application -->"
MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src {images};"
    " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Desk:
    """The page for people; ``web`` is the address of the web application, or empty."""

    def __init__(
        self, platform: Platform, mails: Path | None, authenticator: Path | None, web: str
    ) -> None:
        if web and not web.startswith(("http://", "https://")):
            raise ValueError("the address of the web application begins with http:// or https://")
        self._platform, self._web = platform, web
        self._mailbox = Mailbox(mails)
        self._authenticator = Authenticator(platform.store, authenticator)

    def knows(self, request: Request) -> bool:
        """Tell whether ``request`` is for the desk."""
        return request.path in {"/", STATE, KEYS} or request.path.startswith(PREFIX)

    def answer(self, request: Request) -> Response:
        """Return a page, a file, the state of things or the result of an order.

        Raises ``Refusal`` for what the desk does not have or understand.
        """
        if request.path == KEYS:
            return self._change_keys(request)
        if request.method not in {"GET", "HEAD"}:
            raise Refusal(405, "Method not allowed")
        if request.path == STATE:
            return Response(json=self.state(), headers={"Cache-Control": "no-store"})
        return self._file("index.html" if request.path == "/" else request.path[len(PREFIX) :])

    def state(self) -> dict[str, Any]:
        """Return all that the page shows."""
        return {
            "sender": phones.SENDER,
            "friends": self._platform.friends,
            "followers": phones.FOLLOWERS,
            "messages": phones.messages(self._platform),
            "codes": self._authenticator.codes(),
            "seconds_left": self._authenticator.seconds_left(),
            "mails": self._mailbox.newest(),
            "faults": self._faults(),
        }

    def _faults(self) -> list[dict[str, Any]]:
        armed = self._platform.faults.armed()
        return [
            {
                "name": name,
                "title": kind.title,
                "sentence": kind.sentence,
                "delivered": not (kind.refuse or kind.drop_first),
                "left": sum(fault["times"] for fault in armed if fault["name"] == name),
            }
            for name, kind in KINDS.items()
        ]

    def _change_keys(self, request: Request) -> Response:
        try:
            order = json.loads(request.body)
            if request.method == "POST":
                self._authenticator.add(str(order["name"]), str(order["secret_base32"]).strip())
            elif request.method == "DELETE":
                self._authenticator.remove(int(order["id"]))
            else:
                raise Refusal(405, "Method not allowed")
        except (KeyError, TypeError, ValueError) as fault:
            raise Refusal(400, str(fault)) from None
        return Response(json=self.state())

    def _file(self, name: str) -> Response:
        found = next((path for path in [*FILES.iterdir(), *CHAT_SHEETS] if path.name == name), None)
        if found is None:
            raise Refusal(404, "Not found")
        content = found.read_bytes()
        if name == "index.html":
            content = content.replace(LINK_MARK.encode(), self._link().encode())
        headers = {"Content-Type": MEDIA_TYPES[found.suffix], **PAGE_HEADERS, **self._policy()}
        return Response(content=content, headers=headers)

    def _policy(self) -> dict[str, str]:
        """Pictures and videos of posts come from the web application."""
        parts = urlsplit(self._web)
        images = f"'self' {parts.scheme}://{parts.netloc}" if parts.netloc else "'self'"
        return {"Content-Security-Policy": POLICY.format(images=images)}

    def _link(self) -> str:
        if not self._web:
            return ""
        address = html.escape(self._web, quote=True)
        return f'<a class="back" href="{address}">配信管理の画面へ</a>'
