"""Every code that the trail keeps is shown in Japanese, and every moment as people read it."""

import pytest
from django.db import models

from accounts.models import Role
from accounts.sessions import Ending
from accounts.step_up import Refusal
from audit import words
from audit.actions import Action
from audit.models import Entry
from personnel.models import HelpKind, MovementKind, RequestKind
from personnel.reviews import FINDINGS


def shown(name: str, value: object) -> str:
    """What the page says for one fact."""
    return dict(words.details(Entry(detail={name: value})))[words.LABELS[name]]


@pytest.mark.parametrize(
    ("name", "codes"),
    [("role", Role), ("kind", RequestKind), ("kind", MovementKind), ("kind", HelpKind)],
)
def test_a_choice_is_called_as_in_its_own_form(name: str, codes: type[models.TextChoices]) -> None:
    assert [shown(name, code.value) for code in codes] == list(codes.labels)


@pytest.mark.parametrize("code", Ending)
def test_every_end_of_a_session_has_words(code: Ending) -> None:
    assert not shown("why", code.value).isascii()


@pytest.mark.parametrize("code", Refusal)
def test_every_refusal_of_a_proof_has_words(code: Refusal) -> None:
    assert not shown("reason", code.value).isascii()


@pytest.mark.parametrize("name", FINDINGS)
def test_every_number_of_a_review_has_a_name(name: str) -> None:
    assert shown(name, 3) == "3"


def test_an_act_of_administration_is_called_as_in_the_trail() -> None:
    assert shown("action", Action.STAFF_SUSPENDED.value) == "利用停止"


def test_several_codes_stand_one_after_another() -> None:
    assert shown("roles", ["drafter", "auditor"]) == "起案者、監査者"
    factors = ["accounts.authenticator/5", "otp_webauthn.webauthncredential/2"]
    assert shown("devices", factors) == "認証アプリ、パスキー"


def test_a_moment_is_shown_in_japan_s_time_with_its_weekday() -> None:
    assert shown("expires_at", "2027-04-29T01:00:00+00:00") == "2027年4月29日（木・祝）10:00"
    assert shown("starts_on", "2027-04-30") == "2027年4月30日（金）"
    assert shown("reason", "2027-04-31") == "2027-04-31"
    assert shown("reason", "T字路の工事") == "T字路の工事"
