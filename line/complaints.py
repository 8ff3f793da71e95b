"""What has LINE against a message, and at which property?"""

import json
import re
from dataclasses import dataclass
from typing import Any, Final

PLACE: Final = re.compile(r"messages\[(?P<message>[0-9]+)\](?:\.(?P<place>.+))?")
# LINE's words, and ours for people. Source: reference, 'Error responses'.
WORDS: Final = (
    (re.compile(r"May not be (empty|null)"), "LINEから、空のままでは送れないと回答がありました。"),
    (
        re.compile(r"Length must be between \d+ and (?P<most>\d+)"),
        "LINEから、長すぎると回答がありました。{most}文字以内にしてください。",
    ),
    (re.compile(r"URI|URL"), "LINEから、アドレスが正しくないと回答がありました。"),
)
OTHERWISE: Final = "LINEから、この内容は送れないと回答がありました。書き直してください。"


@dataclass(frozen=True)
class Complaint:
    """One thing that LINE refuses: which message (from 0), which property of it, and why.

    ``message`` is None for what concerns the request as a whole; ``words`` are for people.
    """

    message: int | None
    place: str
    words: str


def complaints_in(body: bytes) -> tuple[Complaint, ...]:
    """Read LINE's error object; at least one complaint, since LINE has refused something.

    Source: LINE OpenAPI, ``ErrorResponse``.
    """
    try:
        error = json.loads(body)
    except ValueError:
        error = {}
    details = error.get("details") if isinstance(error, dict) else None
    known = [_complaint(one) for one in details or [] if isinstance(one, dict)]
    return tuple(known) or (Complaint(None, "", OTHERWISE),)


def _complaint(detail: dict[str, Any]) -> Complaint:
    found = PLACE.fullmatch(str(detail.get("property", "")))
    words = _in_our_words(str(detail.get("message", "")))
    if found is None:
        return Complaint(None, "", words)
    return Complaint(int(found["message"]), found["place"] or "", words)


def _in_our_words(said: str) -> str:
    for pattern, words in WORDS:
        if found := pattern.search(said):
            return words.format(**found.groupdict())
    return OTHERWISE
