"""Which mails has the web application written into its folder?"""

import email
import email.policy
import re
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from line.standin.clock import JST

# Django's filebased backend ends every message with this line.
SEPARATOR = re.compile(rb"(?m)^-{79}\r?\n")
MAILS_SHOWN = 50

Mail = dict[str, Any]


@dataclass
class Mailbox:
    """The mails below ``folder``, each file read again only when it has changed."""

    folder: Path | None
    _read: dict[Path, tuple[int, list[Mail]]] = field(default_factory=dict)

    def newest(self) -> list[Mail]:
        """Return the newest mails first: ``id``, ``subject``, ``to``, ``at``, ``body``.

        ``at`` is ISO 8601 in Japanese time, or empty.
        """
        if self.folder is None or not self.folder.is_dir():
            return []
        files = sorted(path for path in self.folder.iterdir() if path.is_file())
        found = [mail for path in files for mail in self._of_file(path)]
        # Sorted forwards, then turned: of two mails in one second the later one comes first.
        found.sort(key=lambda mail: str(mail["at"]))
        return found[: -MAILS_SHOWN - 1 : -1]

    def _of_file(self, path: Path) -> list[Mail]:
        size = path.stat().st_size  # the backend only appends
        known = self._read.get(path)
        if known is None or known[0] != size:
            known = (size, parse(path.read_bytes(), path.name))
            self._read[path] = known
        return known[1]


def parse(content: bytes, name: str) -> list[Mail]:
    """Return the complete mails in a file of Django's filebased backend called ``name``.

    What follows the last separator is still being written and left for the next look.
    """
    written = SEPARATOR.split(content)[:-1]
    return [_mail(raw, f"{name}:{number}") for number, raw in enumerate(written)]


def _mail(raw: bytes, identity: str) -> Mail:
    message = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain", "html"))
    return {
        "id": identity,
        # A long subject is folded before its first word, which the parser leaves as a space.
        "subject": str(message["Subject"] or "").strip() or "（件名なし）",
        "to": str(message["To"] or ""),
        "at": _written_at(message),
        "body": str(body.get_content()) if body is not None else "",
    }


def _written_at(message: EmailMessage) -> str:
    moment = getattr(message["Date"], "datetime", None)
    return moment.astimezone(JST).isoformat() if isinstance(moment, datetime) else ""
