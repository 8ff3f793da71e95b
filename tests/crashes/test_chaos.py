"""A short run of `make chaos`: each of the five things that may die is killed once."""

import os
import subprocess
import sys

from tests.crashes.conftest import ROOT
from tests.servers import ENVIRONMENT

SEED = "7"
SENDS = "40"
KILLED = ("worker", "beat", "Valkey", "PostgreSQL", "stand-in for LINE")


def test_nothing_is_lost_doubled_early_late_or_unapproved_while_everything_dies() -> None:
    # Servers of its own: those of the tests are not to be killed.
    own = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}
    own = {name: value for name, value in own.items() if not name.endswith(("_URL", "_ROOT"))}
    run = subprocess.run(
        [sys.executable, "-m", "tests.crashes.chaos"],
        cwd=ROOT,
        env={**own, "CHAOS_SEED": SEED, "CHAOS_SENDS": SENDS},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr[-3000:]
    for target in KILLED:
        assert f"     1  {target}\n" in run.stdout
    assert "     0  lost\n" in run.stdout
