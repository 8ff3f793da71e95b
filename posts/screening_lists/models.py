"""The shape of a change to a list: what was added or removed, by whom, when and why, for ever."""

from typing import Final

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Staff
from posts.screening_lists.choices import Effect, ListKind, WordKind

# What is there is not added again, and what was removed is not removed again.
ALTERNATES: Final = """
    IF (SELECT effect FROM posts_listchange
        WHERE kind = NEW.kind AND group_name = NEW.group_name AND value = NEW.value
        ORDER BY id DESC LIMIT 1) = NEW.effect THEN
        RAISE EXCEPTION 'this entry was changed so already';
    END IF;
    RETURN NEW;
"""


class ListChange(models.Model):
    """One entry added to a list or removed from it. A list is what ships and all its changes.

    `group_name` is the section of a telephone number or the kind of a word; `advice` is what
    drafters are told about a word.
    """

    kind = models.CharField("一覧", max_length=10, choices=ListKind.choices)
    effect = models.CharField("変更", max_length=10, choices=Effect.choices)
    group_name = models.CharField("区分", max_length=60, blank=True)
    value = models.CharField("内容", max_length=100)
    advice = models.CharField("起案者への説明", max_length=200, blank=True)
    reason = models.TextField("理由")
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="list_change_says_what_and_why", condition=~Q(value="") & ~Q(reason="")
            ),
            models.CheckConstraint(
                name="list_change_is_grouped",
                condition=Q(kind=ListKind.PHONE) & ~Q(group_name="")
                | Q(kind=ListKind.WORD, group_name__in=WordKind.values)
                | Q(kind__in=[ListKind.DOMAIN, ListKind.NAME], group_name=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="alternates",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ALTERNATES,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value} {self.get_effect_display()}"
