"""The pages of the lists: seen, changed and taken along by administrators."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from posts.screening_lists.choices import ListKind, WordKind
from posts.screening_lists.models import ListChange
from posts.screening_lists.reading import current_lists, entries
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db

WHY = "観光課からの申出による。"


def test_the_menu_leads_there(as_administrator: Client, as_drafter: Client) -> None:
    address = reverse("screening_lists")
    assert address in as_administrator.get(reverse("home")).content.decode()
    assert address not in as_drafter.get(reverse("home")).content.decode()


@pytest.mark.parametrize("kind", ListKind)
def test_every_list_is_shown_whole(kind: ListKind, as_administrator: Client) -> None:
    page = as_administrator.get(reverse("screening_list", args=[kind])).content.decode()
    assert entries(kind)
    assert all(entry.value in page for entry in entries(kind))
    assert "はじめから" in page
    assert "変更はまだありません" in page


def test_an_entry_is_added_and_shown_with_who_when_and_why(as_administrator: Client) -> None:
    address = reverse("screening_list", args=[ListKind.WORD])
    sent = {"group": WordKind.HEARSAY, "value": "聞きかじり", "advice": "確かめてください。"}
    response = as_administrator.post(address, {**sent, "reason": WHY}, follow=True)
    page = response.content.decode()
    assert "一覧に追加しました" in page
    assert page.count("聞きかじり") >= 2
    assert page.count("高橋 誠一") >= 2
    assert WHY in page


def test_what_is_missing_or_wrong_is_said_at_the_field(as_administrator: Client) -> None:
    address = reverse("screening_list", args=[ListKind.DOMAIN])
    page = as_administrator.post(address, {}).content.decode()
    assert "内容を入力してください" in page
    assert "追加の理由を入力してください" in page
    page = as_administrator.post(address, {"value": "co.jp", "reason": WHY}).content.decode()
    assert "範囲が広すぎます" in page
    assert not ListChange.objects.exists()


def test_an_entry_is_removed_with_a_reason(as_administrator: Client) -> None:
    entry = next(entry for entry in entries(ListKind.DOMAIN) if entry.value == "jma.go.jp")
    address = reverse("screening_list_removal", args=[entry.key])
    assert "jma.go.jp" in as_administrator.get(address).content.decode()
    assert "理由を入力" in as_administrator.post(address, {}).content.decode()
    page = as_administrator.post(address, {"reason": WHY}, follow=True).content.decode()
    assert "一覧から削除しました" in page
    assert "「jma.go.jp」を削除しました" in page
    assert "jma.go.jp" not in current_lists().domains
    assert as_administrator.get(address).status_code == 404


def test_a_list_is_taken_along_as_csv(as_administrator: Client) -> None:
    as_administrator.post(
        reverse("screening_list", args=[ListKind.NAME]),
        {"value": "=八戸太郎", "reason": WHY},
    )
    response = as_administrator.get(reverse("screening_list_csv", args=[ListKind.NAME]))
    assert response["Cache-Control"] == "no-store"
    text = response.content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert head[1] == "内容"
    assert len(rows) == len(entries(ListKind.NAME))
    (added,) = (row for row in rows if row[4])
    assert added[1] == "'=八戸太郎"
    assert added[3] == WHY


def test_a_list_that_is_not_there_is_not_found(as_administrator: Client) -> None:
    for view in ("screening_list", "screening_list_csv"):
        assert as_administrator.get(reverse(view, args=["colours"])).status_code == 404


def test_the_lists_are_read_with_one_query(
    as_administrator: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    as_administrator.post(
        reverse("screening_list", args=[ListKind.DOMAIN]),
        {"value": "ferry.example.jp", "reason": WHY},
    )
    with django_assert_num_queries(1):
        assert "ferry.example.jp" in current_lists().domains


def test_words_stand_by_their_kind_and_the_obscene_ones_last(as_administrator: Client) -> None:
    groups = [entry.group for entry in entries(ListKind.WORD)]
    assert list(dict.fromkeys(groups)) == WordKind.values
    assert (groups[0], groups[-1]) == (WordKind.DISCRIMINATING, WordKind.OBSCENE)


@pytest.mark.parametrize(("chosen", "is_whole"), [("hearsay", False), ("", True), ("x", True)])
def test_one_kind_of_words_can_be_looked_at(
    chosen: str, is_whole: bool, as_administrator: Client
) -> None:
    address = reverse("screening_list", args=[ListKind.WORD])
    page = Page.of(as_administrator.get(f"{address}?group={chosen}"))
    rows = [words_of(row) for row in page.root.iter("tr")][1:]
    assert any("伝聞・うわさ" in row for row in rows)
    assert any("差別につながる言葉" in row for row in rows) is is_whole
