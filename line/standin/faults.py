"""What goes wrong on purpose, how often, and where?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from line.standin.quota import quota_refusal
from line.standin.rates import rate_refusal
from line.standin.store import Store
from line.standin.wire import Fate, Refusal

ANY_ENDPOINT = "any"
SENDING = "broadcast"


def unauthorized() -> Refusal:
    """Return LINE's answer to a token that is unknown or has expired."""
    return Refusal(
        401,
        "Authentication failed due to the following reason: invalid token. "
        "Confirm that the access token in the authorization header is valid.",
    )


def internal_error() -> Refusal:
    """Return LINE's answer when it fails itself."""
    return Refusal(500, "Internal server error")


@dataclass(frozen=True)
class Kind:
    """One sort of fault: its two Japanese sentences for the desk, and what it does.

    ``refuse`` answers before the request is accepted. Otherwise the request is treated as usual
    and its answer meets ``fate`` or is replaced by ``replace``; ``drop_first`` cuts the connection
    before acceptance and ``slow`` waits first.
    """

    title: str
    sentence: str
    refuse: Callable[[], Refusal] | None = None
    replace: Callable[[], Refusal] | None = None
    fate: Fate = Fate.ARRIVES
    drop_first: bool = False
    slow: bool = False
    seconds: float = 0.0


KINDS: dict[str, Kind] = {
    "refuse_500": Kind(
        "受け付けずにエラー",
        "LINE側の故障です。メッセージは受け付けられず、エラーが返ります。",
        refuse=internal_error,
    ),
    "drop_before": Kind(
        "受け付ける前に切断",
        "通信が切れ、メッセージは受け付けられません。送った側には、届いたかどうかが分かりません。",
        drop_first=True,
    ),
    "accept_then_hang": Kind(
        "受け付けた後に無応答",
        "メッセージは市民に届きますが、返事が来ないまま時間切れになります。",
        fate=Fate.HANGS,
        seconds=60.0,
    ),
    "accept_then_drop": Kind(
        "受け付けた後に切断",
        "メッセージは市民に届きますが、返事の前に通信が切れます。",
        fate=Fate.DROPS,
    ),
    "accept_then_500": Kind(
        "受け付けた後にエラー",
        "メッセージは市民に届きますが、送った側にはエラーが返ります。",
        replace=internal_error,
    ),
    "slow": Kind(
        "返事が遅い",
        "3秒たってから受け付けます。メッセージは届きます。",
        slow=True,
        seconds=3.0,
    ),
    "unauthorized": Kind(
        "認証エラー",
        "市のアカウントの接続用の鍵が無効になった状態です。メッセージは届きません。",
        refuse=unauthorized,
    ),
    "rate_limited": Kind(
        "回数制限",
        "短い間に送りすぎた状態です。メッセージは届きません。後で送り直せます。",
        refuse=rate_refusal,
    ),
    "quota_exceeded": Kind(
        "今月の上限",
        "今月送れる通数を使い切った状態です。メッセージは届きません。",
        refuse=quota_refusal,
    ),
}


@dataclass(frozen=True)
class Fault:
    """An armed fault that has just been used once; ``seconds`` is its waiting time."""

    name: str
    seconds: float

    @property
    def kind(self) -> Kind:
        """What this fault does."""
        return KINDS[self.name]


@dataclass(frozen=True)
class Faults:
    """The armed faults; each works a number of times, the oldest first."""

    store: Store

    def arm(self, name: str, *, times: int, endpoint: str, seconds: float | None) -> None:
        """Let the next ``times`` requests to ``endpoint`` meet the fault called ``name``.

        Raises ``ValueError`` for an unknown name or senseless numbers.
        """
        if name not in KINDS:
            raise ValueError(f"unknown fault {name!r}; known: {', '.join(KINDS)}")
        wait = KINDS[name].seconds if seconds is None else seconds
        if times < 1 or wait < 0:
            raise ValueError("times must be at least 1 and seconds not negative")
        self.store.insert(
            "INSERT INTO faults (name, endpoint, times, seconds) VALUES (?, ?, ?, ?)",
            name,
            endpoint,
            times,
            wait,
        )

    def take(self, endpoint: str) -> Fault | None:
        """Use up one turn of the oldest fault armed for ``endpoint``, if there is any."""
        with self.store.transaction():
            found = self.store.rows(
                "SELECT * FROM faults WHERE endpoint IN (?, ?) ORDER BY id LIMIT 1",
                endpoint,
                ANY_ENDPOINT,
            )
            if not found:
                return None
            row = found[0]
            self.store.rows("UPDATE faults SET times = times - 1 WHERE id = ?", row["id"])
            self.store.rows("DELETE FROM faults WHERE times < 1")
            return Fault(row["name"], row["seconds"])

    def armed(self) -> list[dict[str, Any]]:
        """Return the armed faults with the turns they have left, oldest first."""
        return [dict(row) for row in self.store.rows("SELECT * FROM faults ORDER BY id")]

    def clear(self) -> None:
        """Disarm all faults."""
        self.store.rows("DELETE FROM faults")
