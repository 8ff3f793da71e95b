"""What does screening find in a frozen revision that its drafter did not see?"""

from django.utils import timezone

from posts.answering.looking import look_at_content
from posts.content import Content
from posts.screening.findings import Finding, Severity


def newly_found(content: Content) -> tuple[Finding, ...]:
    """Findings of now that are not part of the revision: days have passed, lists have changed.

    Hints are left out: nothing depends on them any more.
    """
    known = {one["key"] for one in content.findings}
    look = look_at_content(content, now=timezone.now())
    return tuple(
        finding
        for finding in look.findings
        if finding.key not in known and finding.severity is not Severity.HINTS
    )
