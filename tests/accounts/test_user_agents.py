"""In which words a browser is told apart from another by its owner."""

import pytest

from accounts.user_agents import UNKNOWN, describe

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
ANDROID = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"{WINDOWS} Chrome/126.0 Safari/537.36 Edg/126.0", "Windowsのパソコン（Edge）"),
        (f"{WINDOWS} Chrome/126.0 Safari/537.36", "Windowsのパソコン（Chrome）"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Windowsのパソコン（Firefox）",
        ),
        (f"{ANDROID} Chrome/126.0 Mobile Safari/537.36", "Androidのスマートフォン（Chrome）"),
        (f"{ANDROID} Chrome/126.0 Safari/537.36", "Androidのタブレット（Chrome）"),
        (f"{IPHONE} Version/18.0 Mobile/15E148 Safari/604.1", "iPhone（Safari）"),
        (f"{IPHONE} CriOS/126.0 Mobile/15E148 Safari/604.1", "iPhone（Chrome）"),
        (f"{MAC} Version/17.0 Safari/605.1.15", "Mac（Safari）"),
        ("curl/8.5.0", UNKNOWN),
        ("", UNKNOWN),
        ("<script>alert(1)</script>", UNKNOWN),
    ],
)
def test_a_browser_is_named(user_agent: str, words: str) -> None:
    assert describe(user_agent) == words
