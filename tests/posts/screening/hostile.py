"""Which texts of 5,000 characters take screening longest: runs of one thing, nothing between them?

Each of them once cost a pattern the square of its length, or stands for a kind that might.
"""

from typing import Final

LENGTH: Final = 5_000
PIECES: Final = {
    "spaces": " ",
    "wide spaces": "　",
    "newlines": "\n",
    "spaces and newlines": " \n",
    "tabs": "\t",
    "figures": "1234567890",
    "letters": "a",
    "dots": "…",
    "circles": "○",
    "underscores": "_",
    "short links": "https://bit.ly/a ",
    "bare links": "bit.ly/a ",
    "mail addresses": "a@b.jp ",
    "mail addresses without an end": "a.b-",
    "headcounts in one line": "定員20人、",
    "dates in one line": "4月29日（木）、",
    "deadlines in one line": "4月1日まで募集、",
    "hours": "10:00～",
    "halves of the day": "午前 ",
    "telephone numbers": "0178-43-2111,0178-43-2112\n",
    "addresses": "八戸市根城五丁目2-3",
    "names with ages": "佐々木健太さん（45歳）、",
    "open brackets": "「",
    "old words": "避難勧告",
}
# What begins like something, and then nothing follows for long.
BEGUN: Final = ("令和9年", "定員", "4月29日", "午前", "0178-43-", "【訓練", "避難指示")
HOSTILE: Final = {
    **{name: (piece * (LENGTH // len(piece) + 1))[:LENGTH] for name, piece in PIECES.items()},
    **{f"{word} and spaces": word.ljust(LENGTH) for word in BEGUN},
    **{f"{word} and newlines": word.ljust(LENGTH, "\n") for word in BEGUN},
}
