"""Is the audit trail whole? Exit status 1 and one line per flaw when it is not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit import trail


class Command(BaseCommand):
    help = "監査証跡に、書換え・削除・差込みがないことを確かめます。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--known",
            nargs=2,
            metavar=("番号", "値"),
            help="以前の実行で表示された番号と値。全体の作り直しも見つけられます。",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        flaws = list(trail.verify(known=_known(options["known"])))
        for flaw in flaws:
            self.stdout.write(f"{flaw.sequence}番: {flaw.what}")
        if flaws:
            raise CommandError(f"監査証跡に{len(flaws)}件の異常があります。")
        sequence, seal = trail.head()
        self.stdout.write(f"監査証跡は正常です（{sequence}件）。")
        self.stdout.write(f"控え: {sequence} {seal}")


def _known(given: list[str] | None) -> tuple[int, str] | None:
    if given is None:
        return None
    number, seal = given
    if not number.isdecimal():
        raise CommandError("--known には、表示された番号と値をこの順に書いてください。")
    return int(number), seal
