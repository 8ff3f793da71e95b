"""How a number is written for people: 12,304."""

from django import template

register = template.Library()


@register.filter
def grouped(number: int | str) -> str:
    """`{{ friends|grouped }}`; Django's own filter groups nothing in Japanese.

    Empty for a number that is not there, which Django gives as an empty string.
    """
    return f"{number:,}" if isinstance(number, int) else ""
