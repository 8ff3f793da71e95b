"""How pages name the files of pictures and films."""

from django import template

from media import addresses

register = template.Library()


@register.filter
def on_page(name: str) -> str:
    """The address of a stored file, for a page of ours."""
    return addresses.on_page(name)
