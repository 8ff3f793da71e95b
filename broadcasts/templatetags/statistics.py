"""One chart of 統計, drawn by the server."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from broadcasts.statistics.charts import Bars, Lines

register = template.Library()


@register.simple_tag
def chart_of(chart: Bars | Lines) -> SafeString:
    """`{% chart_of chart %}`: an SVG with a title, a description and, if needed, a legend."""
    kind = "lines" if isinstance(chart, Lines) else "bars"
    return render_to_string(f"broadcasts/_{kind}.html", {"chart": chart})
