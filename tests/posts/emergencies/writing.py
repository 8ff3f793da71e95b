"""How a test comes by a 緊急の文例, by its approval, and by an emergency."""

import uuid
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from accounts.models import Role, Staff
from approvals.models import Decision
from posts.declaration import OF_AN_EMERGENCY
from posts.emergencies import writing
from posts.kinds.choices import Level
from posts.kinds.levels import facts_of
from posts.models import Pattern, PatternApproval, Post, Revision
from posts.patterns import approving, keeping
from posts.submission import submit
from tests.accounts.sign_in import code_for, enrol
from tests.office import hire, tamper
from tests.posts.answering import answer_all
from tests.posts.patterns.addresses import make, written

WEBSITE: Final = "https://www.city.hachinohe.aomori.jp/bosai/"
TEXTS: Final = {
    Level.ELDERLY: "【警戒レベル3　高齢者等避難】\n｛地区｝に高齢者等避難を発令しました。",
    Level.EVERYBODY: "【警戒レベル4　避難指示】\n｛地区｝に避難指示を発令しました。",
    Level.SAVE_YOUR_LIFE: "【警戒レベル5　緊急安全確保】\n｛地区｝に緊急安全確保を発令しました。",
    Level.LIFTED: "【解除】\n｛地区｝に出していた避難指示を解除しました。",
}
REST: Final = f"\n避難所：｛避難所｝\n市の防災情報：{WEBSITE}\n問合せ：危機管理課 0178-43-2147"
FILLED: Final = {"地区": "是川地区", "避難所": "是川中学校"}


def text_of(level: str) -> str:
    """The words of a 緊急の文例, with two gaps."""
    return TEXTS[Level(level)] + REST


def skeleton(author: Staff, level: str = Level.EVERYBODY, **changes: Any) -> Pattern:
    """A 緊急の文例 that nobody has approved."""
    given = {
        "title": f"大雨の{facts_of(level).word}",
        "category": "5",
        "text": text_of(level),
        "level": level,
        **changes,
    }
    return make(author, **given)


def anew(pattern: Pattern, author: Staff, **changes: Any) -> Pattern:
    """A new version of it."""
    level = pattern.current.level if pattern.current else ""
    given = {
        "title": "別の名前",
        "category": "5",
        "text": text_of(level),
        "level": level,
        **changes,
    }
    seen = pattern.versions.count()
    keeping.change(pattern, written(**given), actor=author, seen=seen)
    return Pattern.objects.select_related("current").get(pk=pattern.pk)


def approve_pattern(pattern: Pattern, staff: Staff) -> PatternApproval:
    """緊急の文例の承認 with the next code of the person's authenticator."""
    version = pattern.current
    assert version is not None
    device = enrol(staff)
    proof = approving.begin_approval(version, actor=staff)
    device.last_t = -1  # as if the person had waited for the next code
    device.save()
    return approving.approve(version, actor=staff, step_up_id=str(proof.pk), code=code_for(device))


def approved_skeleton(author: Staff, manager: Staff, level: str = Level.EVERYBODY) -> Pattern:
    """A 緊急の文例 that may be used."""
    pattern = skeleton(author, level)
    approve_pattern(pattern, manager)
    return Pattern.objects.select_related("current").get(pk=pattern.pk)


def write_emergency(pattern: Pattern, drafter: Staff, **values: str) -> Post:
    """緊急の投稿, its level typed as it is called."""
    level = pattern.current.level if pattern.current else ""
    return writing.write(
        pattern,
        {**FILLED, **values},
        level_typed=facts_of(level).word,
        actor=drafter,
        origin=uuid.uuid4(),
    )


def ask_emergency(drafter: Staff, manager: Staff, level: str = Level.EVERYBODY) -> Revision:
    """緊急の投稿 and 承認依頼."""
    post = write_emergency(approved_skeleton(drafter, manager, level), drafter)
    answer_all(post, drafter)
    return submit(post, actor=drafter, version=post.version, declared=OF_AN_EMERGENCY)


def decided_earlier(decision: Decision, hours: float) -> None:
    """Move the decision into the past, as nobody could."""
    moment = timezone.now() - timedelta(hours=hours)
    tamper("UPDATE approvals_decision SET decided_at = %s WHERE id = %s", [moment, decision.pk])


def crisis_drafter() -> Staff:
    """中村 writes for 危機管理課."""
    return hire("1004", "中村 誠", "危機管理課", Role.DRAFTER)
