"""The bubbles of a post in the editor: one small form each, in their order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.datastructures import MultiValueDict

from posts.bubbles import MOST, Bubble, choices, new, text_of
from posts.bubbles.bubble import ID
from posts.bubbles.checking import faults
from posts.bubbles.degrees import degrees_in
from posts.bubbles.naming import name_in_form
from posts.form_fields import field_for, kept, read_off
from posts.known_places import Place, known_places

# Removed ones stay in the form until it is left, so more can come back than a post may hold.
MOST_SENT: Final = 4 * MOST


class BubbleForm(forms.Form):
    """One bubble: its fields, and whether it has been taken out.

    `data` is judged; what is only `typed` stands in the boxes without a word about it.
    """

    def __init__(
        self,
        bubble: Bubble,
        data: MultiValueDict[str, Any] | None = None,
        *,
        is_removed: bool = False,
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, prefix=bubble.id)
        self.bubble, self.is_removed = bubble, is_removed
        # The fields that somebody else has filled in differently meanwhile.
        self.differing: set[str] = set()
        self.required_for_submission = {one.name for one in bubble.fields if one.is_required}
        for one in bubble.fields:
            sent = data if typed is None else typed
            name = name_in_form(bubble.id, one.name)
            value = bubble.value(one.name) if sent is None else sent.get(name)
            self.fields[one.name] = field_for(one)
            self.initial[one.name] = value

    def clean(self) -> dict[str, Any]:
        cleaned = {
            one.name: kept(one, self.cleaned_data[one.name])
            for one in self.bubble.fields
            if one.name in self.cleaned_data
        }
        for name, problem in faults(self.bubble.filled(cleaned)).items():
            if name in cleaned:
                self.add_error(name, problem)
        return cleaned

    def typed(self) -> Bubble:
        """The bubble as it stands in the boxes, right or wrong."""
        fields = self.bubble.fields
        return self.bubble.filled(
            {one.name: read_off(one, self[one.name].value()) for one in fields}
        )

    @property
    def picked(self) -> list[str]:
        """The fields that are filled by choosing from the library."""
        return [one.name for one in self.bubble.fields if one.holds in {"image", "video"}]

    @property
    def lengths(self) -> list[tuple[str, int, int]]:
        """What the count below a bubble of text says: id, length so far, limit."""
        one = self.bubble.fields[0]
        if self.bubble.kind != "text" or one.limit is None:
            return []
        return [(self.bubble.id, one.limit.length_of(self.typed().value("text")), one.limit.value)]


class BubbleForms:
    """All of them. `problem` is what concerns the post as a whole."""

    def __init__(self, shown: Iterable[BubbleForm]) -> None:
        self.all = list(shown)
        self.problem = ""

    def __iter__(self) -> Iterator[BubbleForm]:
        return iter(self.all)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What may be added: kind and words, in the order of the buttons."""
        return choices()

    @property
    def kept(self) -> list[BubbleForm]:
        """Those that have not been taken out."""
        return [form for form in self.all if not form.is_removed]

    @property
    def places(self) -> list[Place]:
        """Which places are offered; one query."""
        return known_places()

    @property
    def most(self) -> int:
        """How many a post may hold."""
        return MOST

    @property
    def is_full(self) -> bool:
        """Is there no room for one more?"""
        return len(self.kept) >= MOST

    @property
    def has_errors(self) -> bool:
        """Is anything to be mended?"""
        return bool(self.problem) or any(form.errors for form in self.kept)

    def is_valid(self) -> bool:
        """May they be kept as a draft?"""
        if len(self.kept) > MOST:
            self.problem = f"吹き出しは{MOST}つまでです。"
        return not self.has_errors

    def typed(self) -> list[Bubble]:
        """The bubbles as they stand in the boxes."""
        return [form.typed() for form in self.kept]

    def stored(self) -> list[dict[str, Any]]:
        """What `Post.bubbles` would hold."""
        return [bubble.stored() for bubble in self.typed()[:MOST]]

    def text(self) -> str:
        """All words, for a page that gives them back to be copied."""
        return text_of(self.typed())

    def add_problem(self, name: str, message: str) -> bool:
        """Tell a problem at the field that the form names so; False when it names none."""
        for form in self.kept:
            for field in form.fields:
                if name_in_form(form.bubble.id, field) == name:
                    if field not in form.errors:
                        form.add_error(field, message)
                    return True
        return False

    def add_problems(self, found: Mapping[str, str]) -> None:
        """Tell each problem at its field; what belongs to none concerns all of them."""
        for name, message in found.items():
            if not self.add_problem(name, message):
                self.problem = self.problem or message


def read_from(data: Mapping[str, Any], *, is_judged: bool = True) -> BubbleForms:
    """The bubbles that a browser has sent: `bubble` names their ids in order.

    Unless `is_judged` they are only taken up, and nothing is said about what is in them.
    """
    sent = _placed(data) if isinstance(data, MultiValueDict) else MultiValueDict()
    removed = set(sent.getlist("removed"))
    found: dict[str, BubbleForm] = {}
    for identity in sent.getlist("bubble")[:MOST_SENT]:
        try:
            bubble = new(str(sent.get(name_in_form(identity, "kind"), "")), identity=identity)
        except ValueError:
            continue
        if not ID.fullmatch(identity) or identity in found:
            continue
        found[identity] = BubbleForm(
            bubble, sent if is_judged else None, is_removed=identity in removed, typed=sent
        )
    return BubbleForms(found.values())


def showing(bubbles: Sequence[Bubble]) -> BubbleForms:
    """The bubbles as they are stored."""
    return BubbleForms(BubbleForm(bubble) for bubble in bubbles)


def sent_back(bubbles: Sequence[Bubble]) -> dict[str, list[Any]]:
    """What a browser would send for these bubbles."""
    found: dict[str, list[Any]] = {"bubble": [bubble.id for bubble in bubbles]}
    for bubble in bubbles:
        found[name_in_form(bubble.id, "kind")] = [bubble.kind]
        for one in bubble.fields:
            value = bubble.value(one.name)
            found[name_in_form(bubble.id, one.name)] = ["" if value is None else value]
    return found


def _placed(data: MultiValueDict[str, Any]) -> MultiValueDict[str, Any]:
    """Both degrees in their boxes, where an address copied from a map stands in the first."""
    found = data
    for identity in data.getlist("bubble")[:MOST_SENT]:
        first, second = (name_in_form(identity, name) for name in ("latitude", "longitude"))
        if degrees := degrees_in(str(data.get(first, ""))):
            found = found.copy()
            found[first], found[second] = degrees
    return found
