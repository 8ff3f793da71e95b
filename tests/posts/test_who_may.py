"""Who may edit, submit, withdraw and reopen a post, and when: the button and the verb agree."""

from collections.abc import Callable
from typing import Final

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import Role, Staff
from posts import drafts
from posts.choices import Status
from posts.declaration import EVERYTHING
from posts.models import Post
from posts.submission import submit
from tests.accounts.sign_in import sign_in
from tests.office import content, hire, out_of_office
from tests.posts.editor import DECLARED
from tests.posts.pages import Page
from tests.posts.states import post_in, undone

pytestmark = pytest.mark.django_db

VERBS: Final[dict[str, Callable[[Post, Staff], object]]] = {
    "edit": lambda post, staff: drafts.edit(
        post, actor=staff, version=post.version, fields=content()
    ),
    "submission": lambda post, staff: submit(
        post, actor=staff, version=post.version, declared=EVERYTHING
    ),
    "withdrawal": lambda post, staff: drafts.withdraw(post, actor=staff, reason="中止"),
    "reopening": lambda post, staff: drafts.reopen(post, actor=staff),
}
# Who may, in which states; whoever and whatever is not named here is refused.
SECTION: Final = {"drafter", "colleague"}
WITHOUT_OFFICE: Final = {"former drafter", "coming drafter"}
ALLOWED: Final[dict[str, dict[str, set[str]]]] = {
    "edit": {"draft": SECTION, "returned": SECTION},
    "submission": {"draft": SECTION, "returned": SECTION},
    "withdrawal": {
        "draft": SECTION,
        "returned": SECTION,
        "in_approval": SECTION | {"manager"},
    },
    "reopening": {"failed": SECTION, "withdrawn": SECTION, "stopped": SECTION},
}
BUTTONS: Final = {
    "edit": ("編集する",),
    "submission": ("承認の依頼へ進む",),
    "withdrawal": ("取り下げる",),
    "reopening": ("下書きに戻す",),
}
FORMS: Final[dict[str, dict[str, str]]] = {
    "edit": {},
    "submission": {"version": "1", **DECLARED},
    "withdrawal": {"reason": "中止"},
    "reopening": {},
}
Cast = dict[str, Staff]


@pytest.fixture
def cast(drafter: Staff, colleague: Staff, outsider: Staff, manager: Staff, auditor: Staff) -> Cast:
    reader = hire("4001", "三浦 修", "観光課", Role.AUDITOR)
    former = hire("4002", "沢田 結衣", "観光課", Role.DRAFTER)
    out_of_office(former)
    coming = hire("4003", "中村 翔", "観光課", Role.DRAFTER, since_days=-1)
    return {
        "drafter": drafter,
        "colleague": colleague,
        "outsider": outsider,
        "manager": manager,
        "auditor": auditor,
        "reader of the section": reader,
        "former drafter": former,
        "coming drafter": coming,
    }


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("verb", VERBS)
def test_the_verb_lets_through_those_who_may_and_nobody_else(
    verb: str, status: Status, cast: Cast
) -> None:
    post = post_in(status, cast["drafter"])
    through = {name for name, staff in cast.items() if _is_let_through(verb, post.pk, staff)}
    assert through == ALLOWED[verb].get(status.value, set())


@pytest.mark.parametrize("status", list(Status))
def test_the_page_offers_what_may_be_done_and_nothing_else(status: Status, cast: Cast) -> None:
    post = post_in(status, cast["drafter"])
    for name, staff in cast.items():
        if name in WITHOUT_OFFICE:
            continue  # who holds no office sees no post: tested below
        buttons = Page.of(_browser(staff).get(post.get_absolute_url())).buttons
        offered = {verb for verb, labels in BUTTONS.items() if set(labels) & set(buttons)}
        expected = {verb for verb, by in ALLOWED.items() if name in by.get(status.value, set())}
        assert offered == expected, name


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("verb", VERBS)
def test_a_button_that_is_hidden_is_also_refused(verb: str, status: Status, cast: Cast) -> None:
    post = post_in(status, cast["drafter"])
    for name in set(cast) - ALLOWED[verb].get(status.value, set()):
        address = f"{post.get_absolute_url()}{verb}/"
        answer = _browser(cast[name]).post(address, FORMS[verb])
        assert answer.status_code == (404 if name in WITHOUT_OFFICE else 403), name
    assert Post.objects.get().status == status
    assert Post.objects.get().changed_at == post.changed_at


@pytest.mark.parametrize("who", sorted(WITHOUT_OFFICE))
def test_who_holds_no_office_today_sees_no_post(who: str, cast: Cast) -> None:
    post = post_in(Status.SENT, cast["drafter"])
    browser = _browser(cast[who])
    assert browser.get(post.get_absolute_url()).status_code == 404
    assert post.title not in browser.get("/posts/").content.decode()
    assert post.title not in browser.get("/").content.decode()


def test_who_was_suspended_may_do_nothing(drafter: Staff) -> None:
    drafter.is_active = False
    drafter.save()
    post = post_in(Status.DRAFT, hire("4004", "沼田 潤", "観光課", Role.DRAFTER))
    assert not any(_is_let_through(verb, post.pk, drafter) for verb in VERBS)


def test_the_colleague_who_edits_and_submits_is_written_down(
    drafter: Staff, colleague: Staff
) -> None:
    post = drafts.create(actor=drafter, origin=Post().origin, fields=content())
    post = drafts.edit(post, actor=colleague, version=1, fields=content(text="直しました。"))
    revision = submit(post, actor=colleague, version=2, declared=EVERYTHING)
    assert revision.submitted_by == colleague
    assert set(post.contributors()) == {drafter, colleague}


def _is_let_through(verb: str, pk: int, staff: Staff) -> bool:
    try:
        with undone():
            VERBS[verb](Post.objects.get(pk=pk), Staff.objects.get(pk=staff.pk))
    except PermissionDenied:
        return False
    return True


def _browser(staff: Staff) -> Client:
    client = Client()
    sign_in(client, staff)
    return client
