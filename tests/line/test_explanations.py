"""What people are told when LINE says no: Japanese, and what to do fits the cause."""

import re

import pytest

from line.answers import answer_from_response
from line.explanations import EXPLANATIONS, SURPRISE, explain

MONTHLY = "You have reached your monthly limit."
RATE = "The API rate limit has been exceeded."


@pytest.mark.parametrize(
    ("status", "words", "sentence", "next_act"),
    [
        (400, "", "投稿の内容を受け付けませんでした", "下書きに戻して内容を直し"),
        (401, "", "鍵が、LINEに認められませんでした", "投稿の内容に問題はありません。情報政策課へ"),
        (403, "", "配信する権限がありません", "投稿の内容に問題はありません。情報政策課へ"),
        (404, "", "LINEが受け付けませんでした", "情報政策課へ"),
        (413, "", "投稿が大きすぎる", "下書きに戻して内容を短くし"),
        (429, MONTHLY, "今月に配信できる数の上限", "上限を増やした後、または来月に"),
        (429, RATE, "混み合っています", "情報政策課へ"),
        (500, "", "LINEの側で問題が起きています", "情報政策課へ"),
        (302, "", "思いがけない応答", "情報政策課へ"),
    ],
)
def test_a_status_is_explained(status: int, words: str, sentence: str, next_act: str) -> None:
    explanation = explain(status, words)
    assert sentence in explanation.sentence
    assert next_act in explanation.next_act


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 302])
def test_nobody_is_asked_to_correct_a_text_that_is_not_the_cause(status: int) -> None:
    assert "直し、" not in explain(status, MONTHLY).next_act


def test_no_sentence_has_english_in_it_but_the_name_of_line() -> None:
    every = [SURPRISE, *(explanation for *_, explanation in EXPLANATIONS)]
    for explanation in every:
        words = f"{explanation.sentence}{explanation.next_act}".replace("LINE", "")
        assert not re.search("[A-Za-z]", words)


@pytest.mark.parametrize("status", [400, 401, 429, 500])
def test_the_words_of_line_are_kept_beside_the_sentence(status: int) -> None:
    answer = answer_from_response(status, {"X-Line-Request-Id": "1"}, b'{"message": "Not so"}')
    assert answer.line_words == "Not so"
    assert answer.reason == explain(status, "Not so").sentence
