"""In which order do LINE's rules apply to a request?"""

import hashlib
import json
import time
from dataclasses import replace
from typing import Any

from line.standin import retry_keys
from line.standin.clock import Clock
from line.standin.endpoints import ROUTES, Call, Route
from line.standin.faults import Fault, Faults, unauthorized
from line.standin.journal import Journal
from line.standin.quota import Quota
from line.standin.rates import RATES_COUNT, Buckets
from line.standin.retry_keys import RetryKeys
from line.standin.store import Store
from line.standin.wire import RETRY_KEY, Fate, Refusal, Request, Response

FACTORY_TOKEN = "standin-channel-token"  # noqa: S105 - opens nothing but this stand-in
DEFAULT_FRIENDS = 12_304


class Platform:
    """The rules of LINE as far as sending needs them; safe to call from many threads.

    Each of ``tokens`` opens a channel of its own; every channel has the same ``friends``.
    """

    def __init__(
        self,
        store: Store,
        *,
        tokens: tuple[str, ...] = (FACTORY_TOKEN,),
        friends: int = DEFAULT_FRIENDS,
    ) -> None:
        self.store, self.tokens, self.friends = store, tokens, friends
        self.clock = Clock(store)
        self.journal = Journal(store, self.clock)
        self.quota = Quota(store, self.clock)
        self.keys = RetryKeys(store)
        self.faults = Faults(store)
        self.buckets = Buckets()

    def answer(self, request: Request) -> Response:
        """Return LINE's answer to ``request`` and note both in the journal."""
        number = self.journal.received(request)
        try:
            response = self._with_faults(request, _route(request))
        except Refusal as refusal:
            response = refusal.response
        arrives = response.fate is Fate.ARRIVES
        self.journal.answered(number, response.status if arrives else None, response.fault)
        return response

    def reset(self) -> None:
        """Forget all that has happened."""
        self.store.reset()
        self.buckets.clear()

    def _with_faults(self, request: Request, route: Route) -> Response:
        fault = self.faults.take(route.name)
        if fault is None:
            return self._by_the_rules(request, route)
        if fault.kind.refuse is not None:
            return replace(fault.kind.refuse().response, fault=fault.name)
        if fault.kind.drop_first:
            return Response(fate=Fate.DROPS, fault=fault.name)
        if fault.kind.slow:
            time.sleep(fault.seconds)
        return self._returned(self._by_the_rules(request, route), fault)

    def _returned(self, response: Response, fault: Fault) -> Response:
        if fault.kind.replace is not None:
            response = fault.kind.replace().response
        return replace(response, fate=fault.kind.fate, seconds=fault.seconds, fault=fault.name)

    def _by_the_rules(self, request: Request, route: Route) -> Response:
        try:
            channel = self._channel(request)
            if self.store.setting(RATES_COUNT, True):
                self.buckets.count(channel, route.name, route.rate, now=self.clock.now())
            retry_keys.check(request.header(RETRY_KEY), supported=route.takes_retry_key)
            body = _json_body(request) if request.method == "POST" else None
            return route.answer(self, Call(request, channel, body))
        except Refusal as refusal:
            return refusal.response

    def _channel(self, request: Request) -> str:
        scheme, _, token = request.header("Authorization").partition(" ")
        if scheme != "Bearer" or token not in self.tokens:
            raise unauthorized()
        return hashlib.sha256(token.encode()).hexdigest()[:12]


def _route(request: Request) -> Route:
    routes = ROUTES.get(request.path)
    if routes is None:
        raise Refusal(404, "Not found")
    if request.method not in routes:
        raise Refusal(405, "Method not allowed", headers={"Allow": ", ".join(routes)})
    return routes[request.method]


def _json_body(request: Request) -> Any:
    if request.headers.get_content_type() != "application/json":
        raise Refusal(415, "The media type of the request body must be application/json")
    try:
        return json.loads(request.body)
    except ValueError as fault:
        raise Refusal(
            400, f"The request body could not be parsed as JSON ({type(fault).__name__})"
        ) from None
