"""Does any telephone number of Japan begin so? 総務省 電気通信番号計画, 市外局番の一覧."""

import re
from typing import Final

# Behind 0 and two figures, which third figure is in use; what is not named here is not in use.
EVERY: Final = "0123456789"
BUT_NOUGHT: Final = "123456789"
FEW: Final = {
    "11": "235678",
    "12": "3456",
    "13": "3456789",
    "14": "23456",
    "15": "2345678",
    "16": "234567",
    "17": "23456789",
    "18": "2345678",
    "46": "02345678",
    "49": "23459",
    "57": "2345678",
    "73": "456789",
    "74": "023456789",
    "83": "23456789",
    "84": "56789",
    "88": "03456789",
}
IN_USE: Final = {
    **dict.fromkeys(("22", "23", "24", "25", "26", "27", "28", "29"), EVERY),
    **dict.fromkeys(("42", "43", "44", "45", "47", "48"), EVERY),
    **dict.fromkeys(("52", "53", "54", "55", "58", "59", "72", "75", "76", "77", "78"), EVERY),
    **dict.fromkeys(("79", "82", "86", "87", "89", "92", "93", "94", "95", "98"), EVERY),
    **dict.fromkeys(("19", "56", "85", "96", "97", "99"), BUT_NOUGHT),
    **{f"3{figure}": EVERY for figure in BUT_NOUGHT},
    **{f"6{figure}": EVERY for figure in BUT_NOUGHT},
    **FEW,
}
# Free calls, mobiles, IP telephones and other services.
SERVICE: Final = re.compile(r"0120|0170|0180|0570|0800|0990|0[256789]0")


def is_in_use(digits: str) -> bool:
    """May a number that begins with 0 be called at all, as far as its first four figures tell?"""
    return bool(SERVICE.match(digits)) or digits[3:4] in tuple(IN_USE.get(digits[1:3], ""))
