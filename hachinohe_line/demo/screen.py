"""What the developer sees: one line per step, then where to go and as whom."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic

from hachinohe_line.demo.stack import Place


def say(line: str = "") -> None:
    """Write a line at once. A terminal that was closed meanwhile is no reason to fail."""
    with suppress(OSError):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say what is done, and how many seconds it took, when it is done."""
    began = monotonic()
    yield
    say(f"  {name:<44}{monotonic() - began:5.1f} s")


def welcome(place: Place, *, seconds: float) -> None:
    """The short table at the end of a start."""
    say(f"Ready after {seconds:.1f} s. Ctrl-C stops everything; the data stay.")
    say()
    # A kanji is two columns wide on a terminal.
    say(f"  八戸市LINE配信管理 (this product)         {place.web_url}/")
    say(f"  デモ用デスク (LINE stand-in, mails, codes) {place.standin_url}/")
    say(f"  logs                                     {place.data / 'logs'}")
    say()
    if place.sign_ins.exists():
        for line in place.sign_ins.read_text(encoding="utf-8").splitlines():
            say(f"  {line}")
        say()
