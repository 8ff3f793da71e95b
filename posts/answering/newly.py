"""What does screening find in a frozen revision that its drafter did not see?"""

from collections.abc import Mapping
from typing import Any, Final

from django.utils import timezone

from posts.answering.answers import says_why
from posts.answering.looking import look_at_content
from posts.content import Content
from posts.screening.findings import Finding, Severity
from posts.screening.moved_days import moved
from posts.screening.rules import relative_words
from posts.screening.timely import outdated

UNDECLARED: Final = "起案者が、内容を確かめたことを宣言していません。"


def newly_found(content: Content) -> tuple[Finding, ...]:
    """Findings of now that the revision did not settle: days have passed, lists have changed.

    Hints are left out: nothing depends on them any more.
    """
    known = settled(content)
    look = look_at_content(content, now=timezone.now())
    other_days = moved(look.draft, asked_for=content.send_at)
    told = {(one.place, one.start) for one in other_days}
    news = (
        finding
        for finding in look.findings
        if finding.key not in known and finding.severity is not Severity.HINTS
    )
    # The same words are not complained of twice.
    return (
        *other_days,
        *(
            finding
            for finding in news
            if finding.rule != relative_words.RULE.name
            or (finding.place, finding.start) not in told
        ),
    )


def against_approval(content: Content) -> tuple[Finding, ...]:
    """Those of them with which nobody may approve: what is wrong, and what time has made so."""
    return outdated(newly_found(content), settled(content))


def settled(content: Content) -> frozenset[str]:
    """The keys of the findings that the drafter saw, and answered where that was asked."""
    return frozenset(str(one["key"]) for one in content.findings if _is_settled(one))


def left_open(content: Content) -> tuple[str, ...]:
    """What the revision itself leaves open, in words; by the verbs no such revision is made."""
    found = tuple(str(one["words"]) for one in content.findings if not _is_settled(one))
    return found if content.declaration else (*found, UNDECLARED)


def _is_settled(frozen: Mapping[str, Any]) -> bool:
    if frozen["severity"] == Severity.ASKS:
        return says_why(str(frozen["answer"]))
    return bool(frozen["severity"] == Severity.HINTS)
