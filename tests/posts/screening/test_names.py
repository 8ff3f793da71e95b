"""Names of private people beside an address are found; venues, clinics and officials are not."""

import subprocess
import sys
from itertools import product
from typing import Final

import pytest

from posts.screening.engine import findings_of
from posts.screening.findings import Severity
from posts.screening.rule import example
from posts.screening.rules.person_name import RULE

SURNAMES: Final = (
    *("工藤", "小笠原", "佐々木", "類家", "下斗米", "苫米地", "鳥谷部", "夏堀", "泉山", "留目"),
    *("月舘", "石田", "大久保", "田名部", "髙橋", "齋藤", "渡邉", "五十嵐", "赤坂", "八戸", "根城"),
    *("長根", "森", "林", "東", "西", "今", "葛西", "対馬", "一戸", "三浦", "馬場", "古舘", "山内"),
)
GIVEN_NAMES: Final = ("美咲", "陸", "花子", "ひなた", "颯太", "朔", "勝", "マサ", "誠一", "さくら")
FORMS: Final = (
    "八戸市内丸一丁目1番1号 {}",
    "{}（八戸市根城五丁目2-3）",
    "八戸市大字是川字中居3番地の{}さん（45歳）が",
    "住所：青森県八戸市沼館４丁目７－１　氏名：{}",
    "{}様　〒031-0001　八戸市類家1-1-15",
    "〒039-1166 八戸市根城8丁目8番155号\n{}",
    "落とし物の持ち主は、八戸市小中野2丁目10-3の{}さんです。",
)
AROUND: Final = "お知らせします。\n{}\n詳しくは市ホームページをご覧ください。"


def names_in(text: str) -> list[str]:
    """Those that are asked about; a name alone is a hint."""
    found = findings_of(RULE, example(text))
    return [text[one.start : one.end] for one in found if one.severity is Severity.ASKS]


@pytest.mark.parametrize("form", FORMS)
def test_at_least_95_of_100_names_beside_an_address_are_found(form: str) -> None:
    names = [
        f"{surname}{space}{given}"
        for surname, space, given in product(SURNAMES, ("", " ", "　"), GIVEN_NAMES)
    ]
    missed = [name for name in names if not names_in(AROUND.format(form.format(name)))]
    assert len(missed) <= len(names) * 0.05, missed


@pytest.mark.parametrize(
    "text",
    [
        "休日当番医\n佐々木内科医院　八戸市城下1-2-3　電話0178-43-2111",
        "はっち（八戸市三日町11-1）で、写真展を開きます。\n入場無料です。作者の工藤美咲さんが解説します。",
        "避難所を開設しました。\n・根城小学校（八戸市根城五丁目6-8）\n・是川公民館（八戸市大字是川字中居12番地1）",
        "場所 長者山新羅神社（八戸市長者一丁目6番10号）\n参加費無料、申込不要、雨天決行",
        "〒031-8686 八戸市内丸一丁目1番1号 八戸市役所 広報統計課",
        "八戸市長の山田太郎（60歳）です。",
        "民生委員の川村さんと三上さんが、湊高台六丁目のお宅を訪ねます。",
        "会場 八戸市番町10-4 美術館　講師 佐々木健太さん",
        "対象　3歳から5歳までのお子さん\n定員　20人（先着順）\n場所　マチニワ（八戸市三日町22-2）",
    ],
)
def test_places_and_officials_are_left_alone(text: str) -> None:
    assert names_in(text) == []


def test_the_finding_covers_the_name_and_nothing_else() -> None:
    assert names_in("優勝した髙橋　誠一さん（八戸市吹上１－２－３）") == ["髙橋　誠一"]


def test_the_dictionary_is_opened_by_the_first_text_and_only_once() -> None:
    program = (
        "from posts.screening import analysis\n"
        "from posts.screening.engine import screen\n"
        "from posts.screening.rule import example\n"
        "before = analysis._dictionary.cache_info().misses\n"
        "for _ in range(2):\n"
        "    screen(example('工藤美咲さん（45歳）'))\n"
        "print(before, analysis._dictionary.cache_info().misses)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60
    )
    assert answer.stdout.split() == ["0", "1"]


def test_a_text_longer_than_the_analyser_takes_is_read_to_its_end() -> None:
    long = "あいさつを申し上げます。\n" * 2000
    assert names_in(f"{long}八戸市吹上1-2-3に住む工藤美咲さん") == ["工藤美咲"]
