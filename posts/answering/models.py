"""The shape of an answer to a finding: who said why it is right, and when; never rewritten."""

from typing import Final

import pgtrigger
from django.db import models
from django.utils import timezone

from accounts.models import Staff

GIVEN_ON_THE_DESK: Final = """
IF NOT EXISTS (
    SELECT 1 FROM posts_post p WHERE p.id = NEW.post_id AND p.status IN ('draft', 'returned')
) THEN
    RAISE EXCEPTION 'post % is not on the desk', NEW.post_id USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
# No answer of somebody gets into a post without that person being barred from deciding on it.
ANSWERS_MAKE_A_HAND: Final = """
IF NOT EXISTS (
    SELECT 1 FROM posts_contribution c
    WHERE c.post_id = NEW.post_id AND c.staff_id = NEW.by_id
) THEN
    RAISE EXCEPTION 'post % is answered for without a hand of staff %', NEW.post_id, NEW.by_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Answer(models.Model):
    """Why a draft is right although screening found something odd; the newest of a key counts.

    `key` is that of `posts.screening.findings.Finding`: the same as long as rule, place and the
    words concerned are the same. Empty words take an answer back. What is saved while somebody
    types is not `by_hand`, and grows until that person presses a button.
    """

    post = models.ForeignKey("posts.Post", on_delete=models.PROTECT, related_name="answers")
    key = models.CharField(max_length=16)
    words = models.TextField("確かめた内容", blank=True)
    by_hand = models.BooleanField(default=True)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        triggers = [
            pgtrigger.Trigger(
                name="given_on_the_desk",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=GIVEN_ON_THE_DESK,
            ),
            pgtrigger.Trigger(
                name="answers_make_a_hand",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ANSWERS_MAKE_A_HAND,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="only_while_being_typed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__by_hand=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.key}"
