"""Two people wrote at one draft: what do both contents make together, and what is to be chosen?"""

from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from django.http import QueryDict

from posts import forms, schedule_form
from posts.answering.answers import PREFIX
from posts.asides import Form, typed_in
from posts.bases import ORDER, Parts, base_of, copy_of, parts_of, read_base
from posts.bubbles.naming import name_in_form
from posts.comparing import Difference
from posts.conflicts import KEYS
from posts.field_differences import differences_of
from posts.models import Post
from posts.weaving import woven

CHOICE: Final = "choice-"
THEIRS: Final = "theirs"


@dataclass(frozen=True)
class Merged:
    """`sent` is what a browser would send for both together; `contested` names what both changed,
    where it holds what was typed; `taken` is what only the others changed."""

    sent: QueryDict
    contested: frozenset[str]
    taken: tuple[Difference, ...]
    # Is it known what the page showed, and does anything differ from what is saved now?
    is_sure: bool
    is_same: bool


def merged(typed: Form, post: Post) -> Merged:
    """What was typed into a valid form, with what was saved in the meantime."""
    base = read_base(str(typed.data.get("base", "")))
    before = typed_in(typed, post)
    mine, theirs = parts_of(before), parts_of(copy_of(post))
    sent = _copied(typed)
    contested = _fields(sent, post, (mine, theirs, base))
    if "bubble" in sent:
        weave = woven(mine, theirs, base)
        contested |= weave.contested
        _lay(sent, post, weave.order)
    sent["version"], sent["base"] = str(post.version), base_of(post)
    after = typed_in(type(typed)(sent), post)
    return Merged(
        sent=sent,
        contested=frozenset(contested),
        taken=tuple(differences_of(before, after)),
        is_sure=base is not None,
        is_same=parts_of(after) == theirs,
    )


def with_choices(sent: QueryDict, post: Post) -> QueryDict:
    """What was sent, with what is saved wherever 「相手の内容」 was chosen."""
    names = [name.removeprefix(CHOICE) for name in sent if name.startswith(CHOICE)]
    if not names:
        return sent
    changed = sent.copy()
    saved = as_sent(post)
    for name in names:
        choice = changed.pop(f"{CHOICE}{name}")[-1]
        if choice == THEIRS:
            _choose(changed, saved, name)
    return changed


def as_sent(post: Post) -> QueryDict:
    """What a browser would send for the working copy, from both pages of the editor."""
    found = QueryDict(mutable=True)
    for name, values in forms.sent_back(post).lists():
        found.setlist(name, [str(value) for value in values])
    for name, value in schedule_form.shown(post).items():
        found.setlist(name, _boxes(value))
    for key, words in copy_of(post)["answers"].items():
        found[f"{PREFIX}{key}"] = words
    return found


def _copied(typed: Form) -> QueryDict:
    data = typed.data
    return data.copy() if isinstance(data, QueryDict) else QueryDict(mutable=True)


def _fields(sent: QueryDict, post: Post, sides: tuple[Parts, Parts, Parts | None]) -> set[str]:
    """Take over what only the others changed; the names of what both did."""
    mine, theirs, base = sides
    saved, contested = as_sent(post), set[str]()
    alone = {*mine.order} ^ {*theirs.order}
    for name in {**mine.digits, **theirs.digits}:
        here, there = mine.digits.get(name), theirs.digits.get(name)
        if here == there or name.partition("-")[0] in alone:
            continue
        was = base.digits.get(name) if base else None
        if here == was and (base or name.startswith(PREFIX)):
            _take(sent, saved, name)
        elif base is None or there != was:
            contested.add(name)
    return contested


def _take(sent: QueryDict, saved: QueryDict, name: str) -> None:
    for key in KEYS.get(name, (name,)):
        if saved.getlist(key):
            sent.setlist(key, saved.getlist(key))
        elif key in sent:
            sent[key] = ""


def _lay(sent: QueryDict, post: Post, order: tuple[str, ...]) -> None:
    known = sent.getlist("bubble")
    saved = as_sent(post)
    for one in order:
        if one not in known or one in sent.getlist("removed"):
            _bring(sent, saved, one)
    sent.setlist("bubble", list(order))
    sent.setlist("removed", [])


def _bring(sent: QueryDict, saved: QueryDict, identity: str) -> None:
    for key in saved:
        if key.startswith(name_in_form(identity, "")):
            sent.setlist(key, saved.getlist(key))


def _choose(sent: QueryDict, saved: QueryDict, name: str) -> None:
    here, there = sent.getlist("bubble"), saved.getlist("bubble")
    if name in there:
        _bring(sent, saved, name)
        sent.setlist("bubble", [*(one for one in here if one != name), name])
        sent.setlist("removed", [one for one in sent.getlist("removed") if one != name])
    elif name in here:
        sent.setlist("bubble", [one for one in here if one != name])
    elif name != ORDER:
        _take(sent, saved, name)


def _boxes(value: Any) -> list[str]:
    if isinstance(value, bool):
        return ["on"] if value else []
    if isinstance(value, time):
        return [f"{value:%H:%M}"]
    if isinstance(value, date):
        return [f"{value:%Y-%m-%d}"]
    return ["" if value is None else str(value)]
