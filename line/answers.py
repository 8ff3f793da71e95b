"""What does an answer of LINE, or the lack of one, mean for the request that was sent?"""

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import urllib3.exceptions

from line.explanations import explain

REQUEST_ID_HEADER = "X-Line-Request-Id"
ACCEPTED_REQUEST_ID_HEADER = "X-Line-Accepted-Request-Id"


class Outcome(StrEnum):
    """What is known about a request after one attempt."""

    ACCEPTED = "accepted"
    """LINE has taken the request; it must never be sent again."""
    NOT_SENT = "not_sent"
    """LINE certainly did not take it; the same request may be sent later."""
    UNKNOWN = "unknown"
    """LINE may or may not have taken it; only the same key and body may be sent again."""
    REFUSED = "refused"
    """LINE said no for good; a person has to look at it."""


class LineUnavailable(Exception):
    """LINE gave no usable answer to a question; its text is fit to be shown, without the token.

    ``http_status`` is None when no answer came.
    """

    def __init__(self, words: str, http_status: int | None = None) -> None:
        super().__init__(words)
        self.http_status = http_status


@dataclass(frozen=True)
class Answer:
    """The result of one attempt to send.

    ``status`` is the HTTP status or None when there was no answer. ``accepted_request_id`` is the
    id under which LINE accepted the message (insight is looked up by it), or an empty string.
    ``reason`` says in one sentence for people why it was not accepted, ``next_act`` what they can
    do when it is final, and ``line_words`` keeps LINE's own words; the token is in none of them.
    """

    outcome: Outcome
    status: int | None
    request_id: str
    accepted_request_id: str
    reason: str
    next_act: str = ""
    line_words: str = ""


# Source: LINE guide 'Retrying an API request' and reference 'Status codes'. A status in no row,
# such as a redirect, is a surprise and therefore UNKNOWN.
OUTCOME_BY_STATUS: tuple[tuple[range, Outcome], ...] = (
    (range(200, 201), Outcome.ACCEPTED),
    (range(409, 410), Outcome.ACCEPTED),  # the retry key was accepted before
    (range(429, 430), Outcome.NOT_SENT),  # unless the text says that the month is used up
    (range(400, 500), Outcome.REFUSED),
    (range(500, 600), Outcome.UNKNOWN),
)

# One status, two meanings: only the text tells the rate limit from the monthly limit.
# Source: reference 'Status codes', 429 Too Many Requests.
OUTCOME_BY_429_TEXT: tuple[tuple[str, Outcome], ...] = (
    ("monthly limit", Outcome.REFUSED),
    ("rate limit", Outcome.NOT_SENT),
)

# In order: the first row whose class fits the failure counts.
TRANSPORT_FAILURES: tuple[tuple[type[Exception], Outcome, str], ...] = (
    (
        urllib3.exceptions.NameResolutionError,
        Outcome.NOT_SENT,
        "LINEの接続先の名前を確認できませんでした。",
    ),
    (
        urllib3.exceptions.NewConnectionError,
        Outcome.NOT_SENT,
        "LINEに接続できませんでした。",
    ),
    (
        urllib3.exceptions.ConnectTimeoutError,
        Outcome.NOT_SENT,
        "LINEへの接続が時間内に確立できませんでした。",
    ),
    (
        ssl.SSLCertVerificationError,
        Outcome.NOT_SENT,
        "LINEの接続先の証明書を確認できませんでした。",
    ),
    (
        urllib3.exceptions.ReadTimeoutError,
        Outcome.UNKNOWN,
        "LINEから時間内に応答がありませんでした。",
    ),
    (
        urllib3.exceptions.ProtocolError,
        Outcome.UNKNOWN,
        "LINEとの通信が途中で切れました。",
    ),
)
OTHER_FAILURE = (Outcome.UNKNOWN, "LINEとの通信で想定外の問題が起きました。")
NOT_FROM_LINE = "LINEからの応答ではありませんでした。途中の機器が応答した可能性があります。"
LONGEST_WORDS = 1000
LONGEST_ID = 100


def answer_from_response(status: int, headers: Mapping[str, str], body: bytes) -> Answer:
    """Judge a complete HTTP answer; ``headers`` must look names up without regard to case.

    LINE puts its request id on every answer (reference 'Response headers'), so an answer without
    one comes from something in between, and nothing is known about the request.
    """
    request_id = _storable(headers.get(REQUEST_ID_HEADER, ""), LONGEST_ID)
    accepted_header = _storable(headers.get(ACCEPTED_REQUEST_ID_HEADER, ""), LONGEST_ID)
    words = line_words(body)
    if not request_id:
        return Answer(Outcome.UNKNOWN, status, "", "", NOT_FROM_LINE, line_words=words)
    outcome = _outcome_of_status(status, words)
    if outcome is Outcome.ACCEPTED:
        accepted_id = request_id if status == 200 else accepted_header
        return Answer(outcome, status, request_id, accepted_id, "", line_words=words)
    explanation = explain(status, words)
    return Answer(
        outcome, status, request_id, "", explanation.sentence, explanation.next_act, words
    )


def answer_from_failure(failure: BaseException) -> Answer:
    """Judge a failure of the transport by the table, looking into exceptions that wrap others."""
    causes = _wrapped(failure)
    for kind, outcome, reason in TRANSPORT_FAILURES:
        if any(isinstance(cause, kind) for cause in causes):
            return Answer(outcome, None, "", "", reason)
    return Answer(OTHER_FAILURE[0], None, "", "", OTHER_FAILURE[1])


def line_words(body: bytes) -> str:
    """Return ``message`` and ``details`` of LINE's error object, or an empty string if it is none.

    Source: LINE OpenAPI, ``ErrorResponse``.
    """
    try:
        error = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(error, dict):
        return ""
    details = [_detail_words(detail) for detail in _as_list(error.get("details"))]
    message = str(error.get("message", ""))
    return _storable(" / ".join(part for part in [message, *details] if part), LONGEST_WORDS)


def _storable(text: str, longest: int) -> str:
    # Something in between may answer anything; what it says must not keep us from writing it down.
    return text.encode("utf-8", "replace").decode().replace("\0", "")[:longest]


def _outcome_of_status(status: int, words: str) -> Outcome:
    if status == 429:
        for text, outcome in OUTCOME_BY_429_TEXT:
            if text in words:
                return outcome
    return next((found for span, found in OUTCOME_BY_STATUS if status in span), Outcome.UNKNOWN)


def _wrapped(failure: BaseException) -> list[BaseException]:
    # urllib3 hands the original error on as an argument. The context is left alone on purpose:
    # it may hold an older failure that the caller is just dealing with.
    inner = [argument for argument in failure.args if isinstance(argument, BaseException)]
    return [failure, *(deeper for error in inner for deeper in _wrapped(error))]


def _detail_words(detail: Any) -> str:
    if not isinstance(detail, dict):
        return ""
    found, where = str(detail.get("message", "")), str(detail.get("property", ""))
    return f"{where}: {found}" if where else found


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
