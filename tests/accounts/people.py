"""Who signs in, in the tests of sign-in."""

from typing import Final

from django.utils import timezone

from accounts.models import Section, Staff
from audit.models import Entry

PASSWORD: Final = "Tanesashi-kaigan-no-hana"
TEMPORARY: Final = "Kari-no-Aikotoba-8823"


def tanaka(**fields: object) -> Staff:
    """Signed in before; his password is his own."""
    return _person("S1001", "田中 一郎", PASSWORD, **{"must_change_password": False, **fields})


def sato(**fields: object) -> Staff:
    """A colleague at the same address."""
    return _person("S1002", "佐藤 花子", PASSWORD, **{"must_change_password": False, **fields})


def newcomer(**fields: object) -> Staff:
    """Has a temporary password and nothing else yet."""
    return _person("S1003", "工藤 ひかり", TEMPORARY, **fields)


def trail_of(action: str) -> list[Entry]:
    """The entries of one action, oldest first."""
    return list(Entry.objects.filter(action=action))


def _person(number: str, name: str, password: str, **fields: object) -> Staff:
    section, _ = Section.objects.get_or_create(name="広報統計課")
    fields = {"confidentiality_acknowledged_on": timezone.localdate(), **fields}
    return Staff.objects.create_staff(number, password, name=name, section=section, **fields)
