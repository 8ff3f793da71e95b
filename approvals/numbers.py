"""Which four digits does somebody type who lets a post go out at once?"""

import unicodedata
from typing import Final
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from posts.content import Content
from posts.kinds.choices import Kind

SALT: Final = "approvals.number"
DIGITS: Final = 4


def asks_for_number(content: Content) -> bool:
    """What goes out minutes after the press asks for more than a press."""
    return content.at_once or content.kind == Kind.EMERGENCY


def number_of(step_up_id: UUID) -> str:
    """The number shown on one page of confirmation; another page has another one."""
    digest = salted_hmac(SALT, str(step_up_id), algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}d}"


def is_number(typed: str, step_up_id: UUID) -> bool:
    """Is it that number, in digits of whatever width, with or without spaces?"""
    plain = "".join(unicodedata.normalize("NFKC", typed).split())
    return constant_time_compare(plain, number_of(step_up_id))
