"""What has changed in a revision since the last one that was decided on, or asked about?"""

from dataclasses import dataclass

from posts import states
from posts.comparing import Difference, replaced
from posts.content import Content, read
from posts.field_differences import differences_of
from posts.kinds.choices import Level
from posts.models import Revision


@dataclass(frozen=True)
class Change:
    """The earlier revision, what was decided on it (may be empty), and each difference."""

    before: Revision
    decided: str
    differences: tuple[Difference, ...]


def change_of(revision: Revision, content: Content) -> Change | None:
    """What differs from the revision decided on last, else from the one before; None at first."""
    earlier = revision.post.revisions.filter(number__lt=revision.number).order_by("-number")
    found = list(earlier.select_related("decision__decider__section", "state"))
    if not found:
        return None
    before = next((one for one in found if hasattr(one, "decision")), found[0])
    return Change(before, _decided(before), tuple(_differences(before, revision, content)))


def _decided(before: Revision) -> str:
    if not hasattr(before, "decision"):
        return ""
    decision = before.decision
    return f"{decision.decider.with_section}の{decision.get_outcome_display()}"


def _differences(before: Revision, revision: Revision, content: Content) -> list[Difference]:
    old = _content(before)
    found: list[Difference] = []
    if hasattr(before, "state") and hasattr(revision, "state"):
        found = differences_of(states.read(before.state.fields), states.read(revision.state.fields))
    if old is None:
        return found
    return [*found, *_beside_the_words(old, content), *_unexplained(old, content, found)]


def _beside_the_words(old: Content, new: Content) -> list[Difference]:
    if old.level == new.level:
        return []
    was, now = (Level(one.level).label if one.level else "なし" for one in (old, new))
    return [replaced("level", "警戒レベル", was, now)]


def _unexplained(old: Content, new: Content, found: list[Difference]) -> list[Difference]:
    """What is sealed differs, and nothing above says so: say at least that."""
    is_same = (old.messages, old.media) == (new.messages, new.media)
    if is_same or found:
        return []
    return [replaced("messages", "吹き出しの中", "", "画像、リンク先などが変わりました。")]


def _content(revision: Revision) -> Content | None:
    try:
        return read(revision.canonical)
    except ValueError:
        return None
