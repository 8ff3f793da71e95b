"""Has every telephone number as many digits as it needs, and its area code?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.area_codes import is_in_use
from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.phones import AREA, TEN, Phone
from posts.screening.rule import Rule

# 青森 gave up the last figure of its area code in 1998; the others around here have four.
OLD_AOMORI: Final = re.compile(r"\(?0177(?!\d)")
# 0178 is followed by two figures and four.
ODD_GROUPS: Final = re.compile(rf"{AREA}-(?!\d{{2}}-\d{{4}}$)\d+-")
SUBSCRIBER: Final = 6


def check(draft: Draft) -> Iterator[Hit]:
    known = {
        re.sub(r"\D", "", number) for numbers in draft.lists.phones.values() for number in numbers
    }
    for part in draft.parts:
        for phone in part.phones:
            written = part.prose[phone.start : phone.end]
            for words, severity, fix in _problems(phone, written, known):
                yield Hit(part.span(phone.start, phone.end), words, severity, fix=fix)


def _problems(
    phone: Phone, written: str, known: set[str]
) -> Iterator[tuple[str, Severity, str | None]]:
    if not phone.is_whole:
        yield _words(phone, written), Severity.BLOCKS, _with_zero(phone, written)
    elif phone.is_local:
        words = (
            f"「{written}」に市外局番がありません。"
            f"市外からも掛けられるように{AREA}を添えてください。"
        )
        yield words, Severity.ASKS, f"{AREA}-{written}"
    elif not is_in_use(phone.digits):
        words = f"「{written}」のように始まる電話番号はありません。番号を確かめてください。"
        yield words, Severity.BLOCKS, None
    elif OLD_AOMORI.match(written):
        words = (
            f"「{written}」の0177は、いまは市外局番ではありません（青森市は017）。"
            "番号を確かめてください。"
        )
        yield words, Severity.ASKS, None
    elif ODD_GROUPS.match(written):
        right = f"{AREA}-{phone.digits[4:6]}-{phone.digits[6:]}"
        yield (
            f"「{written}」の区切りが違います。「{right}」ではありませんか。",
            Severity.ASKS,
            right,
        )
    elif phone.digits not in known and _is_known_elsewhere(phone.digits, known):
        words = f"「{written}」は、一覧の番号と市外局番だけが違います。番号を確かめてください。"
        yield words, Severity.ASKS, None


def _is_known_elsewhere(digits: str, known: set[str]) -> bool:
    return any(digits[-SUBSCRIBER:] == number[-SUBSCRIBER:] for number in known)


def _words(phone: Phone, written: str) -> str:
    count = len(phone.digits)
    if _with_zero(phone, written):
        return f"「{written}」は先頭の0が抜けています。"
    odd = "足りません" if count < phone.wanted else "多すぎます"
    return (
        f"電話番号「{written}」は{count}桁です。この番号なら{phone.wanted}桁のはずで、桁が{odd}。"
        "番号を確かめてください。"
    )


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
    "電話 0718-43-9225",
    "電話 0177-43-9225",
    "お問い合わせは0210-123-456へ",
    "広報統計課 0187-43-9317",
    "連絡先 090-123-4567",
    "電話 0178-4-39225",
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
    "電話017-743-1111（青森市）",
    "0800-123-4567、050-1234-5678",
    "090-1234-5678",
    "https://www.city.hachinohe.aomori.jp/0178-43-211",
)
