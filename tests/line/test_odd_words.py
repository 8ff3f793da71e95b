"""Whatever answers, its words can be written down."""

import json

import pytest

from line.answers import LONGEST_ID, LONGEST_WORDS, answer_from_response


@pytest.mark.parametrize(
    "words", ["\0 in the middle", "half a \ud83d pair", "長い" * LONGEST_WORDS]
)
def test_odd_words_become_storable(words: str) -> None:
    body = json.dumps({"message": words}).encode()
    answer = answer_from_response(400, {"X-Line-Request-Id": "i" * 500}, body)
    answer.line_words.encode()
    assert "\0" not in answer.line_words
    assert 0 < len(answer.line_words) <= LONGEST_WORDS
    assert len(answer.request_id) == LONGEST_ID


def test_the_accepted_id_of_a_409_is_cut_as_well() -> None:
    headers = {"X-Line-Request-Id": "a", "X-Line-Accepted-Request-Id": "b\0" * 500}
    answer = answer_from_response(409, headers, b"{}")
    assert answer.accepted_request_id == "b" * LONGEST_ID
