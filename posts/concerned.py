"""Who is told what became of a revision that was asked about?"""

from django.utils import timezone

from accounts import appointments
from accounts.models import Role, Staff
from posts.models import Revision
from posts.permissions import decides, writes


def those_concerned(revision: Revision) -> tuple[Staff, ...]:
    """Who asked for the approval, and whoever can go on with the post now; never nobody.

    The two differ once somebody who decides has changed the time, or who asked has left the
    section: then the last of the earlier ones who still writes for it is told, or, when there is
    none, every drafter of the section.
    """
    asked = revision.submitted_by
    if writes(asked, revision.post):
        return (asked,)
    told = (asked,) if decides(asked) else ()
    return (*told, *_who_goes_on(revision)) or (asked,)


def _who_goes_on(revision: Revision) -> list[Staff]:
    post = revision.post
    earlier = post.revisions.select_related("submitted_by__section").order_by("-number")
    for one in (*(before.submitted_by for before in earlier), post.drafter):
        if one.is_active and writes(one, post):
            return [one]
    found = appointments.holders(Role.DRAFTER, on=timezone.localdate())
    return list(found.filter(section=post.section).exclude(pk=revision.submitted_by_id))
