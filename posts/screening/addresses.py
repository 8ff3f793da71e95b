"""Where does a text give an address down to the house, and is it a venue's or somebody's home?"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# 三番地の三 is a number, 三番地の三浦さん none.
_NUMBER: Final = r"(?:\d{1,5}|[一二三四五六七八九十]{1,3}(?![一-鿿](?<!番)(?<!号)(?<!丁)))"
_PLACE: Final = r"[一-鿿々ヶケノのァ-ヺーぁ-ゖ]"
# For normal texts: figures and dashes are plain there.
ADDRESS: Final = re.compile(
    rf"(?:(?:青森県)?(?:[一-鿿々]{{1,4}}[市郡])?(?:[一-鿿々]{{1,4}}[町村])?(?:大字)?)?"
    rf"(?:"
    rf"[一-鿿々ヶケノ]{{1,8}}{_NUMBER}丁目 ?{_NUMBER}"
    rf"(?:番地?(?:の?{_NUMBER})?(?:号)?|[-の]\d{{1,4}})?(?:-?\d{{1,4}}号?)?"
    rf"|(?:大字)?{_PLACE}{{1,12}}?(?:字{_PLACE}{{1,8}}?)?{_NUMBER}"
    rf"番地?(?:[の-]?{_NUMBER}号?|(?=[\s、。()のに在]|$)|地)"
    rf"|[一-鿿々]{{0,4}}(?:市|町|村|区|郡|字){_PLACE}{{1,12}}?\d{{1,4}}(?:-\d{{1,4}}){{1,3}}(?![\d-])"
    rf")(?:[-の]?\d{{1,4}}号?室?)?"
)
VENUE: Final = re.compile(
    r"会場|場所|所在地|集合|受付|(?:申込|申し込み|提出)(?!者)|問合|問い合|送付|郵送|宛て?先|あて先|開催地|主催|"
    r"本社|本店|支店|店舗|避難所|投票所|接種|開設|移転先"
)
FACILITY: Final = re.compile(
    r"市役所|市庁|[一-鿿ァ-ヺー]{2,}[館園校院局署庫場駅社寺堂城港店課係室]|センター|ホール|ビル|プラザ|広場|体育館|"
    r"クリニック|アリーナ|はっち|マチニワ|株式会社|有限会社|法人"
)
# はっち(八戸市三日町11-1), and not 工藤さん(八戸市根城5-2-3)
NAMED_BEFORE: Final = re.compile(rf"(?:{FACILITY.pattern})[^\s、。]{{0,4}}(?<!さん)(?<!様)[(（]$")
HOME: Final = re.compile(
    r"(?:に|へ)?(?:お住まい|在住|居住|住む|住んで|暮らす)|(?:の)?(?:自宅|宅(?!地|配|急)|実家)|"
    r"[^\s、。]{0,12}(?:コーポ|アパート|ハイツ|メゾン|マンション|荘|団地)|\d{2,4}号室|(?:様)?方(?=[\s、。(]|$)"
)

# What makes a venue of an address stands this near to it.
REACH: Final = 120


@dataclass(frozen=True)
class Address:
    """An address by offsets into the normal text."""

    start: int
    end: int
    text: str
    is_venue: bool
    is_home: bool


@lru_cache(maxsize=64)
def addresses_in(text: str) -> tuple[Address, ...]:
    """Every address with a house number in a normal text, in reading order."""
    return tuple(_address(text, found) for found in ADDRESS.finditer(text))


def _address(text: str, found: re.Match[str]) -> Address:
    start, end = found.span()
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    before = text[max(line_start, start - REACH) : start]
    after = text[end : min(line_end, end + REACH)]
    is_home = HOME.match(after.lstrip(" ,、)")) is not None or "自宅" in before[-8:]
    is_venue = not is_home and any(
        (VENUE.search(before), FACILITY.search(after[:20]), NAMED_BEFORE.search(before))
    )
    return Address(start, end, found[0], is_venue, is_home)
