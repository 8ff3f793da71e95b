"""How does one sheet become one row of a table?"""

from datetime import datetime
from typing import Final

from django.utils import timezone

from approvals.sheets import paper
from approvals.sheets.sheet import RouteStep, Sheet

# What has more to say than one value comes as the lines of the sheet.
IN_LINES: Final = (
    *("本文", "画像・動画", "起案と作成に関わった職員", "決裁の経過", "配信の結果", "保留"),
    *("これより前の版", "点検の指摘と回答", "起案者の申告", "事後報告", "関係する投稿"),
)
HEAD: Final = (
    *(
        "番号",
        "版",
        "件名",
        "課",
        "種類",
        "警戒レベル",
        "文例",
        "文例の承認",
        "分類",
        "機密性",
        "重要・異例",
        "配信先",
    ),
    *(
        "見込みの人数",
        "配信の予定",
        "決裁の期限",
        "配信の期限",
        "内容の指紋",
        "承認依頼した職員",
        "承認依頼の日時",
    ),
    *("決裁", "決裁した職員", "決裁の資格", "代決する理由", "決裁の日時", "本人確認"),
    *("決裁の理由", "結果", "結果の日時", "友だちの数", "LINEの受付番号"),
    *IN_LINES,
)


def row_of(sheet: Sheet) -> tuple[str, ...]:
    """The cells in the order of HEAD; empty where there is nothing to say."""
    said = {part.heading: _lines(part) for part in paper.parts(sheet)}
    return (
        *_facts(sheet),
        *_decision(sheet.decision),
        sheet.result.outcome,
        _moment(sheet.result.at),
        _number(sheet.result.friends),
        sheet.result.request_id,
        *(said.get(heading, "") for heading in IN_LINES),
    )


def _facts(sheet: Sheet) -> tuple[str, ...]:
    facts = sheet.facts
    return (
        str(facts.number),
        str(facts.revision),
        facts.title,
        facts.section,
        facts.kind,
        facts.level,
        facts.pattern,
        facts.pattern_approved,
        facts.category,
        facts.confidentiality,
        "該当" if facts.is_weighty else "",
        facts.audience,
        _number(facts.people),
        "承認されたらすぐに" if facts.at_once else _moment(facts.send_at),
        _moment(facts.decide_by),
        _moment(facts.not_after),
        facts.digest,
        facts.asked_by,
        _moment(facts.asked_at),
    )


def _decision(step: RouteStep | None) -> tuple[str, ...]:
    step = step or RouteStep(role="")
    when = _moment(step.at)
    return (step.act, step.who, step.role, step.ground, when, step.factor, step.words)


def _lines(part: paper.Part) -> str:
    return "\n".join(f"{row.label}：{row.words}" for row in part.rows)


def _moment(moment: datetime | None) -> str:
    """2027-04-29 10:00:03 in Japan's time, by which tables sort."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}" if moment else ""


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
