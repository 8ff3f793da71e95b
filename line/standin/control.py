"""How do tests and the desk steer the stand-in? A JSON interface of its own below /standin/."""

import json
from collections.abc import Callable
from typing import Any

from line.standin.clock import written
from line.standin.faults import SENDING
from line.standin.platform import Platform
from line.standin.rates import RATES_COUNT
from line.standin.wire import Refusal, Request, Response

Order = dict[str, Any]


def answer(platform: Platform, request: Request) -> Response:
    """Carry out one order or question; raises ``Refusal`` if it is not understood."""
    action = ACTIONS.get((request.method, request.path))
    if action is None:
        raise Refusal(404, "The stand-in knows no such order")
    try:
        order = json.loads(request.body or b"{}")
        if not isinstance(order, dict):
            raise ValueError("an order is a JSON object")
        return Response(json=action(platform, order))
    except (KeyError, TypeError, ValueError) as fault:
        raise Refusal(400, f"{type(fault).__name__}: {fault}") from None


def _deliveries(platform: Platform, order: Order) -> Any:
    return {"deliveries": platform.journal.deliveries()}


def _requests(platform: Platform, order: Order) -> Any:
    return {"requests": platform.journal.requests()}


def _faults(platform: Platform, order: Order) -> Any:
    return {"faults": platform.faults.armed()}


def _arm(platform: Platform, order: Order) -> Any:
    seconds = order.get("seconds")
    platform.faults.arm(
        str(order["name"]),
        times=int(order.get("times", 1)),
        endpoint=str(order.get("endpoint", SENDING)),
        seconds=None if seconds is None else float(seconds),
    )
    return _faults(platform, order)


def _disarm(platform: Platform, order: Order) -> Any:
    platform.faults.clear()
    return _faults(platform, order)


def _clock(platform: Platform, order: Order) -> Any:
    platform.clock.advance(float(order.get("advance_seconds", 0)))
    return {"now": written(platform.clock.now())}


def _quota(platform: Platform, order: Order) -> Any:
    platform.quota.set_limit(str(order.get("type")), order.get("value"))
    return platform.quota.limit()


def _rates(platform: Platform, order: Order) -> Any:
    counted = bool(order["counted"])
    platform.store.keep_setting(RATES_COUNT, counted)
    return {"counted": counted}


def _reset(platform: Platform, order: Order) -> Any:
    platform.reset()
    return {}


ACTIONS: dict[tuple[str, str], Callable[[Platform, Order], Any]] = {
    ("GET", "/standin/deliveries"): _deliveries,
    ("GET", "/standin/requests"): _requests,
    ("GET", "/standin/faults"): _faults,
    ("POST", "/standin/faults"): _arm,
    ("DELETE", "/standin/faults"): _disarm,
    ("POST", "/standin/clock"): _clock,
    ("POST", "/standin/quota"): _quota,
    ("POST", "/standin/rates"): _rates,
    ("POST", "/standin/reset"): _reset,
}
