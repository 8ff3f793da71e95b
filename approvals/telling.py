"""Who hears by mail what became of a request: those whose post it is, and the others asked."""

from django.conf import settings

from accounts import notices
from accounts.models import Staff
from posts.concerned import those_concerned
from posts.models import Call, Revision


def tell_those_concerned(revision: Revision, *, subject: str, words: str) -> None:
    """What was done with their post; the mail holds no word of it beyond its title."""
    for person in those_concerned(revision):
        _tell(person, revision, subject=subject, words=words)


def tell_the_others_asked(revision: Revision, *, actor: Staff, done: str) -> None:
    """That nothing is left to do, to everybody else who was asked for the last word."""
    asked = Call.objects.filter(revision=revision, step=None).exclude(staff=actor)
    concerned = {person.pk for person in those_concerned(revision)}
    for call in asked.exclude(staff__in=concerned).select_related("staff"):
        _tell(
            call.staff,
            revision,
            subject=f"対応は不要になりました：{revision.post.title_in_mails}",
            words=f"決裁を依頼していた投稿について、{actor.with_section}が{done}。",
        )


def _tell(person: Staff, revision: Revision, *, subject: str, words: str) -> None:
    post = revision.post
    notices.tell(
        person,
        subject=subject,
        body=f"件名：{post.title_in_mails}\n\n{words}\n\n{settings.SITE_URL}{post.get_absolute_url()}\n",
    )
