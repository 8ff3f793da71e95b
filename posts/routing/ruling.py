"""How is a line added to the table of routes, or ended, and by whom?"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Section, Staff
from audit import trail
from audit.actions import Action
from line.messages.visible import is_seen
from personnel.acts import NotPossible
from posts.models import RouteRule
from posts.permissions import demand
from posts.routing.choices import RuleKind


def why_not_rule(staff: Staff) -> str:
    """Administrators keep the table, and アカウント管理者, whose decisions it prepares."""
    if staff.is_administrator or staff.is_account_manager:
        return ""
    return "決裁ルートを変更できるのは、システム管理者とアカウント管理者だけです。"


def make_rule(
    kind: RuleKind,
    *,
    actor: Staff,
    reason: str,
    category: str = "",
    section: Section | None = None,
    consulted: Section | None = None,
) -> RouteRule:
    """Add a line; it counts for what is submitted from now on.

    An empty category or section stands for all. Raises PermissionDenied, and NotPossible with the
    sentence for people.
    """
    demand(why_not_rule(actor))
    _demand_reason(reason)
    if kind is RuleKind.CONSULTATION and consulted is None:
        raise NotPossible("合議する課を選んでください。")
    if kind is RuleKind.CONSULTATION and consulted == section:
        raise NotPossible("起案する課とは別の課を選んでください。")
    try:
        with transaction.atomic():
            rule = RouteRule.objects.create(
                kind=kind,
                category=category,
                section=section,
                consulted=consulted if kind is RuleKind.CONSULTATION else None,
                made_by=actor,
                reason=reason,
            )
            _record(Action.ROUTE_RULE_MADE, rule, actor=actor, reason=reason)
    except IntegrityError as error:
        raise NotPossible("同じ決裁ルートが、すでにあります。") from error
    return rule


def end_rule(rule: RouteRule, *, actor: Staff, reason: str) -> None:
    """End a line; what was submitted before keeps its steps. Raises as `make_rule` does."""
    demand(why_not_rule(actor))
    _demand_reason(reason)
    with transaction.atomic():
        ended = RouteRule.objects.filter(pk=rule.pk, ended_at=None).update(
            ended_by=actor, ended_at=timezone.now(), ended_because=reason
        )
        if not ended:
            raise NotPossible("この決裁ルートは、すでに廃止されています。")
        _record(Action.ROUTE_RULE_ENDED, rule, actor=actor, reason=reason)


def _demand_reason(reason: str) -> None:
    if not is_seen(reason):
        raise NotPossible("理由を入力してください。")


def _record(action: Action, rule: RouteRule, *, actor: Staff, reason: str) -> None:
    trail.record(
        action,
        target=rule,
        actor=actor.as_actor(),
        detail={
            "kind": rule.get_kind_display(),
            "category": rule.get_category_display(),
            "section": rule.section.name if rule.section else "",
            "consulted": rule.consulted.name if rule.consulted else "",
            "reason": reason,
        },
    )
