"""Who decides on an emergency by the roster: only people whose turn still counts."""

import pytest

from accounts.models import Staff
from posts.kinds.choices import Kind
from posts.models import Post
from posts.routing.choices import Capacity
from posts.routing.deciders import authority_of
from tests.office import out_of_office, write
from tests.personnel.rosters import put_on_duty

pytestmark = pytest.mark.django_db


def an_emergency(drafter: Staff) -> Post:
    post = write(drafter)
    post.kind = Kind.EMERGENCY  # asked of the post in hand: how one comes to be is another matter
    return post


def test_who_is_on_duty_decides_on_emergencies_only(
    drafter: Staff, reviewer: Staff, manager: Staff
) -> None:
    emergency, ordinary = an_emergency(drafter), write(drafter)
    assert authority_of(reviewer, emergency) is None
    duty = put_on_duty(reviewer, by=manager)
    found = authority_of(reviewer, emergency)
    assert found is not None
    assert (found.capacity, found.duty) == (Capacity.ON_DUTY, duty)
    assert authority_of(reviewer, ordinary) is None


def test_who_lost_the_role_decides_no_more(drafter: Staff, reviewer: Staff, manager: Staff) -> None:
    emergency = an_emergency(drafter)
    put_on_duty(reviewer, by=manager)
    out_of_office(reviewer)
    assert authority_of(reviewer, emergency) is None


def test_who_wrote_it_does_not_decide_on_duty_either(drafter: Staff, manager: Staff) -> None:
    emergency = an_emergency(drafter)
    put_on_duty(drafter, by=manager)
    assert authority_of(drafter, emergency) is None
