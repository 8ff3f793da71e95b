"""Which slips are put into the clean notices, and which rules must find them?

Each mutation makes every wrong version of a notice that it can think of; what it cannot do to a
notice (no telephone number, no period) it leaves alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from posts.screening.drafts import Draft
from tests.posts.screening import slips_in_dates as dates
from tests.posts.screening import slips_in_words as words
from tests.posts.screening.notices import Notice

CERTAIN: Final = 0.99
PERSONAL: Final = 0.95


@dataclass(frozen=True)
class Mutation:
    """`rules`: any of them counts; `wanted` is the least share that must be found."""

    name: str
    rules: frozenset[str]
    make: Callable[[Notice], Iterator[Draft]]
    wanted: float = CERTAIN


def mutation(
    name: str, make: Callable[[Notice], Iterator[Draft]], *rules: str, wanted: float = CERTAIN
) -> Mutation:
    return Mutation(name, frozenset(rules), make, wanted)


ABOUT_DATES: Final = (
    mutation("曜日を1日ずらす", dates.weekday_off_by_one, "weekday"),
    mutation("曜日を別の曜日にする", dates.another_weekday, "weekday"),
    mutation("月を1つずらす", dates.month_off_by_one, "weekday", "impossible_date", "date_order"),
    mutation("年を1つずらす", dates.year_off_by_one, "weekday", "impossible_date"),
    mutation("ない日付にする", dates.impossible_day, "impossible_date"),
    mutation("昨年の日付にする", dates.last_years_date, "weekday"),
    mutation("平成にする", dates.wrong_era, "wrong_era"),
    mutation("西暦を違えて添える", dates.wrong_year_beside, "year_pair"),
    mutation("期間を逆にする", dates.period_turned_round, "date_order"),
    mutation("時刻を逆にする", dates.hours_turned_round, "time_order"),
    mutation("25時にする", dates.impossible_hour, "impossible_time"),
    mutation("祝日でない日に祝を付ける", dates.false_holiday, "holiday_mark"),
    mutation("違う日に「明日」を付ける", dates.false_tomorrow, "relative_words"),
    mutation("期限の後に配信する", dates.sent_too_late, "deadline_passed", "past_date"),
)
ABOUT_WORDS: Final = (
    mutation("日付を○にする", words.date_left_open, "placeholder"),
    mutation("電話番号をXにする", words.phone_left_open, "placeholder"),
    mutation("書きかけの印を入れる", words.marks_left_in, "placeholder"),
    mutation("会場を未定にする", words.place_undecided, "undecided"),
    mutation("訓練の印を付ける", words.drill_label, "drill_words"),
    mutation("電話番号を1桁落とす", words.phone_digit_dropped, "phone_digits"),
    mutation("電話番号を1桁増やす", words.phone_digit_added, "phone_digits"),
    mutation(
        "番号の1桁を違えて2度書く", words.phone_told_twice, "phone_variants", "phone_of_section"
    ),
    mutation("問い合わせ先を消す", words.contact_removed, "contact"),
    mutation("防災の投稿からURLを消す", words.url_removed, "own_site_url"),
    mutation("定員を2通りに書く", words.two_amounts, "amounts"),
    mutation("同じ文をもう一度送る", words.sent_before, "repetition"),
    mutation("URLをhttpにする", words.insecure_url, "insecure_link"),
    mutation("短縮URLにする", words.short_url, "short_link"),
    mutation("紛らわしいURLにする", words.disguised_url, "disguised_link", "foreign_domain"),
    mutation("マイナンバーを入れる", words.my_number, "my_number"),
    mutation("携帯電話の番号を入れる", words.mobile_phone, "mobile_phone"),
    mutation("メールアドレスを入れる", words.mail_address, "mail_address"),
    mutation(
        "氏名と住所を入れる", words.name_and_address, "person_name", "home_address", wanted=PERSONAL
    ),
    mutation("見えない文字を入れる", words.invisible_character, "invisible_characters"),
    mutation("避難勧告と書く", words.abolished_evacuation, "abolished_evacuation_terms"),
)
MUTATIONS: Final = (*ABOUT_DATES, *ABOUT_WORDS)
