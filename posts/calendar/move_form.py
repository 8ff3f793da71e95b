"""この投稿を移す: what is asked for, and what stays as it was when only a day is chosen."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils import timezone

from posts.completeness import problems
from posts.embargo import before_embargo
from posts.models import Post
from posts.schedule_form import ScheduleFields
from posts.timing import PICKED_TIME

# Days further on or back: what a button sends, and its words.
SHIFTS: Final = (("-7", "1週間前へ"), ("-1", "前の日へ"), ("1", "次の日へ"), ("7", "1週間後へ"))


class MoveForm(ScheduleFields):
    """A day and a time of day that are still to come, and not before the 解禁日時."""

    audience = None  # type: ignore[assignment]  # Django's way to leave a field out
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._post = post
        for name in ("send_on", "send_time"):
            self.fields[name].required = True
        self.fields["send_on"].error_messages["required"] = "配信日を入力してください。"
        self.fields["send_time"].error_messages["required"] = "配信時刻を入力してください。"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        moment = self.moment(cleaned, "send")
        cleaned["send_at"] = moment
        if moment is not None:
            found = problems({"send_at": moment}, at=timezone.now()).get("send_at", "")
            problem = found or before_embargo(moment, self._post.embargo_until)
            if problem:
                self.tell("send_at", problem)
        return cleaned


def shown(post: Post) -> dict[str, Any]:
    """The form's values for a post; 10:00 for one that has no time yet."""
    local = _local(post)
    return {
        "send_on": local.date() if local else None,
        "send_time": local.time() if local else PICKED_TIME,
        "version": post.version,
    }


def sent_for(post: Post, sent: QueryDict) -> Mapping[str, Any]:
    """What was sent, completed: where only a day was chosen, the time of day stays."""
    values = sent.copy()
    local = _local(post)
    if "send_time" not in values:
        values["send_time"] = f"{local.time() if local else PICKED_TIME:%H:%M}"
    shift = str(values.get("shift", ""))
    if shift in dict(SHIFTS) and local is not None:
        values["send_on"] = str(local.date() + timedelta(days=int(shift)))
        values["send_time"] = f"{local:%H:%M}"
    return values


def _local(post: Post) -> datetime | None:
    return timezone.localtime(post.send_at) if post.send_at else None
