"""How a test answers what screening asks about a draft."""

from typing import Final

from django.utils import timezone

from accounts.models import Staff
from posts.answering.answers import give
from posts.answering.looking import look_at_post
from posts.models import Post
from posts.screening.engine import needing_answers
from posts.screening.findings import Finding

# Nobody is told whom to ask: that asks for an answer, in category 1.
ASKED_ABOUT: Final = "市役所本館の開庁時間をご案内します。"
WRONG_WEEKDAY: Final = "2027年4月29日（金）に開きます。"
RIGHT_WEEKDAY: Final = "2027年4月29日（木）に開きます。"
ANSWER: Final = "課の代表番号は、本庁舎の移転中のため載せません。"


def findings_of(post: Post) -> tuple[Finding, ...]:
    return look_at_post(Post.objects.get(pk=post.pk), now=timezone.now()).findings


def answer_all(post: Post, actor: Staff, words: str = ANSWER) -> list[str]:
    """Answer whatever needs an answer; the keys of the findings."""
    keys = [finding.key for finding in needing_answers(findings_of(post))]
    give(post, actor=actor, said=dict.fromkeys(keys, words))
    return keys
