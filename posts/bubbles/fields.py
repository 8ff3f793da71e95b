"""What can be filled in at a bubble?"""

from dataclasses import dataclass
from typing import Literal

from line.messages import Limit

Holds = Literal["words", "link", "number", "image", "video"]


@dataclass(frozen=True)
class Field:
    """One thing to fill in: `label` and `asks` (help) for people, `limit` as LINE or we set it.

    `lines` is how high the box is; a box of one line takes no line breaks. `offers` names a list
    of the page to choose from instead of typing.
    """

    name: str
    label: str
    asks: str = ""
    limit: Limit | None = None
    lines: int = 1
    is_required: bool = True
    holds: Holds = "words"
    offers: str = ""
