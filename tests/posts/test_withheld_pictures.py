"""Is a picture kept from other sections as long as only posts under embargo use it (法2)?"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from media.models import Image, Item
from posts import drafts
from posts.models import Post
from tests.accounts.sign_in import sign_in
from tests.media.files import upload
from tests.office import content, write
from tests.posts.bubbles import TEXT
from tests.posts.picture_posts import bubble_with, post_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(folder: None) -> None:
    """The files of each test lie in a folder of their own."""


@pytest.fixture
def item(embargoed: Post, drafter: Staff) -> Image:
    """A picture in a post of 観光課 under embargo, and nowhere else."""
    found = upload(drafter, alt_text="新しい市民ホールの完成予想図。")
    fields = content(bubbles=[TEXT, bubble_with(found)], send_at=embargoed.send_at)
    drafts.edit(embargoed, actor=drafter, version=1, fields=fields)
    return found


def knows(staff: Staff, item: Item) -> bool:
    """By the list, by a search, and by its own page, which must agree."""
    client = Client()
    sign_in(client, staff)
    is_listed = item.get_absolute_url() in client.get("/library/").content.decode()
    found = client.get("/library/?q=市民ホール").content.decode()
    is_found = item.get_absolute_url() in found
    is_there = client.get(item.get_absolute_url()).status_code == 200
    assert is_listed == is_found == is_there
    return is_there


def test_other_sections_do_not_know_of_it(
    item: Image, outsider: Staff, administrator: Staff
) -> None:
    assert not knows(outsider, item)
    assert not knows(administrator, item)


def test_the_own_section_who_decides_and_who_audits_do(
    item: Image, drafter: Staff, colleague: Staff, manager: Staff, auditor: Staff
) -> None:
    assert all(knows(staff, item) for staff in (drafter, colleague, manager, auditor))


def test_afterwards_everybody_does(item: Image, embargoed: Post, outsider: Staff) -> None:
    over = timezone.now() - timedelta(seconds=1)
    Post.objects.filter(pk=embargoed.pk).update(embargo_until=over)
    assert knows(outsider, item)


def test_one_that_another_post_shows_openly_is_known(
    item: Image, drafter: Staff, outsider: Staff
) -> None:
    post_with(item, drafter)
    assert knows(outsider, item)


def test_one_that_is_used_by_no_post_is_known(drafter: Staff, outsider: Staff) -> None:
    assert knows(outsider, upload(drafter, alt_text="市民ホールの外観。"))


def test_a_section_cannot_hide_what_another_one_has_brought(
    embargoed: Post, drafter: Staff, outsider: Staff, administrator: Staff
) -> None:
    theirs = upload(outsider, alt_text="市民ホールの外観。")
    fields = content(bubbles=[TEXT, bubble_with(theirs)], send_at=embargoed.send_at)
    drafts.edit(embargoed, actor=drafter, version=1, fields=fields)
    assert knows(outsider, theirs)
    assert knows(administrator, theirs)


def test_without_any_embargo_nothing_is_withheld(drafter: Staff, outsider: Staff) -> None:
    write(drafter)
    item = upload(drafter, alt_text="市民ホールの外観。")
    post_with(item, drafter)
    assert knows(outsider, item)
