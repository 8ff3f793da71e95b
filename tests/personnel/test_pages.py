"""The pages of administration: what they show, and how an act goes through its two steps."""

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, Section, Staff
from accounts.step_up import LIFETIME
from tests.office import hire
from tests.personnel.acting import WHY, act_in_browser, days, fresh_code
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "view",
    [
        "personnel",
        "personnel_issue",
        "personnel_requests",
        "personnel_sections",
        "personnel_section_new",
        "personnel_upload",
        "personnel_review",
        "personnel_approvers",
        "personnel_handover",
        "personnel_deputy",
        "personnel_absences",
        "home",
    ],
)
def test_a_page_of_the_office_is_shown(view: str, as_administrator: Client) -> None:
    response = as_administrator.get(reverse(view))
    assert response.status_code == 200
    assert Page.of(response).headings


@pytest.mark.parametrize(
    "view",
    [
        "personnel_person",
        "personnel_correction",
        "personnel_suspension",
        "personnel_transfer",
        "personnel_retirement",
        "personnel_password",
        "personnel_factors",
        "personnel_leak",
        "personnel_role",
        "personnel_absence",
    ],
)
def test_a_page_about_a_person_is_shown(
    view: str, as_administrator: Client, drafter: Staff
) -> None:
    response = as_administrator.get(reverse(view, args=[drafter.pk]))
    assert response.status_code == 200
    assert drafter.name in Page.of(response).words


def test_an_id_is_issued_and_its_password_is_shown_once(
    as_administrator: Client, administrator: Staff
) -> None:
    section = Section.objects.create(name="観光課")
    fields = {
        "staff_number": "１２３４",
        "name": "下北 花子",
        "section": section.pk,
        "email": "shimokita@city.example.jp",
        "reason": WHY,
    }
    done = act_in_browser(as_administrator, administrator, reverse("personnel_issue"), fields)
    made = Staff.objects.get(staff_number="1234")
    (shown,) = done.context["passwords"]
    assert shown[0] == made
    assert made.check_password(shown[1])
    assert shown[1] in Page.of(done).words
    assert "no-store" in done["Cache-Control"]
    # What the slip must say, and where the next act is: a person without a role can do nothing.
    assert f"{settings.SITE_URL}{reverse('account_login')}" in Page.of(done).words
    assert reverse("personnel_person", args=[made.pk]) in done.content.decode()
    assert shown[1] not in as_administrator.get(f"/personnel/staff/{made.pk}/").content.decode()


def test_what_was_typed_stands_on_the_second_page_and_comes_back(
    as_administrator: Client, drafter: Staff
) -> None:
    address = reverse("personnel_suspension", args=[drafter.pk])
    second = Page.of(as_administrator.post(address, {"reason": "端末の紛失"}))
    assert "端末の紛失" in second.words
    assert "利用を停止する" in second.buttons
    back = Page.of(as_administrator.post(address, {"reason": "端末の紛失", "edit": "1"}))
    assert back.value_of("reason") == "端末の紛失"
    drafter.refresh_from_db()
    assert drafter.is_active


def test_words_changed_after_the_second_page_are_refused(
    as_administrator: Client, administrator: Staff, drafter: Staff
) -> None:
    address = reverse("personnel_suspension", args=[drafter.pk])
    step_up = as_administrator.post(address, {"reason": "端末の紛失"}).context["step_up"]
    page = Page.of(
        as_administrator.post(
            address, {"reason": "別の理由", "step_up": step_up, "code": fresh_code(administrator)}
        )
    )
    assert "内容が変わりました" in page.words
    assert page.value_of("reason") == "別の理由"
    drafter.refresh_from_db()
    assert drafter.is_active


def test_after_five_minutes_it_goes_on_from_the_first_page(
    as_administrator: Client, administrator: Staff, drafter: Staff
) -> None:
    address = reverse("personnel_suspension", args=[drafter.pk])
    step_up = as_administrator.post(address, {"reason": WHY}).context["step_up"]
    with time_machine.travel(timezone.now() + LIFETIME, tick=False):
        late = {"reason": WHY, "step_up": step_up, "code": "123456"}
        page = Page.of(as_administrator.post(address, late))
        assert "5分が過ぎました" in page.words
        assert page.buttons.count("確認へ進む") == 1
        again = as_administrator.post(address, {"reason": page.value_of("reason")})
        assert again.context["step_up"] != step_up


def test_a_role_is_given_in_the_browser(
    as_administrator: Client, administrator: Staff, colleague: Staff
) -> None:
    address = reverse("personnel_role", args=[colleague.pk])
    fields = {
        "role": Role.AUDITOR.value,
        "starts_on": days(0).isoformat(),
        "ends_on": days(30).isoformat(),
        "rank": "",
        "reason": WHY,
    }
    done = act_in_browser(as_administrator, administrator, address, fields)
    assert done.status_code == 302
    assert colleague.holds(Role.AUDITOR)


def test_the_list_is_narrowed(as_administrator: Client, drafter: Staff, outsider: Staff) -> None:
    def names(query: str) -> str:
        return Page.of(as_administrator.get(reverse("personnel") + query)).words

    assert drafter.name in names("?q=工藤")
    assert outsider.name not in names("?q=工藤")
    assert outsider.name in names(f"?section={outsider.section_id}")
    assert drafter.name not in names(f"?section={outsider.section_id}")
    assert drafter.name in names("?role=drafter")
    assert drafter.name not in names("?role=auditor")
    assert "この条件に合う職員はいません。" in names("?state=retired")
    assert drafter.name in names("?state=what&section=x&role=y&page=99")
    hire("9001", "停止 太郎", "観光課")
    Staff.objects.filter(staff_number="9001").update(is_active=False)
    assert "停止 太郎" in names("?state=suspended")
    assert drafter.name not in names("?state=suspended")


@pytest.mark.parametrize("name", ["personnel_retirement", "personnel_transfer"])
def test_a_day_beyond_all_days_is_answered_in_words(
    name: str, as_administrator: Client, drafter: Staff
) -> None:
    where = Section.objects.create(name="環境政策課")
    sent = {"on": "9999-12-31", "section": where.pk, "reason": WHY}
    page = as_administrator.post(reverse(name, args=[drafter.pk]), sent)
    assert page.status_code == 200
    assert "日付の年を確認してください" in page.content.decode()


def test_the_end_of_the_account_manager_s_term_is_not_offered_where_it_is_refused(
    as_administrator: Client, manager: Staff
) -> None:
    page = as_administrator.get(reverse("personnel_person", args=[manager.pk])).content.decode()
    manages = manager.appointments.get(role=Role.ACCOUNT_MANAGER)
    drafts = manager.appointments.get(role=Role.DRAFTER)
    assert reverse("personnel_role_end", args=[manages.pk]) not in page
    assert reverse("personnel_role_end", args=[drafts.pk]) in page
