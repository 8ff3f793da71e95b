"""Which telephone numbers of the city's sections have been published by the city?"""

from collections.abc import Mapping
from typing import Final

PHONES: Final[Mapping[str, tuple[str, ...]]] = {
    "市庁（代表）": ("0178-43-2111",),
    "広報統計課": ("0178-43-9317",),
    "都市政策課": ("0178-43-9124",),
    "市民連携推進課": ("0178-43-9207",),
    "くらし交通安全課": ("0178-43-9218",),
    "環境政策課": ("0178-43-9265",),
    "衛生課": ("0178-38-0720",),
}
