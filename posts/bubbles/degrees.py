"""Where on the map is meant by an address copied from a map, or by two numbers in one line?"""

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

_NUMBER: Final = r"(-?\d{1,3}(?:\.\d{1,15})?)"
# Google marks the place itself so, and after @ only the middle of what is shown.
GOOGLE_PLACE: Final = re.compile(rf"!3d{_NUMBER}!4d{_NUMBER}")
GOOGLE_POINT: Final = re.compile(rf"[?&](?:q|query|ll|center|destination)={_NUMBER},{_NUMBER}")
GOOGLE_VIEW: Final = re.compile(rf"/@{_NUMBER},{_NUMBER}")
# 地理院地図: #zoom/latitude/longitude/
GSI: Final = re.compile(rf"maps\.gsi\.go\.jp/[^#\s]*#\d{{1,2}}(?:\.\d+)?/{_NUMBER}/{_NUMBER}")
PLAIN: Final = re.compile(rf"\s*{_NUMBER}\s*[,、]\s*{_NUMBER}\s*")
LONGEST: Final = 2000


def degrees_in(words: str) -> tuple[str, str] | None:
    """Latitude and longitude, as they were written; None when the words name no such point.

    Read are addresses of Google Maps and 地理院地図, and 「40.5123, 141.4884」.
    """
    plain = unquote(unicodedata.normalize("NFKC", words[:LONGEST]))
    if found := PLAIN.fullmatch(plain):
        return found[1], found[2]
    for notation in (GOOGLE_PLACE, GOOGLE_POINT, GOOGLE_VIEW, GSI):
        if found := notation.search(plain):
            return found[1], found[2]
    return None
