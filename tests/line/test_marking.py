"""Words of a message are marked in its likeness, however they were copied, and nothing else is."""

import re

import pytest

from line.messages import Card, Tone, card_message, text_message
from line.preview import bubbles_html, words_of
from line.preview.marking import Mark, found_in

TEXT = "4月19日（土）\n午前10時に開きます。\n電話 0178-43-2111 <b>&\n20日も午前10時に開きます。"


def marked(text: str, *marks: Mark) -> list[str]:
    """The words that are marked, one entry per mark, without what is only drawn."""
    html = bubbles_html([dict(text_message(text))], sender="八戸市", at="", marks={0: list(marks)})
    return re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.DOTALL)


def test_the_words_are_marked_where_they_stand() -> None:
    assert marked(TEXT, Mark("午前10時", 1)) == ["午前10時"]


def test_other_line_breaks_and_spaces_do_not_matter() -> None:
    assert marked(TEXT, Mark("19日（土） 午前10時", 1)) == ["19日（土）\n午前10時"]


def test_a_link_between_the_words_stays_a_link() -> None:
    assert marked(TEXT, Mark("電話 0178-43-2111 <b>&", 1)) == [
        "電話 ",
        "0178-43-2111",
        " &lt;b&gt;&amp;",
    ]


def test_of_words_that_stand_twice_those_with_the_same_words_before_are_meant() -> None:
    html = bubbles_html(
        [dict(text_message(TEXT))],
        sender="八戸市",
        at="",
        marks={0: [Mark("午前10時", 1, "2111 <b>& 20日も")]},
    )
    assert '20日も<mark class="remarked">午前10時</mark>' in html


def test_words_that_are_not_there_leave_everything_as_it_is() -> None:
    messages = [dict(text_message(TEXT))]
    plain = bubbles_html(messages, sender="八戸市", at="10:00")
    for words in ("午前9時", "", " "):
        marks = {0: [Mark(words, 1)], 7: [Mark("午前", 2)]}
        assert bubbles_html(messages, sender="八戸市", at="10:00", marks=marks) == plain


def test_two_marks_may_share_words() -> None:
    html = bubbles_html(
        [dict(text_message("朝市は日曜日です。"))],
        sender="八戸市",
        at="",
        marks={0: [Mark("朝市は日曜", 1), Mark("日曜日", 2)]},
    )
    assert re.findall(r'data-number="(\d)"', html) == ["1", "2"]
    assert "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", html)) == "朝市は日曜日"


@pytest.mark.parametrize("number", [1, 12])
def test_a_card_is_marked_field_by_field_and_keeps_its_words(number: int) -> None:
    message = card_message(
        Card("朝市", Tone.NOTICE, "日曜日に開きます。", (("場所", "新湊三丁目"),), "", ())
    )
    plain, html = (
        bubbles_html([message], sender="八戸市", at="", marks=marks)
        for marks in ({}, {0: [Mark("場所新湊三丁目", number)]})
    )
    drawn = re.compile(r"</?mark[^>]*>|<span class=\"remarked__number\"[^>]*></span>")
    assert drawn.sub("", html) == plain
    assert f'data-number="{number}"' in html
    assert words_of([message])


def test_found_in_says_where() -> None:
    assert found_in("い う", "あ い\nうえ") == slice(1, 3)
    assert found_in("お", "あいう") is None
