"""Is a person named, and with what: an address, an age, a school, what befell them?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.addresses import Address, addresses_in
from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.people import Person, beside, people_in
from posts.screening.rule import Rule, example
from posts.screening.sentences import sentence_around
from posts.screening.surroundings import after, before, sentence_at

NEAR: Final = 40
MOBILE: Final = re.compile(r"(?<!\d)0[5789]0[-( ]?\d{4}[-) ]?\d{4}(?!\d)")
AGE: Final = re.compile(r"(?:さん|様|氏|くん|君|ちゃん)?[ 、]?[(]?(?:年齢:?)?\d{1,3}(?:歳|才|\))")
BIRTH: Final = re.compile(r"生年月日|[年日]生まれ|\d日生(?![一-鿿])")


SCHOOL: Final = re.compile(r"学校|高校|[保幼]育?園|[同小中高][1-6]年|[1-6]年生|[1-6]年\)")
# Whoever teaches or performs is named with where they come from.
ON_STAGE: Final = re.compile(
    r"(?:講師|指導|出演|作者|著者?|演奏|司会|ゲスト|解説|監修)[^\n。]{0,8}$"
)
BEFALLEN: Final = re.compile(
    r"死亡|亡くな|容疑|逮捕|けが|負傷|重[傷体]|軽傷|行方不明|遺体|遭難|救助|感染|陽性|滞納|生活保護|虐待"
)
IN_CHARGE: Final = re.compile(r"担当(?:者|職員)?[は:\s(][^\n。、]{0,12}$")
BESIDE: Final = 16


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        text = part.normal.text
        addresses = addresses_in(text)
        for person in _people(text, addresses):
            if _is_allowed(person.name, draft.lists.allowed_names):
                continue
            with_what = _beside(text, person, addresses)
            if with_what:
                words = (
                    f"個人の氏名と{with_what}が一緒に書かれているようです。"
                    "本人の同意と、載せる必要を確かめ、理由を書いてください。"
                )
                yield Hit(
                    part.span(person.start, person.end),
                    words,
                    Severity.ASKS,
                    # To name a speaker is another thing than to name a patient.
                    about=sentence_around(text, person.start, person.end),
                )
            elif person.whole and with_what is not None:
                words = "個人の氏名のようです。本人の同意と、載せる必要を確かめてください。"
                yield Hit(part.span(person.start, person.end), words, Severity.HINTS)


def _people(text: str, addresses: tuple[Address, ...]) -> Iterator[Person]:
    known = people_in(text)
    yield from known
    for address in addresses:
        if address.is_venue:
            continue
        for person in beside(text, address.start, address.end):
            if not any(one.start < person.end and person.start < one.end for one in known):
                yield person


def _beside(text: str, person: Person, addresses: tuple[Address, ...]) -> str | None:
    """What else tells who it is; "" for a name alone, None for a part of an address."""
    for address in addresses:
        if address.start <= person.start < address.end:
            return None
        if not address.is_venue and _distance(person, address.start, address.end) <= NEAR:
            return "住所"
    if AGE.match(text, person.end):
        return "年齢"
    around = text[max(0, person.start - NEAR) : person.end + NEAR]
    if MOBILE.search(around):
        return "電話番号"
    return "生年月日" if BIRTH.search(around) else _told_of(text, person)


def _told_of(text: str, person: Person) -> str:
    """What the sentence says of somebody with a whole name."""
    if not person.whole:
        return ""
    ahead, behind = before(text, person.start, BESIDE), after(text, person.end, BESIDE)
    if SCHOOL.search(ahead + " " + behind) and not ON_STAGE.search(ahead):
        return "学校や学年"
    if BEFALLEN.search(sentence_at(text, person.start, person.end)):
        return "事件や事故"
    return "担当であること" if IN_CHARGE.search(ahead) else ""


def _distance(person: Person, start: int, end: int) -> int:
    return max(start - person.end, person.start - end, 0)


def _is_allowed(name: str, allowed: tuple[str, ...]) -> bool:
    closed = "".join(name.split())
    return any("".join(one.split()) == closed for one in allowed)


RULE: Final = Rule(
    name="person_name",
    title="個人の氏名",
    severities=(Severity.ASKS, Severity.HINTS),
    source="個1",
    check=check,
)
CAUGHT: Final = (
    "八戸市内丸一丁目1番1号 工藤 美咲さん",
    "申込者：工藤美咲　住所：八戸市湊高台二丁目14-5",
    "優勝した佐々木健太さん（八戸市新井田西2-3-4）",
    "住所：八戸市沼館４丁目７－１\n氏名：東 陸",
    "八戸市大字是川字中居3番地の類家 颯太さん（45歳）",
    "八戸市根城五丁目2-3 赤坂 光",
    "行方不明者は田中恵子さん（78）です。",
    "担当 三浦由美 090-1234-5678",
    "髙橋誠一様（八戸市吹上1-2-3に住む）",
    "小笠原葵（平成10年5月1日生まれ）",
    "死亡されたのは鮫町の男性佐藤一郎さんです。",
    "受賞者は八戸小学校の佐藤陽菜さんです。",
    "優勝は田中 大翔（同6年）",
    "参加者：佐藤一郎、鈴木花子",
    "担当：観光課 工藤美咲",
    "講師は工藤美咲さんです。",
    "会場：八戸市内丸一丁目1番1号 八戸市庁\n講師：佐々木健太さん",
)
PASSED: Final = (
    "佐々木内科医院（八戸市城下1-2-3）電話0178-43-2111",
    "根城さん（八戸市根城五丁目2-3）",
    "市長の熊本太郎（60歳）があいさつします。",
    "参加者の皆様（20歳以上）",
    "是川縄文館（八戸市大字是川字横山1）で開催します。",
    "お子さん（3歳から）とご一緒にどうぞ。",
    "羽仁もと子さん（八戸市内丸一丁目1番1号の生家跡）",
    "民生委員の川村さんが訪ねます。",
    "担当 中村",
    example("南部師行（1336年生まれ）の像"),
)
