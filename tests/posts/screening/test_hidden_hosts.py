"""No address leads to another host than the one that screening has read in it."""

from typing import Final
from urllib.parse import urlsplit

import pytest

from line.messages.addresses import checked_link
from posts.screening.engine import blocking, screen
from posts.screening.links import links_in
from posts.screening.rule import example

CITY: Final = "https://www.city.hachinohe.aomori.jp"
HIDDEN: Final = (
    *(f"{CITY}{sign}@evil.example/" for sign in '\\|"<>^{}`;&='),
    f"{CITY}@evil.example/",
    f"{CITY}:443@evil.example/",
)
PLAIN: Final = (
    f"{CITY}/soshiki/1.html",
    f"{CITY}/朝市?場所=館鼻#地図",
    f"{CITY}/朝市@館鼻",
    f'{CITY}/"@evil.example',
    f"{CITY}?@evil.example",
    f"{CITY}#@evil.example",
    "https://other_name.example.jp:8443/a",
    "HTTPS://Example.jp/",
)


@pytest.mark.parametrize("address", HIDDEN)
def test_no_button_leads_past_the_host_that_is_read(address: str) -> None:
    with pytest.raises(ValueError, match="host"):
        checked_link(address)


@pytest.mark.parametrize("address", HIDDEN)
def test_a_hidden_host_in_prose_must_be_set_right(address: str) -> None:
    found = blocking(screen(example(f"詳しくは {address} をご覧ください。")))
    assert {one.rule for one in found} & {"disguised_link", "broken_link"}


@pytest.mark.parametrize("address", PLAIN)
def test_screening_reads_the_host_that_a_button_leads_to(address: str) -> None:
    (link,) = links_in(address)
    assert link.host == urlsplit(checked_link(address)).hostname


def test_a_quoted_link_beside_a_mail_address_is_no_hidden_host() -> None:
    text = f"「{CITY}/」\n<{CITY}/> 広報統計課 koho@city.hachinohe.aomori.jp"
    assert not blocking(screen(example(text)))
