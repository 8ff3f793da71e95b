"""The shape of a picture or film for posts: its files, its words, and the rights in it."""

from typing import Final

import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.models import Section, Staff
from line.messages.visible import NOTHING_SEEN
from media import withholding
from media.choices import NEEDS_A_NOTE, People, Rights

ALT_TEXT_LENGTH: Final = 300
NOTE_LENGTH: Final = 300
# How wide LINE's reference on imagemaps wants the largest picture to be.
IMAGEMAP_WIDTH: Final = 1040
# One of the widths of an imagemap; enough for a list.
THUMBNAIL_WIDTH: Final = 300
# What is never changed once it is there; posts and approvals rest on it.
FIXED: Final = [
    *("sha256", "file", "preview", "size", "width", "height", "rights", "rights_note", "people"),
    *("is_cleared", "section", "uploaded_by", "uploaded_at"),
]


class ItemQuerySet(models.QuerySet["Item"]):
    """Scopes over pictures and films."""

    def visible_to(self, staff: Staff) -> "ItemQuerySet":
        """What a person may look at: with an appointment, all that is withheld by nobody."""
        if not staff.is_active or not staff.appointments.current().exists():
            return self.none()
        found = self.exclude(pk__in=withholding.withheld_from(staff))
        return found.select_related("section", "uploaded_by__section", "image", "video")

    def offered(self) -> "ItemQuerySet":
        """Those that may be put into a post."""
        return self.filter(retired_at=None)


class Item(models.Model):
    """One picture or film as it is served: cleaned, and named after its own bytes."""

    # Of the file that LINE fetches, not of what was sent to us.
    sha256 = models.CharField(max_length=64)
    # Names in the storage, which are the ends of the addresses too.
    file = models.CharField(max_length=80)
    preview = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    # Pixels of the picture; of a film, those of its preview.
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt_text = models.CharField("代替テキスト", max_length=ALT_TEXT_LENGTH)
    rights = models.CharField("だれが作ったものですか", max_length=10, choices=Rights.choices)
    rights_note = models.CharField("作った人・出典・利用条件", max_length=NOTE_LENGTH, blank=True)
    people = models.CharField("写っている人", max_length=10, choices=People.choices)
    is_cleared = models.BooleanField("権利を持つ人の了解")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="media")
    uploaded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    # 使用終了: no longer offered to new posts; what was sent goes on being served.
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ItemQuerySet.as_manager()

    # Set by `uploading` on what the same person had brought before.
    was_there = False

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            # Two presses make one item, whoever writes the row.
            models.UniqueConstraint(
                name="item_once_per_person",
                fields=["section", "uploaded_by", "file", "preview"],
                condition=models.Q(retired_at=None),
            ),
            models.CheckConstraint(
                name="item_named_after_its_bytes",
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$")
                & models.Q(file__startswith=models.F("sha256")),
            ),
            models.CheckConstraint(
                name="item_has_words", condition=~models.Q(alt_text__regex=NOTHING_SEEN)
            ),
            # 責9, whoever writes the row: nothing without a statement about its rights.
            models.CheckConstraint(
                name="item_rights_stated",
                condition=models.Q(is_cleared=True)
                & models.Q(rights__in=Rights.values)
                & models.Q(people__in=People.values)
                & (
                    ~models.Q(rights__in=sorted(NEEDS_A_NOTE))
                    | ~models.Q(rights_note__regex=NOTHING_SEEN)
                ),
            ),
            models.CheckConstraint(
                name="item_retired_by_somebody",
                condition=models.Q(retired_at=None, retired_by=None)
                | models.Q(retired_at__isnull=False, retired_by__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="as_uploaded", fields=FIXED),
        ]

    def __str__(self) -> str:
        return self.alt_text

    def get_absolute_url(self) -> str:
        return reverse("media_item", args=[self.pk])

    def twins(self) -> ItemQuerySet:
        """What the same person has brought for the same section, byte for byte, and is offered."""
        return Item.objects.offered().filter(
            section=self.section,
            uploaded_by=self.uploaded_by,
            file=self.file,
            preview=self.preview,
        )

    @property
    def as_target(self) -> str:
        """How the audit trail names it, picture or film."""
        return f"media.item:{self.pk}"

    @property
    def thumbnail(self) -> str:
        """The name of a small picture of it, for lists."""
        return self.preview if self.is_film else f"{self.sha256}/{THUMBNAIL_WIDTH}"

    @property
    def kind(self) -> str:
        """What people call it."""
        return "動画" if self.is_film else "画像"

    @property
    def is_film(self) -> bool:
        """Is it a film? Otherwise it is a picture."""
        return self.file.endswith(".mp4")


class Image(Item):
    """A picture: JPEG or PNG of up to 10 MB, its preview, and the widths of an imagemap."""

    class Meta:
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    @property
    def imagemap_height(self) -> int:
        """Pixels of height for LINE's `baseSize` when the picture is 1040 pixels wide."""
        return max(1, round(IMAGEMAP_WIDTH * self.height / self.width))


class Video(Item):
    """A film: mp4 of up to 200 MB, and the picture that stands for it until it is played."""

    class Meta:
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]


class Wording(models.Model):
    """One alternative text that an item has had; the newest is the one in force."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="wordings")
    alt_text = models.CharField(max_length=ALT_TEXT_LENGTH)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.alt_text
