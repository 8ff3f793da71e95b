"""Does a drill say that it is one?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import WHOLE, Hit, Severity
from posts.screening.rule import Rule, example

NAMED: Final = re.compile(r"訓練|試験|テスト|練習")


def check(draft: Draft) -> Iterator[Hit]:
    if draft.kind == "drill" and not any(NAMED.search(part.prose) for part in draft.parts):
        yield Hit(
            WHOLE,
            "訓練の投稿ですが、文章に「訓練」とありません。表示の札だけで訓練と分かるか確かめてください。",
            Severity.ASKS,
        )


RULE: Final = Rule(
    name="drill_unnamed",
    title="訓練と書かれていない訓練",
    severities=(Severity.ASKS,),
    source="責1",
    check=check,
)
CAUGHT: Final = (example("津波警報が発表されました。", kind="drill"),)
PASSED: Final = (
    example("これは訓練です。津波警報が発表されました。", kind="drill"),
    "津波警報が発表されました。",
)
