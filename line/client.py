"""How do we speak to LINE? This module is the only door."""

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import urllib3.exceptions
from django.conf import settings

from line.answers import (
    REQUEST_ID_HEADER,
    Answer,
    LineUnavailable,
    Outcome,
    answer_from_failure,
    answer_from_response,
    line_words,
)
from line.complaints import Complaint, complaints_in
from line.counts import FollowerCount, MessageCounts, follower_count, message_counts

__all__ = [
    "Answer",
    "BotInfo",
    "FollowerCount",
    "LineClient",
    "LineUnavailable",
    "MessageCounts",
    "Outcome",
    "TokenRefused",
    "line_client",
]

BROADCAST_PATH = "/v2/bot/message/broadcast"
VALIDATE_PATH = "/v2/bot/message/validate/broadcast"
FOLLOWERS_PATH = "/v2/bot/insight/followers"
MESSAGE_EVENT_PATH = "/v2/bot/insight/message/event"
BOT_INFO_PATH = "/v2/bot/info"
DEFAULT_TIMEOUT = (2.0, 5.0)
# A person waits for this answer, and can do without it.
VALIDATE_TIMEOUT = (1.0, 3.0)
CONNECTIONS_KEPT = 16
UNREADABLE = "LINEの応答を読み取れませんでした。"
# What may escape from the SDK's transport; urllib3's errors are not wrapped by it.
TRANSPORT_ERRORS = (urllib3.exceptions.HTTPError, HTTPException, OSError)

logger = logging.getLogger(__name__)


class TokenRefused(LineUnavailable):
    """LINE does not take the token (401), or not for this (403)."""


@dataclass(frozen=True)
class BotInfo:
    """Who the account is, according to LINE."""

    user_id: str
    basic_id: str
    display_name: str


class LineClient:
    """One channel of LINE, reached over kept connections; safe to share between threads.

    ``timeout`` is (connect, read) in seconds. Raises ``ValueError`` for a base URL or token that
    can never work; its text does not repeat the token.
    """

    def __init__(
        self, base_url: str, token: str, *, timeout: tuple[float, float] = DEFAULT_TIMEOUT
    ) -> None:
        parts = urlsplit(base_url)
        if parts.scheme not in {"http", "https"} or not parts.netloc or base_url.endswith("/"):
            raise ValueError(f"not a base URL of LINE's API (no final slash): {base_url!r}")
        if not token or not token.isascii() or not token.isprintable() or " " in token:
            raise ValueError("the channel access token is empty or holds impossible characters")
        self._base_url, self._token, self._timeout = base_url, token, timeout
        self._api = _sdk_client(base_url, token)

    def broadcast(self, body: str, *, retry_key: UUID) -> Answer:
        """Send the frozen ``body`` to all followers under ``retry_key`` and say what is known.

        Never raises for trouble with LINE or the network. Raises ``ValueError`` when the SDK would
        write ``body`` differently from how it was frozen, before anything is sent.
        Source: reference 'Send broadcast message', guide 'Retrying an API request'.
        """
        message = _parsed(body)
        headers = self._headers({"X-Line-Retry-Key": str(retry_key)})
        try:
            status, answered, content = self._send("POST", BROADCAST_PATH, headers, message)
        except TRANSPORT_ERRORS as failure:
            answer = answer_from_failure(failure)
        else:
            answer = answer_from_response(status, answered, content)
        # LINE keeps no log that its customers could read; this line is ours (development guide).
        logger.info(
            "POST %s key=%s status=%s outcome=%s request_id=%s",
            BROADCAST_PATH,
            retry_key,
            answer.status,
            answer.outcome,
            answer.request_id,
        )
        return replace(answer, line_words=self._without_token(answer.line_words))

    def complaints(self, body: str) -> tuple[Complaint, ...]:
        """Ask LINE whether it would take ``body``; nothing is sent, and no quota is used.

        Empty when it would. Raises ``LineUnavailable`` when LINE says neither yes nor no.
        Source: reference 'Validate message objects of a broadcast message'.
        """
        try:
            status, headers, content = self._send(
                "POST", VALIDATE_PATH, self._headers({}), _parsed(body), VALIDATE_TIMEOUT
            )
        except TRANSPORT_ERRORS as failure:
            raise LineUnavailable(answer_from_failure(failure).reason) from None
        if not headers.get(REQUEST_ID_HEADER) or status not in {200, 400}:
            raise LineUnavailable(f"LINEから応答を得られませんでした。({status})")
        return () if status == 200 else complaints_in(content)

    def followers_on(self, day: date) -> FollowerCount | None:
        """Return LINE's follower numbers of the JST ``day``, or None while LINE has none.

        Raises ``LineUnavailable``. Source: reference 'Get number of followers'.
        """
        return follower_count(self._read(FOLLOWERS_PATH, date=f"{day:%Y%m%d}"))

    def message_counts(self, request_id: str) -> MessageCounts:
        """Return what LINE has counted so far of the broadcast it accepted under ``request_id``.

        Raises ``LineUnavailable``. Source: reference 'Get user interaction statistics'.
        """
        return message_counts(self._read(MESSAGE_EVENT_PATH, requestId=request_id))

    def bot_info(self) -> BotInfo:
        """Return who the account is; raises ``LineUnavailable``. Source: 'Get bot info'."""
        told = self._read(BOT_INFO_PATH)
        return BotInfo(
            user_id=str(told.get("userId", "")),
            basic_id=str(told.get("basicId", "")),
            display_name=str(told.get("displayName", "")),
        )

    def _read(self, path: str, **asked: str) -> dict[str, Any]:
        address = f"{path}?{urlencode(asked)}" if asked else path
        try:
            status, headers, content = self._send("GET", address, self._headers({}))
        except TRANSPORT_ERRORS as failure:
            raise LineUnavailable(answer_from_failure(failure).reason) from None
        request_id = headers.get(REQUEST_ID_HEADER)
        logger.info("GET %s status=%s request_id=%s", address, status, request_id)
        if status != 200 or not request_id:
            words = line_words(content) or "LINEから応答を得られませんでした。"
            kind = TokenRefused if status in {401, 403} else LineUnavailable
            raise kind(self._without_token(f"{words} ({status})"), status)
        try:
            told = json.loads(content)
        except ValueError:
            raise LineUnavailable(UNREADABLE, status) from None
        if not isinstance(told, dict):
            raise LineUnavailable(UNREADABLE, status)
        return told

    def _send(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        body: Any = None,
        timeout: tuple[float, float] | None = None,
    ) -> tuple[int, Mapping[str, str], bytes]:
        from linebot.v3.messaging.exceptions import ApiException

        try:
            # The models are bypassed: they drop what they do not know, and a strict one could
            # raise after LINE has accepted. This layer writes json.dumps(body), nothing else.
            response = self._api.rest_client.request(
                method,
                self._base_url + path,
                headers=headers,
                body=body,
                _request_timeout=timeout or self._timeout,
            )
        except ApiException as answered:
            if not answered.status:  # the SDK's wrapping of a TLS failure
                raise urllib3.exceptions.SSLError(answered.__context__) from answered
            return answered.status, answered.headers or {}, answered.body or b""
        return response.status, response.getheaders(), response.data

    def _headers(self, extra: dict[str, str]) -> dict[str, str]:
        return {
            **self._api.default_headers,
            "Accept": "application/json",
            "Content-Type": "application/json",
            **extra,
        }

    def _without_token(self, words: str) -> str:
        return words.replace(self._token, "…")


def line_client() -> LineClient:
    """Return this process's client, made from the Django settings on first use.

    Settings: ``LINE_API_BASE_URL``, ``LINE_CHANNEL_ACCESS_TOKEN``, ``LINE_TIMEOUT_SECONDS``
    (connect, read).
    """
    connect, read = getattr(settings, "LINE_TIMEOUT_SECONDS", DEFAULT_TIMEOUT)
    return _client(settings.LINE_API_BASE_URL, settings.LINE_CHANNEL_ACCESS_TOKEN, (connect, read))


@lru_cache(maxsize=1)
def _client(base_url: str, token: str, timeout: tuple[float, float]) -> LineClient:
    return LineClient(base_url, token, timeout=timeout)


# Two processes must not talk over one connection: a forked child starts with its own client.
os.register_at_fork(after_in_child=_client.cache_clear)


def _parsed(body: str) -> Any:
    message = json.loads(body)
    if json.dumps(message) != body:
        raise ValueError("the body would not be written to the wire as it was frozen")
    return message


def _sdk_client(base_url: str, token: str) -> Any:
    # Importing the SDK takes over a second, which only a process that sends should pay.
    from linebot.v3.messaging.api_client import ApiClient
    from linebot.v3.messaging.configuration import Configuration

    configuration = Configuration(host=base_url, access_token=token)  # type: ignore[no-untyped-call]
    configuration.retries = False  # neither hidden retries nor redirects: we decide
    configuration.connection_pool_maxsize = CONNECTIONS_KEPT
    return ApiClient(configuration)  # type: ignore[no-untyped-call]
