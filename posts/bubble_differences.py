"""What differs between the bubbles that were saved and those that were typed?"""

from collections.abc import Iterator, Sequence

from posts.bubbles import Bubble
from posts.bubbles.naming import name_in_form
from posts.comparing import Difference, compared, replaced


def differences_of_bubbles(saved: Sequence[Bubble], typed: Sequence[Bubble]) -> list[Difference]:
    """Field by field where both have the bubble; whole bubbles where only one has it; the order."""
    before = {bubble.id: bubble for bubble in saved}
    after = {bubble.id: bubble for bubble in typed}
    found: list[Difference] = []
    for place, bubble in enumerate(typed, 1):
        called = _called(place, bubble, typed)
        if bubble.id in before:
            found += _changed(before[bubble.id], bubble, called)
        else:
            found.append(replaced(bubble.id, f"追加：{called or bubble.name}", "", _all(bubble)))
    for place, bubble in enumerate(saved, 1):
        if bubble.id not in after:
            called = _called(place, bubble, saved) or bubble.name
            found.append(replaced(bubble.id, f"削除：{called}", _all(bubble), ""))
    kept = [bubble for bubble in saved if bubble.id in after]
    if [bubble.id for bubble in kept] != [one.id for one in typed if one.id in before]:
        found.append(replaced("bubbles", "吹き出しの順番", _order(saved), _order(typed)))
    return found


def _changed(saved: Bubble, typed: Bubble, called: str) -> Iterator[Difference]:
    for field in typed.fields:
        before, after = _words(saved, field.name), _words(typed, field.name)
        if before != after:
            label = f"{called}：{field.label}" if called else field.label
            yield Difference(name_in_form(typed.id, field.name), label, compared(before, after))


def _called(place: int, bubble: Bubble, among: Sequence[Bubble]) -> str:
    """Where there is only one, its number would only puzzle."""
    return f"{place}つ目（{bubble.name}）" if len(among) > 1 else ""


def _all(bubble: Bubble) -> str:
    return "\n".join(bubble.words()) or bubble.name


def _order(bubbles: Sequence[Bubble]) -> str:
    return "、".join(f"{place} {bubble.name}" for place, bubble in enumerate(bubbles, 1))


def _words(bubble: Bubble, field: str) -> str:
    value = bubble.value(field)
    return "" if value is None else str(value)
