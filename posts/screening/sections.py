"""Which offices does a text name, and what is the name that stands before a number?"""

import re
from typing import Final

# 課, and what else answers the telephone.
OFFICE: Final = re.compile(
    r"[一-龠々ァ-ヶー・A-Za-z]{1,14}?(?:課|推進室|対策室|事務所|事務局|センター|館|公民館|堂|保健所|病院|診療所|クリニック|医院|企業団|広域事務組合|消防署|消防本部"
    r"|署|局|児童会館|学校|保育園|こども園|協会|協議会|組合|会議所|図書館|美術館|プラザ|ホール|市場|営業所|グループ|委員会|コールセンター)"
    r"|はっち|マチニワ|八戸市役所|市庁代表|YSアリーナ八戸"
)

LABEL: Final = 5


def office_before(text: str, at: int, *, reach: int = 30) -> str:
    """The last office that is named ahead of an offset in its line, or ""."""
    lines = text[max(0, at - reach) : at].split("\n")
    # A line that holds but 「電話」 belongs to the one above it.
    near = "".join(lines[-2:]) if len(lines[-1].strip()) <= LABEL else lines[-1]
    names = OFFICE.findall(near)
    return names[-1] if names else ""
