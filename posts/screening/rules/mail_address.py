"""Is there a mail address that is not the city's own?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.links import belongs_to
from posts.screening.rule import Rule

# [at], (アット) and ★ keep collectors of addresses away, and mean @ all the same.
AT: Final = r"(?:@| ?[\[(<](?:at|@|アット(?:マーク)?)[\])>] ?| at |[★☆])"
MAIL: Final = re.compile(
    rf"(?<![\w.+/@=?&-])[a-z0-9][\w.+-]*{AT}(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)",
    re.ASCII | re.IGNORECASE,
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in MAIL.finditer(part.normal.text):
            host = found["host"].lower()
            if not belongs_to(host, draft.lists.domains):
                yield Hit(
                    part.span(*found.span()),
                    "市のものではないメールアドレスです。課のアドレスにするか、"
                    "誰のもので、載せてよい理由を書いてください。",
                    Severity.ASKS,
                    names=(host,),
                )


RULE: Final = Rule(
    name="mail_address",
    title="市のものではないメールアドレス",
    severities=(Severity.ASKS,),
    source="個1",
    check=check,
)
CAUGHT: Final = (
    "申込みは hanako.kudo@gmail.com まで",
    "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐに送ってください。",
    "連絡先：a-b_c@docomo.ne.jp",
    "tanaka[at]gmail.comまで",
    "tanaka（アットマーク）example.ne.jp",
)
PASSED: Final = (
    "kanko@city.hachinohe.aomori.jp までお送りください。",
    "@hachinohecity を友だちに追加してください。",
    "https://www.city.hachinohe.aomori.jp/?a=x@example.jp",
)
