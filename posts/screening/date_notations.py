"""In which notations does a city office write a date?

Patterns for normal texts (see posts/screening/normal.py): full-width figures and brackets are
plain already. 令和9年4月29日（木・祝）, 2027年4月29日 木曜日, 4/29(木), R9.4.29, 来月5日.
"""

import re
from typing import Final

from posts.screening.eras import NAMES

# (木) (木・祝) (木曜日) (祝・木) (Thu); what stands after the weekday is a note.
ENGLISH: Final = r"(?i:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"
BRACKETED: Final = (
    rf"[(\[<〔](?:祝日?+[・/,、]?)?(?:(?P<weekday>[月火水木金土日])(?:曜日?)?"
    rf"|(?P<english>{ENGLISH})(?i:n?e?s?(?:day|urday)?)\.?)"
    r"(?P<note>祝日?|休日?|[・,、/ ][^)\]>〕\n]{0,20})?[)\]>〕]"
)
# 「5月31日まで 月曜休館」 says nothing about the 31st.
# 「5月13日、金曜日の夜」 does, unless it begins another list: 「、日曜日は9時から」.
BARE: Final = (
    r"(?:[ の]?|、(?=[月火水木金土日]曜日?(?:の|に|です|[、。(\s]|$))"
    r"|は(?=[月火水木金土日]曜日?(?:です|でした|。|$)))の?"
    r"(?P<bare>[月火水木金土日])曜日?+"
    r"(?! ?[はもが]? ?"
    r"(?:定?休|を?除|のみ|と(?:祝|[月火水木金土日]曜)|及び|~|から[月火水木金土日]曜|・))"
)
WEEKDAY: Final = rf"(?: *(?:{BRACKETED})|{BARE})"

CHINESE: Final = "一二三四五六七八九十"
# 五月晴れ and 三日町 are no dates: a month and a day stand together.
MONTH: Final = rf"(?<![\d{CHINESE}])(?P<month>\d{{1,2}}|十[一二]?|[一二三四五六七八九])月"
DAY: Final = r"(?P<day>\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
# Possessive: three runs of blanks in a row would be tried in every division.
YEAR: Final = (
    rf"(?:(?:(?P<era>{NAMES})\s*+(?P<era_year>元|\d{{1,3}}|[{CHINESE}]{{1,3}})年|(?<!\d)(?P<year>\d{{4}})年)"
    rf"(?P<fiscal>度)?\s*+(?:\((?:西暦)?(?:\d{{4}}|(?:{NAMES})(?:元|\d{{1,2}}))年?度?\))?\s*+の?\s*+|"
    r"(?P<year_word>再来年|来年|明年|今年|本年|昨年|去年)の?\s*+)"
)
WRITTEN_OUT: Final = re.compile(rf"{YEAR}?{MONTH}\s*{DAY}日(?![間目]){WEEKDAY}?")
# 5月8～9日: the first of two days that share their 日.
FIRST_OF_TWO: Final = re.compile(
    rf"{YEAR}?{MONTH}\s*(?P<day>\d{{1,2}})(?=(?:~|-|・|、|,)\d{{1,2}}日(?![間目]))"
)
WITH_YEAR: Final = re.compile(
    r"(?<![A-Za-z0-9./-])(?:(?P<year>(?:19|20)\d{2})|(?P<era>[RHS])(?P<era_year>\d{1,2}))(?P<mark>[./-])"
    rf"(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?![\d/-]){WEEKDAY}?"
)
# Without a weekday, 1/2 may be a half.
SLASHED: Final = re.compile(
    r"(?<![\d/.-])(?<!\d:)(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\d/])"
    rf"(?:{WEEKDAY}|(?=\s?(?:\d{{1,2}}:\d\d|まで|から|必着|締切|開催|~\d{{1,2}}/)))"
)
OF_MONTH: Final = re.compile(
    rf"(?P<month_word>再来月|来月|今月|先月)の?(?P<day>\d{{1,2}})日(?![間目]){WEEKDAY}?"
)
DAY_ONLY: Final = re.compile(
    rf"(?<![\d月/.])(?<!\d:)(?P<day>\d{{1,2}})日? *(?:{BRACKETED})|"
    r"(?<![\d月/.])(?P<linked>\d{1,2})日(?![間目])"
)
HOUR: Final = r"[ \n]*(?:(?:午前|午後)?\d{1,2}(?::\d\d|時(?:\d{1,2}分|半)?)|正午)?[ \n]*"
# What may stand between two dates of one range or list: their year is the same.
BETWEEN: Final = re.compile(rf"{HOUR}(?:から|より|~|-|、|・|,|と|及び|または|又は|→)[ \n]*")
RANGE: Final = re.compile(rf"{HOUR}(?:から|より|~|-|→)[ \n]*")
