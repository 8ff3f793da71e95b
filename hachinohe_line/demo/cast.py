"""Who works in the demo's city office: invented people in sections that 八戸市 has."""

from dataclasses import dataclass
from typing import Final

from accounts.models import Role

PASSWORD: Final = "umineko-demo-2026"  # noqa: S105 - of invented people, on a developer's machine
TEMPORARY_PASSWORD: Final = "hajimete-demo-2026"  # noqa: S105 - the same


@dataclass(frozen=True)
class Person:
    """One invented member of staff; without an authenticator the first sign-in asks for one."""

    staff_number: str
    name: str
    section: str
    role: Role
    email: str
    is_enrolled: bool = True
    rank: int | None = None  # of a deputy


DRAFTER: Final = Person("100101", "工藤 美咲", "観光課", Role.DRAFTER, "kudo@city.example.jp")
DRAFTER_OF_ENVIRONMENT: Final = Person(
    "100102", "佐々木 健太", "環境政策課", Role.DRAFTER, "sasaki@city.example.jp"
)
DRAFTER_OF_CRISIS: Final = Person(
    "100103", "中村 誠", "危機管理課", Role.DRAFTER, "nakamura@city.example.jp"
)
ACCOUNT_MANAGER: Final = Person(
    "200101", "田中 恵子", "情報政策課", Role.ACCOUNT_MANAGER, "tanaka@city.example.jp"
)
AUDITOR: Final = Person("300101", "山田 隆", "行政管理課", Role.AUDITOR, "yamada@city.example.jp")
DEPUTY: Final = Person(
    "200102", "石田 浩", "情報政策課", Role.DEPUTY, "ishida@city.example.jp", rank=1
)
SECOND_DEPUTY: Final = Person(
    "200103", "阿部 千秋", "広報統計課", Role.DEPUTY, "abe@city.example.jp", rank=2
)
REVIEWER: Final = Person(
    "100110", "三上 直子", "観光課", Role.SECTION_REVIEWER, "mikami@city.example.jp"
)
CONSULTED: Final = Person(
    "100120", "大久保 久美", "広報統計課", Role.SECTION_REVIEWER, "okubo@city.example.jp"
)
ADMINISTRATOR: Final = Person(
    "400101", "高橋 誠一", "情報政策課", Role.ADMINISTRATOR, "takahashi@city.example.jp"
)
SECOND_ADMINISTRATOR: Final = Person(
    "400102", "三浦 由美", "行政管理課", Role.ADMINISTRATOR, "miura@city.example.jp"
)
NEWCOMER: Final = Person(
    "100199", "小笠原 葵", "観光課", Role.DRAFTER, "ogasawara@city.example.jp", is_enrolled=False
)

EVERYONE: Final = (
    DRAFTER,
    DRAFTER_OF_ENVIRONMENT,
    DRAFTER_OF_CRISIS,
    REVIEWER,
    CONSULTED,
    ACCOUNT_MANAGER,
    DEPUTY,
    SECOND_DEPUTY,
    AUDITOR,
    ADMINISTRATOR,
    SECOND_ADMINISTRATOR,
    NEWCOMER,
)
