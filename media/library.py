"""Which pictures and films the library shows: by words, section, kind and standing."""

from collections.abc import Mapping

from django.db.models import Q, TextChoices

from accounts.models import Section, Staff
from media.models import Item, ItemQuerySet


class Kind(TextChoices):
    """What an item is."""

    IMAGE = "image", "画像"
    VIDEO = "video", "動画"


class Standing(TextChoices):
    """Whether it is offered to new posts."""

    OFFERED = "offered", "使えるもの"
    RETIRED = "retired", "使用終了"


def find(staff: Staff, query: Mapping[str, str]) -> ItemQuerySet:
    """What a query asks for (`q`, `section`, `kind`, `standing`); unknown values narrow nothing."""
    found = Item.objects.visible_to(staff)
    for word in query.get("q", "").replace("\0", "").split():
        found = found.filter(
            Q(alt_text__icontains=word)
            | Q(rights_note__icontains=word)
            | Q(section__name__icontains=word)
            | Q(uploaded_by__name__icontains=word)
        )
    section = query.get("section", "")
    if section.isascii() and section.isdigit() and len(section) < 10:
        found = found.filter(section=int(section))
    if query.get("kind") in Kind.values:
        found = found.filter(**{f"{query['kind']}__isnull": False})
    is_retired = query.get("standing") == Standing.RETIRED
    return found.filter(retired_at__isnull=False) if is_retired else found.offered()


def sections() -> list[Section]:
    """Those that have uploaded anything, by name."""
    uploaders = Item.objects.order_by().values("section")
    return list(Section.objects.filter(pk__in=uploaders).order_by("name"))
