"""Who hears by mail what became of a request: those whose post it is, and the others asked."""

from accounts.models import Staff
from posts.concerned import tell_about, those_concerned
from posts.models import Call, Revision


def tell_those_concerned(revision: Revision, *, subject: str, words: str) -> None:
    """What was done with their post; the mail holds no word of it beyond its title."""
    for person in those_concerned(revision):
        tell_about(person, revision.post, subject=subject, words=words)


def tell_the_others_asked(revision: Revision, *, actor: Staff, done: str) -> None:
    """That nothing is left to do, to everybody else who was asked for the last word."""
    asked = Call.objects.filter(revision=revision, step=None).exclude(staff=actor)
    concerned = {person.pk for person in those_concerned(revision)}
    for call in asked.exclude(staff__in=concerned).select_related("staff"):
        tell_about(
            call.staff,
            revision.post,
            subject="対応は不要になりました",
            words=f"決裁を依頼していた投稿について、{actor.with_section}が{done}。",
        )
