"""How are the words, numbers and links of a notice made wrong, or something private put in?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from posts.screening.drafts import Draft, RecentPost
from tests.posts.screening.notices import Notice, dates_in

PHONE: Final = re.compile(r"[0０][1１][7７][8８][-－(（][\d０-９]{2}[-－)）][\d０-９]{4}")
URL: Final = re.compile(r"https://[!-~]+")
CAPACITY: Final = re.compile(r"定\s?員[　：\s]+(?:親子)?(\d+)(人|組)")
MARKS: Final = (
    "○○会館",
    "××地区",
    "XX人",
    "{会場名}",
    "【仮】",
    "（要確認）",
    "ダミー",
    "＊＊円",
    "TBD",
)
SHORT: Final = ("https://bit.ly/3AbCdEf", "https://t.co/aBcDeF", "https://tinyurl.com/abcd12")
DISGUISED: Final = (
    "https://city.hachinohe.aomori.jp@example.com/",
    "https://www.city.hachin0he.aomori.jp/",
    "https://www.xn--city-hachinohe-aomori-4w9k.jp/",
    "https://city.hachinohe.aomori.jp.example.net/",
)
PEOPLE: Final = (
    ("佐々木健太", "八戸市根城八丁目3番12号"),
    ("工藤美咲", "八戸市湊高台二丁目14-5"),
    ("田中一郎", "八戸市大字尻内町字内田8番地"),
    ("中村陽子", "八戸市小中野4丁目1番30号"),
    ("三浦大輔", "八戸市北白山台5-2-18"),
)
MOBILES: Final = ("090-1234-5678", "０８０－９８７６－５４３２", "07011112222")
MAILS: Final = (
    "taro.sasaki@example.com",
    "kudo_m1985@example.ne.jp",
    "ｔａｎａｋａ＠ｅｘａｍｐｌｅ．ｊｐ",
)
WEIGHTS: Final = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def date_left_open(notice: Notice) -> Iterator[Draft]:
    for found in dates_in(notice.text):
        yield _put(notice, *found.span(), "○月○日（○）")
        yield _put(notice, *found.span("day"), "●")
        yield _put(notice, *found.span("day"), "○")


def phone_left_open(notice: Notice) -> Iterator[Draft]:
    for found in PHONE.finditer(notice.text):
        yield _put(notice, found.end() - 4, found.end(), "XXXX")
        yield _put(notice, found.end() - 4, found.end(), "○○○○")


def marks_left_in(notice: Notice) -> Iterator[Draft]:
    """At the end of the first line, and at the beginning of the second sentence."""
    line = notice.text.index("\n") if "\n" in notice.text else len(notice.text)
    for mark in MARKS:
        yield _put(notice, line, line, mark)
        at = notice.text.find("。") + 1
        yield _put(notice, at, at, mark)


def place_undecided(notice: Notice) -> Iterator[Draft]:
    for line in ("会場：未定", "■日時　調整中"):
        yield notice.with_text(f"{notice.text}\n{line}")


def drill_label(notice: Notice) -> Iterator[Draft]:
    for label in ("【訓練】", "【テスト】", "これは訓練です。", "（試験配信）"):
        yield notice.with_text(label + notice.text)
    yield replace(notice.draft, title=f"【訓練】{notice.draft.title}")


def phone_digit_dropped(notice: Notice) -> Iterator[Draft]:
    for found in PHONE.finditer(notice.text):
        for at in (found.start() + 2, found.start() + 5, found.end() - 1):
            yield _put(notice, at, at + 1, "")


def phone_digit_added(notice: Notice) -> Iterator[Draft]:
    for found in PHONE.finditer(notice.text):
        yield _put(notice, found.end(), found.end(), "1")


def phone_told_twice(notice: Notice) -> Iterator[Draft]:
    for found in PHONE.finditer(notice.text):
        if "FAX" in notice.text[: found.start()].rpartition("\n")[2]:
            continue
        last = str((int(found[0][-1]) + 3) % 10)
        yield notice.with_text(f"{notice.text}\n（予約の電話も{found[0][:-1]}{last}です）")


def contact_removed(notice: Notice) -> Iterator[Draft]:
    if notice.draft.category in ("1", "2", "4"):
        bare = re.sub(r"0120-000-178|#?\d{3,4}番?", "", PHONE.sub("", notice.text))
        yield notice.with_text(bare)


def url_removed(notice: Notice) -> Iterator[Draft]:
    if notice.draft.category == "5":
        yield notice.with_text(URL.sub("", notice.text))


def two_amounts(notice: Notice) -> Iterator[Draft]:
    for found in CAPACITY.finditer(notice.text):
        yield notice.with_text(f"{notice.text}\n定員：{int(found[1]) + 5}{found[2]}")


def sent_before(notice: Notice) -> Iterator[Draft]:
    day = notice.draft.sent - timedelta(3)
    for text in (notice.text, notice.text.replace("ください", "下さい").replace("月", "月 ")):
        yield replace(notice.draft, recent=(RecentPost(notice.draft.title, text, day),))


def insecure_url(notice: Notice) -> Iterator[Draft]:
    for found in URL.finditer(notice.text):
        yield _put(notice, found.start(), found.start() + len("https"), "http")


def short_url(notice: Notice) -> Iterator[Draft]:
    yield from _with_lines(notice, SHORT)


def disguised_url(notice: Notice) -> Iterator[Draft]:
    yield from _with_lines(notice, DISGUISED)


def my_number(notice: Notice) -> Iterator[Draft]:
    """Twelve figures with the check digit of 番号法施行令8条, made from the notice's name."""
    digits = f"{sum(notice.name.encode()) * 98765431 % 10**11:011}"
    rest = sum(int(one) * weight for one, weight in zip(digits, WEIGHTS, strict=True)) % 11
    whole = f"{digits}{0 if rest <= 1 else 11 - rest}"
    parted = f"{whole[:4]}-{whole[4:8]}-{whole[8:]}"
    yield from _with_lines(
        notice, (f"個人番号 {whole}", f"マイナンバー：{parted}", f"番号は{whole}です。")
    )


def mobile_phone(notice: Notice) -> Iterator[Draft]:
    yield from _with_lines(notice, [f"担当の携帯 {number}" for number in MOBILES])


def mail_address(notice: Notice) -> Iterator[Draft]:
    yield from _with_lines(notice, [f"連絡は{address} まで" for address in MAILS])


def name_and_address(notice: Notice) -> Iterator[Draft]:
    lines = [f"当選された方は{name}さん（{address}）です。" for name, address in PEOPLE]
    lines += [f"申込者：{name}　住所：{address}" for name, address in PEOPLE]
    yield from _with_lines(notice, lines)


def invisible_character(notice: Notice) -> Iterator[Draft]:
    middle = len(notice.text) // 2
    for character in "\u200b\u202e\ufeff":
        yield _put(notice, middle, middle, character)


def abolished_evacuation(notice: Notice) -> Iterator[Draft]:
    yield from _with_lines(notice, ("避難勧告を発令しました。", "避難準備情報が出ています。"))


def _with_lines(notice: Notice, lines: tuple[str, ...] | list[str]) -> Iterator[Draft]:
    for line in lines:
        yield notice.with_text(f"{notice.text}\n{line}")


def _put(notice: Notice, start: int, end: int, wrong: str) -> Draft:
    return notice.with_text(notice.text[:start] + wrong + notice.text[end:])
