"""What does the client conclude from answers that LINE would not, or might one day, give?"""

import json
from uuid import UUID

import pytest

from line.client import LineClient, Outcome
from tests.line.calls import impostor, raw_answer

ID = {"X_Line_Request_Id": "0b5ae0fb-1111-4222-8333-444455556666"}
QUOTA = json.dumps({"message": "You have reached your monthly limit."})
RATE = json.dumps({"message": "The API rate limit has been exceeded. Try again later."})
NEW = json.dumps({"message": "Something that LINE has never said before"})
DETAILS = json.dumps(
    {
        "message": "The request body has 1 error(s)",
        "details": [{"message": "May not be empty", "property": "messages[0].text"}],
    }
)

CASES = {
    "monthly limit": (raw_answer("429 Too Many Requests", QUOTA, **ID), Outcome.REFUSED),
    "rate limit": (raw_answer("429 Too Many Requests", RATE, **ID), Outcome.NOT_SENT),
    "429 without known words": (raw_answer("429 Too Many Requests", NEW, **ID), Outcome.NOT_SENT),
    "bad request": (raw_answer("400 Bad Request", DETAILS, **ID), Outcome.REFUSED),
    "forbidden": (raw_answer("403 Forbidden", NEW, **ID), Outcome.REFUSED),
    "bad gateway": (raw_answer("502 Bad Gateway", "<html>", **ID), Outcome.UNKNOWN),
    "redirect": (
        raw_answer("307 Temporary Redirect", Location="http://127.0.0.1:9/elsewhere", **ID),
        Outcome.UNKNOWN,
    ),
    "200 of a login page in between": (
        raw_answer("200 OK", "<html>ログイン</html>"),
        Outcome.UNKNOWN,
    ),
    "403 of a filter in between": (raw_answer("403 Forbidden", "<html>"), Outcome.UNKNOWN),
    "answer cut off": (raw_answer("200 OK", "{}", **ID)[:-1], Outcome.UNKNOWN),
    "no HTTP at all": (b"SSH-2.0-OpenSSH_9\r\n\r\n", Outcome.UNKNOWN),
    "text that is not UTF-8": (
        raw_answer("500 Internal Server Error", **ID)[:-2] + "障害"[:1].encode("cp932"),
        Outcome.UNKNOWN,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_outcome_is_the_cautious_one(body: str, key: UUID, case: str) -> None:
    raw, outcome = CASES[case]
    with impostor(raw) as base_url:
        answer = LineClient(base_url, "token", timeout=(1.0, 1.0)).broadcast(body, retry_key=key)

    assert answer.outcome is outcome
    assert answer.accepted_request_id == ""


def test_a_409_without_the_accepted_id_is_still_accepted(body: str, key: UUID) -> None:
    with impostor(raw_answer("409 Conflict", NEW, **ID)) as base_url:
        answer = LineClient(base_url, "token").broadcast(body, retry_key=key)

    assert (answer.outcome, answer.accepted_request_id) == (Outcome.ACCEPTED, "")


def test_the_reason_keeps_lines_own_words(body: str, key: UUID) -> None:
    with impostor(raw_answer("400 Bad Request", DETAILS, **ID)) as base_url:
        answer = LineClient(base_url, "token").broadcast(body, retry_key=key)

    assert (
        answer.line_words == "The request body has 1 error(s) / messages[0].text: May not be empty"
    )


def test_the_token_never_gets_into_the_reason(body: str, key: UUID) -> None:
    echo = json.dumps(
        {"message": "no such token: secret-token", "details": [{"message": "secret-token"}]}
    )
    with impostor(raw_answer("401 Unauthorized", echo, **ID)) as base_url:
        answer = LineClient(base_url, "secret-token").broadcast(body, retry_key=key)

    assert answer.line_words == "no such token: … / …"


@pytest.mark.parametrize("token", ["", "two words", "line\nbreak", "全角"])
def test_an_impossible_token_is_refused_without_repeating_it(token: str) -> None:
    with pytest.raises(ValueError, match=r"^the channel access token is empty or holds impossible"):
        LineClient("http://127.0.0.1:9", token)


@pytest.mark.parametrize("base_url", ["", "api.line.me", "ftp://api.line.me", "http://h:1/"])
def test_an_impossible_address_is_refused(base_url: str) -> None:
    with pytest.raises(ValueError, match=r"^not a base URL"):
        LineClient(base_url, "token")
