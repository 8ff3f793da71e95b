"""Has every telephone number as many digits as it needs, and its area code?"""

from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.phones import AREA, TEN, Phone
from posts.screening.rule import Rule


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for phone in part.phones:
            written = part.prose[phone.start : phone.end]
            if not phone.is_whole:
                yield Hit(
                    part.span(phone.start, phone.end),
                    _words(phone, written),
                    Severity.BLOCKS,
                    fix=_with_zero(phone, written),
                )
            elif phone.is_local:
                yield Hit(
                    part.span(phone.start, phone.end),
                    f"「{written}」に市外局番がありません。市外からも掛けられるように{AREA}を添えてください。",
                    Severity.ASKS,
                    fix=f"{AREA}-{written}",
                )


def _words(phone: Phone, written: str) -> str:
    count = len(phone.digits)
    if _with_zero(phone, written):
        return f"「{written}」は先頭の0が抜けています。"
    wanted = TEN - len(AREA) if phone.is_local else TEN
    odd = "足りません" if count < wanted else "多すぎます"
    return f"電話番号「{written}」は{count}桁で、桁が{odd}。番号を確かめてください。"


def _with_zero(phone: Phone, written: str) -> str | None:
    is_cut = (
        not phone.is_local and f"0{phone.digits}".startswith(AREA) and len(phone.digits) == TEN - 1
    )
    return f"0{written}" if is_cut and not written.startswith("0") else None


RULE: Final = Rule(
    name="phone_digits",
    title="電話番号の桁・市外局番",
    severities=(Severity.BLOCKS, Severity.ASKS),
    source="総務省 電気通信番号計画",
    check=check,
)
CAUGHT: Final = (
    "電話 0178-43-211",
    "TEL：0178-43-21111",
    "お問い合わせは018-43-2111へ",
    "電話178-43-2111",
    "℡ 43-9225",
    "☎017843211",
    "０１７８－４３－２１１",
    "0120-12-345へ",
    "0178(43)211",
    "都市政策課（43-9124）",
    "電話43-211",
)
PASSED: Final = (
    "電話 0178-43-2111",
    "TEL0178-43-2111",
    "０１７８（４３）２１１１",
    "0120-123-456",
    "☎0178432111",
    "〒031-8686 八戸市内丸一丁目1番1号",
    "ナビダイヤル 0570-00-1234",
    "(0178)43-2111",
    "部品番号 2027-04-29",
    "電話017-722-1111（青森県）",
    "03-5253-5111",
    "090-1234-5678",
    "https://www.city.hachinohe.aomori.jp/0178-43-211",
)
