"""In which words and in which order does a sheet say what it says, on screen and on paper alike?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from approvals.sheets.sheet import Earlier, Facts, Hand, Held, Related, RouteStep, Sheet, Wording
from approvals.sheets.sheet import Result as Outcome
from audit.dates_ja import date_and_time, date_only, to_the_second

TITLE: Final = "決裁票"
UNREADABLE: Final = "内容と指紋が一致しないため、この版の本文は表示できません。"
TO_COME: Final = "まだ"


@dataclass(frozen=True)
class Row:
    """One line: what it is, and what it says."""

    label: str
    words: str


@dataclass(frozen=True)
class Part:
    """Some lines under one heading."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Stamp:
    """One box of 決裁欄: as what, who, and when; empty while it is still to come."""

    role: str
    who: str
    when: str


def stamps(sheet: Sheet) -> list[Stamp]:
    """決裁欄: who asked, then every step of the route."""
    asked = Stamp("承認依頼", sheet.facts.asked_by, date_and_time(sheet.facts.asked_at))
    return [asked, *(Stamp(one.role, one.who, _when(one.at)) for one in sheet.route)]


def parts(sheet: Sheet) -> list[Part]:
    """Everything else, without the parts that have nothing to say."""
    found = [
        ("投稿", _facts(sheet.facts)),
        ("本文", _bubbles(sheet.facts, sheet.wording)),
        ("画像・動画", _media(sheet.wording)),
        ("起案と作成に関わった職員", _hands(sheet.hands)),
        ("決裁の経過", _route(sheet)),
        ("配信の結果", _result(sheet)),
        ("保留", _holds(sheet.holds)),
        ("これより前の版", _earlier(sheet.earlier)),
        ("点検の指摘と回答", _findings(sheet.wording)),
        ("起案者の申告", _declaration(sheet)),
        ("事後報告", _report(sheet)),
        ("関係する投稿", _related(sheet.related)),
    ]
    made = [Part(heading, tuple(rows)) for heading, rows in found]
    return [part for part in made if part.rows]


def _facts(facts: Facts) -> Iterator[Row]:
    yield Row("件名", facts.title)
    yield Row("番号", f"{facts.number}（第{facts.revision}版）")
    yield Row("課", facts.section)
    yield Row("種類", facts.kind)
    if facts.level:
        yield Row("警戒レベル", facts.level)
    if facts.pattern:
        yield Row("文例", _lines(facts.pattern, facts.pattern_approved))
    yield Row("分類", facts.category)
    yield Row("機密性", facts.confidentiality)
    if facts.is_weighty:
        yield Row("取扱い", "重要・異例（代決を認めない）")
    counted = ""
    if facts.people is not None and facts.people_on is not None:
        counted = f"約{facts.people:,}人（{date_only(facts.people_on)}時点のLINEの集計）"
    yield Row("配信先", _lines(facts.audience, counted))
    at_once = "承認されたらすぐに"
    yield Row("配信の予定", at_once if facts.at_once else date_and_time(facts.send_at))
    yield Row("決裁の期限", date_and_time(facts.decide_by))
    yield Row("配信の期限", date_and_time(facts.not_after))
    yield Row("内容の指紋", facts.digest)


def _bubbles(facts: Facts, wording: Wording) -> Iterator[Row]:
    if not facts.is_whole:
        yield Row("内容", UNREADABLE)
    for number, one in enumerate(wording.bubbles, 1):
        links = (f"リンク先：{address}" for address in one.links)
        yield Row(f"{number} {one.kind}", _lines(one.words, *links) or "（文字なし）")


def _media(wording: Wording) -> Iterator[Row]:
    for number, one in enumerate(wording.media, 1):
        print_of = f"ファイルの指紋：{one.sha256}"
        yield Row(str(number), _lines(one.alt, one.address, print_of))


def _hands(hands: tuple[Hand, ...]) -> Iterator[Row]:
    for one in hands:
        when = date_and_time(one.first_at)
        if one.times > 1:
            when = f"{when}から{date_and_time(one.last_at)}まで（{one.times}回）"
        yield Row(one.did, _lines(one.who, when))


def _route(sheet: Sheet) -> Iterator[Row]:
    facts = sheet.facts
    yield Row("承認依頼", _lines(facts.asked_by, to_the_second(facts.asked_at)))
    for one in sheet.route:
        yield Row(one.role, _step(one, needs_reason=facts.needs_reason))
    look = sheet.later_look
    if look is not None:
        words = f"意見：{look.words}" if look.words else ""
        yield Row("後閲", _lines(look.verdict or TO_COME, look.who, _second(look.at), words))


def _step(step: RouteStep, *, needs_reason: bool) -> str:
    if step.at is None:
        return _lines(step.section, TO_COME)
    is_reason = needs_reason and not step.section and step.act == "承認"
    label = "適当と認める理由（投6）" if is_reason else "意見" if step.section else "理由"
    return _lines(
        step.section,
        f"{step.act}　{step.who}",
        to_the_second(step.at),
        f"代決する理由：{step.ground}" if step.ground else "",
        f"本人確認：{step.factor}" if step.factor else "",
        f"{label}：{step.words}" if step.words else "",
    )


def _result(sheet: Sheet) -> Iterator[Row]:
    result = sheet.result
    yield Row("結果", result.outcome)
    if result.at is not None:
        yield Row("日時", to_the_second(result.at))
    if result.who:
        yield Row("職員", result.who)
    if result.reason:
        yield Row("理由", result.reason)
    if sheet.halt and sheet.halt.explained_by:
        yield Row("理由を書いた職員", sheet.halt.explained_by)
    yield from _sent(result)


def _sent(result: Outcome) -> Iterator[Row]:
    if result.request_id:
        yield Row("LINEの受付番号", result.request_id)
    if result.friends is not None and result.friends_on is not None:
        counted = f"{result.friends:,}人（{date_only(result.friends_on)}時点のLINEの集計）"
        yield Row("友だちの数", counted)


def _holds(holds: tuple[Held, ...]) -> Iterator[Row]:
    for one in holds:
        ended = f"解除：{one.ended_by}　{_when(one.ended_at)}" if one.ended_at else "解除：まだ"
        yield Row(
            f"第{one.revision}版",
            _lines(f"{one.who}　{_when(one.at)}", f"理由：{one.reason}", ended),
        )


def _earlier(earlier: tuple[Earlier, ...]) -> Iterator[Row]:
    for one in earlier:
        halt = one.halt
        stopped = f"配信停止　{halt.who}　{_when(halt.at)}　{halt.reason}" if halt else ""
        decided = f"{one.became}　{one.who}（{one.role}）　{_when(one.at)}" if one.became else ""
        yield Row(
            f"第{one.number}版",
            _lines(
                f"承認依頼　{one.asked_by}　{_when(one.asked_at)}",
                decided or "決裁なし（取下げまたは変更）",
                f"理由：{one.reason}" if one.reason else "",
                stopped,
                f"指紋：{one.digest}",
            ),
        )


def _findings(wording: Wording) -> Iterator[Row]:
    if wording.found_nothing:
        yield Row("点検", wording.found_nothing)
    for one in wording.findings:
        quoted = f"「{one.excerpt}」" if one.excerpt else ""
        answer = f"回答：{one.answer}（{one.answered_by}）" if one.answer else ""
        yield Row(one.title, _lines(f"{one.severity}　{quoted}".strip(), one.words, answer))


def _declaration(sheet: Sheet) -> Iterator[Row]:
    if sheet.wording.declaration:
        asked = f"{sheet.facts.asked_by}　{date_and_time(sheet.facts.asked_at)}"
        yield Row("申告した職員", asked)
    for one in sheet.wording.declaration:
        yield Row(one.clauses, one.words)


def _report(sheet: Sheet) -> Iterator[Row]:
    report = sheet.report
    if report is not None:
        yield Row("書いた職員", f"{report.who}　{date_and_time(report.at)}")
        yield Row("経過", report.what_happened)
        yield Row("気づいた点と改善", report.what_to_do_better)


def _related(related: tuple[Related, ...]) -> Iterator[Row]:
    for one in related:
        yield Row(f"番号{one.number}", _lines(one.title, one.relation))


def _when(moment: datetime | None) -> str:
    return date_and_time(moment) if moment else ""


def _second(moment: datetime | None) -> str:
    return to_the_second(moment) if moment else ""


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
