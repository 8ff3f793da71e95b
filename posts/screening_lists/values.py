"""How is an entry of a list written, and what can be none?"""

import re
import unicodedata
from typing import Final

from posts.screening.rules.short_link import SHORTENERS
from posts.screening_lists.choices import ListKind

DOMAIN: Final = re.compile(r"(?=.{4,100}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
# Below these stand the pages of everybody; a whole branch is not vouched for.
OF_EVERYBODY: Final = frozenset(
    {"co.jp", "or.jp", "ne.jp", "ac.jp", "ed.jp", "gr.jp", "ad.jp", "com", "net", "org", "jp"}
)
LENGTHS_OF_PHONES: Final = (10, 11)


def in_one_notation(kind: ListKind, value: str) -> str:
    """The value as the list keeps it: plain characters, no space around, hosts in small letters."""
    plain = " ".join(unicodedata.normalize("NFKC", value).split())
    if kind is ListKind.DOMAIN:
        return re.sub(r"^https?://|/.*$", "", plain.lower()).rstrip(".")
    return re.sub(r"[‐-―−]", "-", plain) if kind is ListKind.PHONE else plain


def why_not(kind: ListKind, value: str) -> str:
    """Empty when the value, in one notation, can be an entry; otherwise the reason."""
    if kind is ListKind.DOMAIN:
        return _why_not_domain(value)
    if kind is ListKind.PHONE:
        digits = re.sub(r"[()\s-]", "", value)
        if not digits.isdigit() or len(digits) not in LENGTHS_OF_PHONES or digits[0] != "0":
            return "電話番号は、市外局番から入力してください（例：0178-43-2111）。"
        return ""
    return "" if len(value) > 1 else "2文字以上で入力してください。"


def _why_not_domain(value: str) -> str:
    if not DOMAIN.fullmatch(value):
        return "リンク先は、ドメイン名で入力してください（例：city.hachinohe.aomori.jp）。"
    if value in OF_EVERYBODY:
        return "このドメインは範囲が広すぎます。ページを出している人のドメイン名にしてください。"
    if value in SHORTENERS:
        return "短縮されたリンクのドメインは、行き先が見えないため登録できません。"
    return ""
