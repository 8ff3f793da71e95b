"""Who is told how a sending ended: the person who asked for it, and who decides now."""

from typing import Final

from django.conf import settings

from accounts import absences, appointments, notices
from accounts.models import Staff
from broadcasts.models import Finding
from posts.concerned import those_concerned
from posts.models import Post

HOW_TO_FIND_OUT: Final = (
    "二重に届くのを防ぐため、自動では送り直しません。\n"
    "LINE公式アカウントの管理画面で、この投稿が配信されているかを確かめ、"
    "投稿の画面の「配信の結果を記録する」から記録してください。"
)


def tell_sent(post: Post) -> None:
    """It went out."""
    _tell(post, subject="配信しました", words="LINEで配信しました。")


def tell_failed(post: Post, why: str, next_act: str) -> None:
    """Nobody got it, and this can be done."""
    _tell(
        post,
        subject="配信できませんでした",
        words=(
            "配信していません。市民には届いていません。\n\n"
            f"理由：{post.words_in_mails(why)}\n\n{next_act}"
        ).rstrip(),
    )


def tell_uncertain(post: Post, why: str) -> None:
    """Nobody knows; a person has to look."""
    _tell(
        post,
        subject="配信できたか確認できません",
        words=f"配信できたかどうか確認できませんでした。\n\n理由：{why}\n\n{HOW_TO_FIND_OUT}",
    )


def tell_finding(post: Post, finding: Finding) -> None:
    """One person has found out; the second one of the two is asked."""
    what = "届いていた" if finding.arrived else "届いていなかった"
    _tell(
        post,
        subject="配信の結果の確認の依頼",
        words=(
            f"{finding.found_by.with_section}が、「{what}」と記録しました。\n\n"
            f"確かめたこと：\n{post.words_in_mails(finding.words)}\n\n"
            "もう1人が確かめると、結果が確定します（1人は、アカウント管理者か、不在のときの"
            "代決者です）。"
        ),
        but=finding.found_by,
    )


def tell_found(post: Post, words: str) -> None:
    """Two people have settled what nobody knew."""
    _tell(post, subject="配信の結果が確定しました", words=words)


def tell_contradiction(post: Post) -> None:
    """It counted as failed, and now LINE says that it was accepted."""
    _tell(
        post,
        subject="配信されていたことが分かりました",
        words=(
            "配信に失敗したと記録した投稿を、LINEが受け付けていたことが分かりました。\n"
            "同じ内容を送り直さず、LINE公式アカウントの管理画面で配信の状況を確かめてください。"
        ),
    )


def _tell(post: Post, *, subject: str, words: str, but: Staff | None = None) -> None:
    for person in _people(post):
        if person == but:
            continue
        notices.tell(
            person,
            subject=f"{subject}：{post.title_in_mails}",
            body=f"件名：{post.title_in_mails}\n\n{words}\n\n{settings.SITE_URL}{post.get_absolute_url()}\n",
        )


def _people(post: Post) -> list[Staff]:
    revision = post.current_revision
    acting = absences.acting_approver()
    found = [
        *(those_concerned(revision) if revision else (post.drafter,)),
        appointments.account_manager(),
        acting.staff if acting else None,
    ]
    return list(dict.fromkeys(person for person in found if person is not None))
