"""Which endpoints of LINE does the stand-in know, and what does each answer?"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from line.standin.interaction import interaction
from line.standin.limits import check_body
from line.standin.rates import ORDINARY, SIXTY_AN_HOUR, Rate
from line.standin.wire import RETRY_KEY, Refusal, Request, Response

if TYPE_CHECKING:
    from line.standin.platform import Platform

FOLLOWERS_PER_PAGE = 300
MOST_FOLLOWERS_PER_PAGE = 1000


@dataclass(frozen=True)
class Call:
    """An authenticated request: its ``channel`` and its parsed JSON ``body`` (None for GET)."""

    request: Request
    channel: str
    body: Any


@dataclass(frozen=True)
class Route:
    """One endpoint: its name for faults and buckets, its answer, its rate, its use of keys."""

    name: str
    answer: Callable[["Platform", Call], Response]
    rate: Rate = ORDINARY
    takes_retry_key: bool = False


def follower_id(number: int) -> str:
    """Return the invented LINE user id of the friend with this number."""
    return "U" + hashlib.sha256(f"standin friend {number}".encode()).hexdigest()[:32]


def _broadcast(platform: "Platform", call: Call) -> Response:
    check_body(call.body, {"notificationDisabled": bool})
    key, now = call.request.header(RETRY_KEY), platform.clock.now()
    # One transaction from the look-up to the memory: of two requests with one key, one wins.
    with platform.store.transaction():
        if key:
            platform.keys.refuse_known(call.channel, key, now=now)
        platform.quota.refuse_excess(call.channel, platform.friends)
        platform.journal.accepted(
            call.request,
            channel=call.channel,
            endpoint="broadcast",
            messages=call.body["messages"],
            recipients=platform.friends,
        )
        if key:
            platform.keys.remember(call.channel, key, call.request.request_id, now=now)
    return Response()


def _validate(platform: "Platform", call: Call) -> Response:
    check_body(call.body, {})
    return Response()


def _quota(platform: "Platform", call: Call) -> Response:
    return Response(json=platform.quota.limit())


def _consumption(platform: "Platform", call: Call) -> Response:
    return Response(json={"totalUsage": platform.quota.used(call.channel)})


def _delivered(platform: "Platform", call: Call) -> Response:
    day = _day(call.request)
    if day >= platform.clock.today():
        return Response(json={"status": "unready"})
    delivered = platform.journal.recipients_on(day, channel=call.channel, endpoint="broadcast")
    return Response(json={"status": "ready", "success": delivered})


def _followers(platform: "Platform", call: Call) -> Response:
    if _day(call.request) >= platform.clock.today():
        unready = {"followers": None, "targetedReaches": None, "blocks": None}
        return Response(json={"status": "unready", **unready})
    # LINE's followers are all who ever added the account; those who blocked it are among them.
    blocks = platform.friends // 20
    return Response(
        json={
            "status": "ready",
            "followers": platform.friends + blocks,
            "targetedReaches": platform.friends * 9 // 10,
            "blocks": blocks,
        }
    )


def _message_event(platform: "Platform", call: Call) -> Response:
    wanted = call.request.parameter("requestId")
    if not wanted:
        raise Refusal(400, "The value for the 'requestId' parameter is invalid")
    accepted = platform.journal.accepted_as(wanted, channel=call.channel)
    if accepted is None:
        raise Refusal(404, "Not found")
    return Response(json=interaction(accepted, now=platform.clock.now()))


def _follower_ids(platform: "Platform", call: Call) -> Response:
    limit = _number(call.request.parameter("limit") or str(FOLLOWERS_PER_PAGE), "limit")
    start = _number(call.request.parameter("start") or "0", "start")
    if not 1 <= limit <= MOST_FOLLOWERS_PER_PAGE:
        raise Refusal(400, "The value for the 'limit' parameter is invalid")
    end = min(start + limit, platform.friends)
    page: dict[str, Any] = {"userIds": [follower_id(number) for number in range(start, end)]}
    if end < platform.friends:
        page["next"] = str(end)
    return Response(json=page)


def _bot_info(platform: "Platform", call: Call) -> Response:
    return Response(
        json={
            "userId": "U" + hashlib.sha256(call.channel.encode()).hexdigest()[:32],
            "basicId": "@standin",
            "displayName": "八戸市",
            "chatMode": "bot",
            "markAsReadMode": "manual",
        }
    )


def _day(request: Request) -> date:
    written = request.parameter("date")
    if re.fullmatch(r"[0-9]{8}", written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            pass
    raise Refusal(400, "The value for the 'date' parameter is invalid")


def _number(written: str, name: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", written):
        raise Refusal(400, f"The value for the '{name}' parameter is invalid")
    return int(written)


# Source of paths, rates and retry-key support: reference 'Rate limits', LINE OpenAPI.
ROUTES: dict[str, dict[str, Route]] = {
    "/v2/bot/message/broadcast": {
        "POST": Route("broadcast", _broadcast, SIXTY_AN_HOUR, takes_retry_key=True)
    },
    "/v2/bot/message/validate/broadcast": {"POST": Route("validate/broadcast", _validate)},
    "/v2/bot/message/validate/multicast": {"POST": Route("validate/multicast", _validate)},
    "/v2/bot/message/validate/push": {"POST": Route("validate/push", _validate)},
    "/v2/bot/message/quota": {"GET": Route("quota", _quota)},
    "/v2/bot/message/quota/consumption": {"GET": Route("quota/consumption", _consumption)},
    "/v2/bot/message/delivery/broadcast": {"GET": Route("delivery/broadcast", _delivered)},
    "/v2/bot/insight/followers": {"GET": Route("insight/followers", _followers, SIXTY_AN_HOUR)},
    "/v2/bot/insight/message/event": {
        "GET": Route("insight/message/event", _message_event, SIXTY_AN_HOUR)
    },
    "/v2/bot/followers/ids": {"GET": Route("followers/ids", _follower_ids)},
    "/v2/bot/info": {"GET": Route("info", _bot_info)},
}
