"""Where does a text name a person, as far as words and forms of address tell?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from posts.screening.analysis import Token, tokens_of

HONORIFICS: Final = ("さん", "様", "さま", "氏", "くん", "君", "ちゃん", "殿", "先生")
# 市長 熊本太郎 and 熊本太郎市長: who speaks for an office is named in it.
OFFICES: Final = re.compile(
    r"(?:副?(?:市長|知事|議長|町長|村長)|教育長|大臣|総理|首相|理事長|会長|館長|社長|委員長|教授|監督)"
)
# 「講師」 and the like stand before a name, 「医院」 after one that is no person's.
ENTERPRISE: Final = (
    r"[内外眼]科|小児科|皮膚科|歯科|耳鼻|整形|産婦|泌尿|医院|病院|クリニック|診療所|薬局|商店|酒店|書店|"
    r"工務店|建設|産業|商会|会計|法律|税理士|行政書士|司法書士|事務所|ビル|記念|美術館|文学館|幼稚園|"
    r"保育園|こども園|食堂|旅館|ホテル|農園|牧場|水産|製作所|株式会社|小学校|中学校|高校|公民館"
)
BUSINESS: Final = re.compile(
    rf" ?(?:{ENTERPRISE}|[一-鿿]{{0,3}}(?:公園|神社|駅|町|地区|海岸|川|山|城|橋|祭))"
)
# A name in a form: 氏名：東 陸
LABELLED: Final = re.compile(
    r"(?:氏名|お名前|名前|世帯主|申請者|申込者|届出人|連絡先|担当者?|当選者|被害者|加害者|容疑者|本人|"
    r"代表者|保護者)"
    r"(?:は|が|[:：]|[ 　])+(?:[一-鿿]{1,8}(?:課|係|室|部|局|所)[ 　])?"
    r"(?P<name>[一-鿿々ヶ]{1,4}[ 　]?[一-鿿々ぁ-ゖァ-ヺー]{1,5}?)(?=さん|様|氏|[\s、。(（・/／]|$)"
)
# 東 陸さん: two words with a space, or one, before a form of address.
ADDRESSED: Final = re.compile(
    r"(?<![一-鿿々ァ-ヺー])(?P<name>[一-鿿々]{1,3}[ 　]?[一-鿿々]{0,3}[ぁ-ゖァ-ヺー]{0,4})"
    r"(?:さん|様|氏)(?![一-鿿])"
)
# 迷子さん, 読者さん: short words that are no names; 花子さん is longer or has a family name.
NOBODY: Final = re.compile(
    r"^[^ 　]?(?:皆|客|子|者|生|員|主|方|人|族|代|業|学|父|母|兄|姉|弟|妹|神|仏|王|公|奥|隊|士|師|"
    r"婦|同|何)$"
)
EVERYBODY: Final = re.compile(
    r"^(?:皆|各|全|貴|何|多|様|一般|市民|住民|読者|参加|来場|利用|高齢|障|児童|生徒|学生|園児)"
)
_GIVEN: Final = r"(?:[一-鿿々]{1,3}|[ぁ-ゖー]{2,5}|[ァ-ヺー]{2,5}|[一-鿿々]{1,2}[ぁ-ゖ]{1,2})"
# 八戸市根城五丁目2-3 東 陸: beside an address a name is expected, and known by its mere shape.
_NAME: Final = rf"(?P<name>[一-鿿々]{{1,4}}[ 　]?{_GIVEN})"
BEHIND: Final = re.compile(
    rf"[\s、)）]{{1,3}}(?:氏名[:：]?[ 　]?)?{_NAME}(?=さん|様|氏|[\s、。(（]|$|[がはを])"
)
BEFORE: Final = re.compile(
    rf"(?:^|[\n、。:：・]|[^一-鿿々ァ-ヺー](?=[一-鿿]))[ 　]?{_NAME}(?:さん|様|氏)?"
    r"[\s(（、]{1,3}(?:〒?\d{3}-\d{4}[ 　]?)?(?:住所[:：]?[ 　]?)?$"
)
NO_GIVEN_NAME: Final = re.compile(
    r"[館園校院局署庫場駅社寺堂港店課係室庁宮口橋塔岸浜町村区会団所屋部科亭荘寮棟階前横側費円分料]$"
)
SPACE: Final = " 　"
NEIGHBOUR: Final = 30


@dataclass(frozen=True)
class Person:
    """A name by offsets into the text; `whole` when family and given name are both there."""

    start: int
    end: int
    name: str
    whole: bool


@lru_cache(maxsize=64)
def people_in(text: str) -> tuple[Person, ...]:
    """Everyone who is named, by the analyser's word or by the form; officials are left out."""
    found: dict[int, Person] = {}
    candidates = (*_by_analysis(text), *_by_form(text))
    for person in sorted(candidates, key=lambda one: one.start - one.end):
        overlapping = [one for one in found.values() if _overlap(one, person)]
        if not overlapping and not _holds_office(text, person):
            found[person.start] = person
    return tuple(found[start] for start in sorted(found))


def beside(text: str, start: int, end: int) -> Iterator[Person]:
    """Who is named right before or right behind text[start:end], known by the mere shape."""
    for found in (BEFORE.search(text, max(0, start - NEIGHBOUR), start), BEHIND.match(text, end)):
        if found is not None and _could_be_a_name(found["name"]):
            yield Person(*found.span("name"), found["name"], whole=True)


def _by_analysis(text: str) -> Iterator[Person]:
    tokens = tokens_of(text)
    position = 0
    while position < len(tokens):
        last = _end_of_name(tokens, position)
        if last is None:
            position += 1
            continue
        whole = last > position
        start, end = tokens[position].start, tokens[last].end
        if not BUSINESS.match(text, end) and (whole or text.startswith(HONORIFICS, end)):
            yield Person(start, end, text[start:end], whole)
        position = last + 1


def _end_of_name(tokens: tuple[Token, ...], first: int) -> int | None:
    """The index of the last word of a name that begins at `first`; None when none does."""
    if not _is_name(tokens[first]):
        return None
    following = first + 1
    if following < len(tokens) and tokens[following].surface in SPACE:
        following += 1
    if following < len(tokens) and _may_follow(tokens, first, following):
        return following
    return first


def _may_follow(tokens: tuple[Token, ...], first: int, following: int) -> bool:
    word = tokens[following]
    if _is_name(word):
        return True
    # 工藤 颯太: a given name that the dictionary does not know, before さん or a bracket.
    behind = tokens[following + 1].surface if following + 1 < len(tokens) else ""
    return (
        tokens[first].kinds[3] == "姓"
        and word.kinds[0] == "名詞"
        and word.kinds[1] == "普通名詞"
        and len(word.surface) <= 3
        and (not behind.strip() or behind in (*HONORIFICS, "(", "（"))
        and not BUSINESS.match(word.surface)
    )


def _is_name(token: Token) -> bool:
    return token.kinds[2] == "人名" and not token.surface.isascii()


def _could_be_a_name(name: str) -> bool:
    if NO_GIVEN_NAME.search(name) or OFFICES.search(name) or _names_nobody(name):
        return False
    return not any(_is_everyday(token) for token in tokens_of(name))


def _is_everyday(token: Token) -> bool:
    # 入場無料, 雨天中止: what is done, and how it is.
    return len(token.surface) > 1 and (
        token.kinds[0] in {"動詞", "形容詞", "助動詞", "副詞", "形状詞"}
        or token.kinds[2] in {"サ変可能", "サ変形状詞可能", "形状詞可能"}
    )


def _by_form(text: str) -> Iterator[Person]:
    for pattern in (LABELLED, ADDRESSED):
        for found in pattern.finditer(text):
            name = found["name"]
            is_name = _could_be_a_name(name) if pattern is LABELLED else not _names_nobody(name)
            if is_name:
                yield Person(*found.span("name"), name, whole=len(name) > 2)


def _names_nobody(name: str) -> bool:
    nobody = NOBODY.search(name) or EVERYBODY.search(name)
    return bool(nobody) or re.search(ENTERPRISE, name) is not None


def _holds_office(text: str, person: Person) -> bool:
    before = text[max(0, person.start - 8) : person.start].rstrip(f"{SPACE}・の、")
    return bool(OFFICES.match(text, person.end)) or bool(re.search(f"{OFFICES.pattern}$", before))


def _overlap(one: Person, other: Person) -> bool:
    return one.start < other.end and other.start < one.end
