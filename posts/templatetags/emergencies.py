"""Levels of 避難情報 by name, and what 緊急の文例 ask of a person."""

from typing import Any

from django import template
from django.utils import timezone

from accounts.models import Staff
from posts.kinds.levels import LevelFacts, facts_of
from posts.models import Pattern, PatternVersion
from posts.patterns import approving

register = template.Library()


@register.inclusion_tag("posts/emergencies/_name.html")
def level_name(facts: LevelFacts) -> dict[str, LevelFacts]:
    """`{% level_name facts %}`: the number and the word; a lifted order has no number."""
    return {"facts": facts}


@register.filter
def level_facts(level: str) -> LevelFacts:
    """`{{ post.level|level_facts }}`: what a level asks of people, by which word, in which look."""
    return facts_of(level)


@register.filter
def ends_soon(version: PatternVersion) -> bool:
    """`{% if version|ends_soon %}`: is its last day less than 30 days ahead?"""
    return approving.ends_soon(version, timezone.localdate())


@register.inclusion_tag("posts/emergencies/_patterns.html", takes_context=True)
def emergency_patterns(context: dict[str, Any]) -> dict[str, Any]:
    """Those that the signed-in person may approve, and those that somebody must soon renew."""
    staff = getattr(context["request"], "user", None)
    if not isinstance(staff, Staff):
        return {}
    kept = Pattern.objects.emergencies()
    if not approving.may_approve_any(staff):
        kept = kept.filter(section=staff.section) if staff.may_draft else kept.none()
    ending = [pattern for pattern in kept if pattern.current and ends_soon(pattern.current)]
    return {"waiting": approving.waiting_for(staff), "ending": ending}
