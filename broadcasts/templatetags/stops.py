"""The emergency stop that stands, said on every page."""

from django import template

from broadcasts import stops
from broadcasts.models import Stop

register = template.Library()


@register.inclusion_tag("broadcasts/_stop_banner.html")
def stop_banner() -> dict[str, Stop | None]:
    """`{% stop_banner %}`"""
    return {"stop": stops.current()}
