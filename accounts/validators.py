"""Which passwords are good enough (5.4(3)③), and what to do about one that is not.

Named in AUTH_PASSWORD_VALIDATORS; Django asks each of them, and calls `password_changed` with
every new password whichever way it was set.
"""

import string
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import password_validation
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

from accounts import breached, forbidden_words
from accounts.models import PasswordHistory, Staff

# What zxcvbn looks at; beyond it raises ValueError.
LONGEST_FOR_ZXCVBN: Final = 72


class MinimumLength(password_validation.MinimumLengthValidator):
    """Twelve characters: the figure of the sister guideline of 文部科学省."""

    def get_error_message(self) -> str:
        return f"{self.min_length}文字以上にしてください。"


class Dissimilar(password_validation.UserAttributeSimilarityValidator):
    """Not like the person's own number, name, mail address or section."""

    def get_error_message(self) -> str:
        return (
            "職員番号、氏名、メールアドレス、課名と似ています。"
            "自分と関係のない言葉を使ってください。"
        )


class Uncommon(password_validation.CommonPasswordValidator):
    """Not one of the twenty thousand that Django knows as common."""

    def get_error_message(self) -> str:
        return "よく使われているパスワードです。ほかの人が思いつかない言葉の組合せにしてください。"


class _Rule:
    """What all of our own rules have in common."""

    code: str
    message: str

    def validate(self, password: str, user: Any = None) -> None:
        if self.is_broken(password, user if isinstance(user, Staff) else None):
            raise ValidationError(self.message, code=self.code)

    def get_help_text(self) -> str:
        return self.message

    def is_broken(self, password: str, staff: Staff | None) -> bool:
        raise NotImplementedError


class CharacterClasses(_Rule):
    """At least three of capitals, small letters, digits and others."""

    code = "password_too_few_classes"
    message = "英大文字、英小文字、数字、記号のうち、3種類以上を使ってください。"

    def __init__(self, at_least: int = 3) -> None:
        self.at_least = at_least

    def is_broken(self, password: str, staff: Staff | None) -> bool:
        known = (string.ascii_uppercase, string.ascii_lowercase, string.digits)
        classes = {
            next((index for index, group in enumerate(known) if character in group), len(known))
            for character in password
        }
        return len(classes) < self.at_least


class ForbiddenWords(_Rule):
    """Without the names of the city, its offices, eras, this system, and the person."""

    code = "password_forbidden_word"
    message = (
        "市・課・元号・このシステムの名前、自分の職員番号やメールアドレスなど、"
        "推測の手がかりになる言葉が入っています。関係のない言葉に替えてください。"
    )

    def is_broken(self, password: str, staff: Staff | None) -> bool:
        return forbidden_words.contains_forbidden(password, _own_words(staff))


class MoreThanCommonWords(_Rule):
    """Not made of words that everybody would try: seasons, names, animals, local sights."""

    code = "password_common_words"
    message = (
        "よく使われる言葉（季節、名前、動物、名所など）が大部分です。"
        "その言葉を除いても英字が7文字以上残るように、別の言葉を加えてください。"
    )

    def is_broken(self, password: str, staff: Staff | None) -> bool:
        return forbidden_words.is_little_else(password)


class HardToGuess(_Rule):
    """Worth `min_score` of zxcvbn: 4 means more than ten thousand million guesses."""

    code = "password_guessable"
    message = (
        "推測されやすい並びです。互いに関係のない言葉を3つ以上並べ、"
        "間に数字や記号を入れてください。"
    )

    def __init__(self, min_score: int = 4) -> None:
        self.min_score = min_score

    def is_broken(self, password: str, staff: Staff | None) -> bool:
        if not password:
            return False  # the length is what to complain of, and zxcvbn knows no empty one
        found = zxcvbn(password[:LONGEST_FOR_ZXCVBN], user_inputs=_own_words(staff))
        score: int = found["score"]
        return score < self.min_score


class NotBreached(_Rule):
    """Not in the local list of breached passwords, where the installation has one."""

    code = "password_breached"
    message = "過去に流出したパスワードの一覧に載っています。別のパスワードにしてください。"

    def is_broken(self, password: str, staff: Staff | None) -> bool:
        path = settings.BREACHED_PASSWORDS_FILE
        return bool(path) and breached.is_breached(password, Path(path))


class NotReused(_Rule):
    """None of the last ten, of which a temporary password is one."""

    code = "password_reused"

    def __init__(self, keep: int = 10) -> None:
        self.keep = keep
        self.message = (
            f"最近使ったパスワード（仮パスワードを含む{keep}回分）は使えません。"
            "初めてのパスワードにしてください。"
        )

    def is_broken(self, password: str, staff: Staff | None) -> bool:
        if staff is None or staff.pk is None:
            return False
        hashes = [row.password for row in staff.password_history.all()[: self.keep]]
        known = dict.fromkeys([staff.password, *hashes])
        return any(check_password(password, each) for each in known)

    def password_changed(self, password: str, user: Any = None) -> None:
        """Django calls this from the saving of every new password."""
        if not isinstance(user, Staff):
            return
        PasswordHistory.objects.create(staff=user, password=user.password)
        kept = user.password_history.values_list("pk", flat=True)[: self.keep]
        user.password_history.exclude(pk__in=list(kept)).delete()


def _own_words(staff: Staff | None) -> list[str]:
    if staff is None:
        return []
    mailbox = staff.email.partition("@")[0]
    parts = mailbox.replace("-", ".").replace("_", ".").split(".")
    words = [staff.staff_number, staff.name, *staff.name.split(), staff.section_name, *parts]
    return [word for word in words if word]
