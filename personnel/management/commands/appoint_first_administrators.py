"""`manage.py appoint_first_administrators`: two people who then appoint all others."""

from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from personnel import first_start
from personnel.acts import NotPossible
from personnel.first_start import Newcomer
from personnel.issuing import normalised_number

PARTS: Final = ("職員番号", "氏名", "メールアドレス")


class Command(BaseCommand):
    """Asks for whatever was not given as an option; prints each temporary password once."""

    help = (
        "Appoint the first two administrators of an installation, and if wanted the first account "
        "manager. Refuses when there is an administrator already."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        person: dict[str, Any] = {"nargs": 3, "metavar": ("NUMBER", "NAME", "EMAIL")}
        parser.add_argument("--section", help="their section; made when it does not exist")
        parser.add_argument("--first", help="an administrator", **person)
        parser.add_argument("--second", help="another administrator", **person)
        parser.add_argument("--account-manager", help="the first account manager", **person)
        parser.add_argument(
            "--complete",
            action="store_true",
            help="only one administrator is left: appoint the second one",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        completing: bool = options["complete"]
        needed = 1 if completing else first_start.ADMINISTRATORS_NEEDED
        problem = first_start.why_not_install(needed, completing=completing)
        if problem:
            raise CommandError(problem)
        is_asked = not (options["second"] and options["section"])
        section = options["section"] or input("課: ").strip()
        first = [] if completing else [_person(options["first"], "1人目のシステム管理者")]
        people = [*first, _person(options["second"], "2人目のシステム管理者")]
        manager = self._manager(options["account_manager"], is_asked and not completing)
        try:
            done = first_start.install(
                people, section=section, manager=manager, completing=completing
            )
        except NotPossible as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(
            "登録しました。仮パスワードは二度と表示できません。本人に手渡してください。"
        )
        for one in done:
            staff = one.staff
            self.stdout.write(
                f"{staff.staff_number}  {one.password}  {staff.name}（{one.role.label}）"
            )

    def _manager(self, given: list[str] | None, is_asked: bool) -> Newcomer | None:
        if given:
            return _person(given, "")
        if is_asked and input("アカウント管理者も登録しますか（y/n）: ").strip().lower() == "y":
            return _person(None, "アカウント管理者")
        return None


def _person(given: list[str] | None, what: str) -> Newcomer:
    number, name, email = given or [input(f"{what}の{part}: ").strip() for part in PARTS]
    return Newcomer(normalised_number(number), " ".join(name.split()), email)
