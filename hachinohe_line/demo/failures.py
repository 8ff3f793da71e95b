"""What can go wrong while the demo starts or runs, in words a developer can act on."""

from pathlib import Path
from typing import Final

LOG_LINES_SHOWN: Final = 12


class DemoError(Exception):
    """A step failed: one sentence, and where there is one, the log of the child concerned."""

    def __init__(self, sentence: str, *, log: Path | None = None) -> None:
        super().__init__(sentence)
        self.log = log

    def __str__(self) -> str:
        sentence = str(self.args[0])
        lines = _last_lines(self.log) if self.log else []
        if not lines:
            return sentence
        return "\n".join([f"{sentence} The end of {self.log}:", *(f"  | {line}" for line in lines)])


class StopRequestedError(Exception):
    """Ctrl-C or a signal arrived in the middle of a step; nothing is wrong."""


def _last_lines(log: Path) -> list[str]:
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    return text.splitlines()[-LOG_LINES_SHOWN:]
