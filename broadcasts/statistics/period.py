"""Which days, which section and which category the sums are asked for."""

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Section, Staff
from approvals.records.period import PeriodForm
from broadcasts.models import Broadcast, State
from posts.models import PostQuerySet

NO_ROLE = "統計は、役割に任命された職員が見られます。システム管理者に問い合わせてください。"


class StatisticsForm(PeriodForm):
    """The days on which posts were sent, both included; at first those of the fiscal year."""

    by = None  # type: ignore[assignment] # it is always the day of sending


def why_not_read(staff: Staff) -> str:
    """Empty when this person may read the sums: whoever may read posts may."""
    return "" if staff.is_active and staff.appointments.current().exists() else NO_ROLE


def bounds(form: StatisticsForm) -> tuple[date, date]:
    """The first and the last day that a valid form asks for."""
    return form.cleaned_data["since"], form.cleaned_data["until"]


def sent_in(form: StatisticsForm, readable: PostQuerySet) -> QuerySet[Broadcast]:
    """What went out on the days of a valid form, of the posts that may be read."""
    since, until = bounds(form)
    found = sent_of(readable).filter(
        finished_at__gte=start_of(since), finished_at__lt=start_of(until + timedelta(days=1))
    )
    section: Section | None = form.cleaned_data["section"]
    if section is not None:
        found = found.filter(revision__post__section=section)
    if form.cleaned_data["category"]:
        found = found.filter(revision__post__category=form.cleaned_data["category"])
    return found


def sent_of(readable: PostQuerySet) -> QuerySet[Broadcast]:
    """All that LINE took of the posts that may be read."""
    posts = readable.order_by().values("pk")
    return Broadcast.objects.filter(state=State.ACCEPTED, revision__post__in=posts)


def start_of(day: date) -> datetime:
    """The first moment of a day in Japan."""
    return timezone.make_aware(datetime.combine(day, time()))
