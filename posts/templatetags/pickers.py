"""The picker of pictures and videos, where a bubble asks for one."""

from typing import Any

from django import template
from django.forms import BoundField

from accounts.requests import staff_of
from posts.bubble_forms import BubbleForm
from posts.picking import picker

register = template.Library()


@register.inclusion_tag("posts/_picker.html", takes_context=True)
def media_picker(context: dict[str, Any], one: BubbleForm, field: BoundField) -> dict[str, Any]:
    """`{% media_picker one field %}`: what is chosen, and the list when its button was pressed."""
    request = context["request"]
    (kind,) = (found.holds for found in one.bubble.fields if found.name == field.name)
    found = picker(
        request.POST,
        one.bubble.id,
        kind=kind,
        chosen=field.value(),
        staff=staff_of(request),
    )
    return {"picker": found, "field": field, "form": one, "is_alone": context.get("is_alone")}
