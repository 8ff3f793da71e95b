"""What a post is made of: bubbles of six kinds, each read strictly and sent as LINE wants it."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from accounts.models import Staff
from line.messages import broadcast_body, words_of
from posts import drafts
from posts.bubbles import choices, new, read, text_of
from posts.composing import composed
from posts.content import alts_of
from posts.content import read as content_in
from posts.declaration import EVERYTHING
from posts.models import Post
from posts.submission import NotReady, submit
from tests.line.calls import BROADCAST, call
from tests.office import content, write
from tests.posts.answering import answer_all
from tests.posts.bubbles import EMERGENCY, NOTICE, TEXT, WRITTEN, pictures
from tests.standin import StandIn

pytestmark = pytest.mark.django_db

MALFORMED: Final[dict[str, Any]] = {
    "no list": {"0": TEXT},
    "six": [{**TEXT, "id": f"0000000{number}"} for number in range(6)],
    "no object": ["本文"],
    "unknown kind": [{**TEXT, "kind": "hologram"}],
    "no id": [{"kind": "text", "text": "本文"}],
    "made-up id": [{**TEXT, "id": "../../etc"}],
    "the same id twice": [TEXT, TEXT],
    "text that is none": [{**TEXT, "text": 5}],
    "unknown part": [{**TEXT, "html": "<b>"}],
    "picture that is no number": [{"id": "0000000a", "kind": "image", "image": "1", "alt": ""}],
    "yes as a picture": [{"id": "0000000a", "kind": "image", "image": True, "alt": ""}],
    "nowhere": [{**WRITTEN["location"], "latitude": float("nan")}],
    "unknown card": [{**NOTICE, "template": "advertisement"}],
    "unknown field of a card": [{**NOTICE, "fields": {"price": "100円"}}],
    "fields that are none": [{**NOTICE, "fields": "内容"}],
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.mark.parametrize("stored", WRITTEN.values(), ids=WRITTEN.keys())
def test_what_is_stored_is_read_and_stored_alike(stored: dict[str, Any]) -> None:
    (bubble,) = read([stored])
    assert bubble.stored() == stored
    assert all(
        words in json.dumps(stored, ensure_ascii=False) for words in text_of([bubble]).split("\n")
    )


@pytest.mark.parametrize("stored", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_wrong_shape_is_not_read_and_not_saved(stored: Any, drafter: Staff) -> None:
    with pytest.raises(ValueError, match=r"bubble|must be|card"):
        read(stored)
    with pytest.raises(ValueError, match=r"bubble|must be|card"):
        write(drafter, bubbles=stored)
    assert not Post.objects.exists()


@pytest.mark.parametrize("stored", ['{"a": 1}', '"text"', "[1, 2, 3, 4, 5, 6]", "null"])
def test_postgresql_too_holds_a_list_of_at_most_five(stored: str, drafter: Staff) -> None:
    post = write(drafter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(bubbles=json.loads(stored))
    Post.objects.filter(pk=post.pk).update(bubbles=[*WRITTEN.values()])
    assert len(Post.objects.get().bubbles) == 5


@pytest.mark.parametrize(("kind", "label"), choices())
def test_every_kind_that_is_offered_can_be_made_and_kept(kind: str, label: str) -> None:
    bubble = new(kind)
    assert (bubble.kind, bubble.name) == (kind, label)
    assert read([bubble.stored()]) == (bubble,)


@pytest.mark.parametrize("kind", ["", "card", "card-advert", "text-notice", "hologram"])
def test_no_other_kind_can_be_made(kind: str) -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        new(kind)


def test_the_stand_in_takes_every_kind_as_it_is_submitted(
    drafter: Staff, line_platform: StandIn
) -> None:
    for stored in ([*WRITTEN.values()], [TEXT, *pictures(drafter)]):
        post = write(drafter, bubbles=stored)
        answer_all(post, drafter)
        frozen = content_in(submit(post, actor=drafter, version=1, declared=EVERYTHING).canonical)
        body = json.loads(broadcast_body(list(frozen.messages)))
        assert call(line_platform, "POST", BROADCAST, body).status == 200
        assert len(frozen.messages) == len(stored)


def test_the_decision_covers_every_byte_and_word_of_a_picture(drafter: Staff) -> None:
    plain, linked, film = pictures(drafter)
    messages, media = composed(read([plain, linked, film]))
    assert [medium["sha256"] in medium["address"] for medium in media] == [True] * 3
    # Without words of its own a bubble has those of the library.
    assert [medium["alt"] for medium in media] == [
        "朝市の人出",
        alts_of(composed(read([{**plain, "alt": ""}]))[1])[0],
        "朝市のようす",
    ]
    assert media[1]["alt"] not in {"", "朝市の人出"}
    assert messages[1]["altText"] == f"{media[1]['alt']}\n会場図を見る"


def test_the_alternative_text_of_a_card_holds_all_its_words() -> None:
    (message,) = composed(read([EMERGENCY]))[0]
    assert message["altText"] == words_of([message])[0]
    for words in (
        "緊急のお知らせ",
        "湊町に避難指示",
        "湊公民館",
        "ハザードマップを見る",
        "詳しく見る",
    ):
        assert words in message["altText"]


@pytest.mark.parametrize("wordless", ["no bubble", "pictures", "place"])
def test_a_post_needs_words_of_its_own(wordless: str, drafter: Staff) -> None:
    stored = {
        "no bubble": [],
        "pictures": pictures(drafter),
        "place": [WRITTEN["location"]],
    }[wordless]
    post = write(drafter, bubbles=stored)
    with pytest.raises(NotReady) as refused:
        submit(post, actor=drafter, version=1, declared=EVERYTHING)
    assert set(refused.value.problems) == {"bubbles"}
    post = drafts.edit(post, actor=drafter, version=1, fields=content(bubbles=[*stored, NOTICE]))
    answer_all(post, drafter)
    assert submit(post, actor=drafter, version=post.version, declared=EVERYTHING)


MISSING: Final = {
    "title of a card": ({**NOTICE, "title": " "}, "title", "題名を入力してください。"),
    "place of an event": (
        {**WRITTEN["event"], "fields": {"date": "3月14日（日）"}},
        "place",
        "場所を入力してください。",
    ),
    "address that is none": ({**NOTICE, "url": "http://example.jp/"}, "url", "https:// で始まる"),
    "host of other letters": ({**NOTICE, "url": "https://www.ćity.jp/"}, "url", "https://"),
    "degrees": ({**WRITTEN["location"], "longitude": None}, "longitude", "経度を入力"),
    "degrees nowhere": ({**WRITTEN["location"], "latitude": 91.0}, "latitude", "例：40.5123"),
    "picture": ({"id": "0000000a", "kind": "image", "image": None, "alt": "海"}, "image", "選んで"),
}


@pytest.mark.parametrize(("stored", "field", "message"), MISSING.values(), ids=MISSING.keys())
def test_what_is_missing_is_said_at_the_field_of_the_bubble(
    stored: dict[str, Any], field: str, message: str, drafter: Staff
) -> None:
    post = write(drafter, bubbles=[TEXT, stored])
    with pytest.raises(NotReady) as refused:
        submit(post, actor=drafter, version=1, declared=EVERYTHING)
    assert message in refused.value.problems.pop(f"{stored['id']}-{field}")
    # A strange address is asked about as well; any other problem would be one too many.
    assert {name.partition("-")[0] for name in refused.value.problems} <= {"answer"}
