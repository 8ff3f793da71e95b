"""How an item of the library is kept right: its words corrected, its use ended and begun again."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from media.models import Item, Wording
from media.permissions import demand, why_not_look_after


class ChangedMeanwhile(Exception):
    """Somebody else was faster; nothing was written."""


def describe(item: Item, *, actor: Staff, seen: str, alt_text: str) -> None:
    """Another alternative text, from now on; `seen` is the one that the actor had before them.

    Posts keep the words they were submitted with. Raises PermissionDenied, ChangedMeanwhile.
    """
    demand(why_not_look_after(actor, item))
    if alt_text == seen:
        return
    with transaction.atomic():
        if not Item.objects.filter(pk=item.pk, alt_text=seen).update(alt_text=alt_text):
            raise ChangedMeanwhile(f"item {item.pk} has other words by now")
        wording = Wording.objects.create(item_id=item.pk, alt_text=alt_text, by=actor)
        _record(Action.MEDIA_DESCRIBED, item, actor, wording=wording.pk)
    item.refresh_from_db()


def retire(item: Item, *, actor: Staff) -> None:
    """使用終了: offered to no new post any more; what was sent stays as it is.

    Raises PermissionDenied. An item that is retired already is left as it is.
    """
    demand(why_not_look_after(actor, item))
    with transaction.atomic():
        if Item.objects.filter(pk=item.pk, retired_at=None).update(
            retired_at=timezone.now(), retired_by=actor
        ):
            _record(Action.MEDIA_RETIRED, item, actor)
    item.refresh_from_db()


def offer(item: Item, *, actor: Staff) -> None:
    """Offered to posts again. Raises PermissionDenied, also while the same is offered anyway."""
    demand(why_not_look_after(actor, item))
    demand(_why_not_twice(item))
    with transaction.atomic():
        if Item.objects.filter(pk=item.pk, retired_at__isnull=False).update(
            retired_at=None, retired_by=None
        ):
            _record(Action.MEDIA_OFFERED, item, actor)
    item.refresh_from_db()


def _why_not_twice(item: Item) -> str:
    if not item.twins().exclude(pk=item.pk).exists():
        return ""
    return f"同じ{item.kind}が登録し直されているため、こちらを使えるようにする必要はありません。"


def _record(action: Action, item: Item, actor: Staff, **detail: int) -> None:
    trail.record(action, target=item.as_target, actor=actor.as_actor(), detail=detail)
