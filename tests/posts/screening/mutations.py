"""Which slips are put into the clean notices, and which rules must find them?

Each mutation makes every wrong version of a notice that it can think of; what it cannot do to a
notice (no telephone number, no period) it leaves alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from posts.screening.drafts import Draft
from tests.posts.screening import slips_as_written as written
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
    mutation("weekday one day off", dates.weekday_off_by_one, "weekday"),
    mutation("another weekday", dates.another_weekday, "weekday"),
    mutation("month one off", dates.month_off_by_one, "weekday", "impossible_date", "date_order"),
    mutation("year one off", dates.year_off_by_one, "weekday", "impossible_date"),
    mutation("a day that does not exist", dates.impossible_day, "impossible_date"),
    mutation("last year's weekday", dates.last_years_date, "weekday"),
    mutation("an era that is over", dates.wrong_era, "wrong_era"),
    mutation("Western year one off beside the era's", dates.wrong_year_beside, "year_pair"),
    mutation("period turned round", dates.period_turned_round, "date_order", "weekday"),
    mutation("hours turned round", dates.hours_turned_round, "time_order"),
    mutation("25:00 or 10:75", dates.impossible_hour, "impossible_time"),
    mutation("祝 beside no holiday", dates.false_holiday, "holiday_mark"),
    mutation("明日 beside another day", dates.false_tomorrow, "relative_words"),
    mutation("sent a day after the deadline", dates.sent_too_late, "deadline_passed", "past_date"),
)
ABOUT_WORDS: Final = (
    mutation("○月○日, 4月●日", words.date_left_open, "placeholder"),
    mutation("XXXX or ○○○○ in a telephone number", words.phone_left_open, "placeholder"),
    mutation("○○, XX, {…}, 【仮】, ダミー, TBD and others", words.marks_left_in, "placeholder"),
    mutation("place or time 未定", words.place_undecided, "undecided"),
    mutation("【訓練】, 【テスト】 in a live post", words.drill_label, "drill_words"),
    mutation("telephone number one figure short", words.phone_digit_dropped, "phone_digits"),
    mutation("telephone number one figure long", words.phone_digit_added, "phone_digits"),
    mutation(
        "number told twice, one figure off",
        words.phone_told_twice,
        "phone_variants",
        "phone_of_section",
    ),
    mutation("no contact", words.contact_removed, "contact"),
    mutation("no link in a post about weather", words.url_removed, "own_site_url"),
    mutation("two headcounts", words.two_amounts, "amounts"),
    mutation("sent before", words.sent_before, "repetition"),
    mutation("http for https", words.insecure_url, "insecure_link"),
    mutation("shortened link", words.short_url, "short_link"),
    mutation("look-alike link", words.disguised_url, "disguised_link", "foreign_domain"),
    mutation("My Number", words.my_number, "my_number"),
    mutation("mobile telephone", words.mobile_phone, "mobile_phone"),
    mutation("mail address", words.mail_address, "mail_address"),
    mutation(
        "person's name with address",
        words.name_and_address,
        "person_name",
        "home_address",
        wanted=PERSONAL,
    ),
    mutation("invisible characters", words.invisible_character, "invisible_characters"),
    mutation("避難勧告, 避難準備情報", words.abolished_evacuation, "abolished_evacuation_terms"),
)
AS_WRITTEN: Final = (
    mutation(
        "office open at the turn of the year",
        written.office_open_at_the_turn_of_the_year,
        "closed_day",
    ),
    *(mutation(kind.name, kind.below, *kind.rules, wanted=kind.wanted) for kind in written.kinds()),
)
MUTATIONS: Final = (*ABOUT_DATES, *ABOUT_WORDS, *AS_WRITTEN)
