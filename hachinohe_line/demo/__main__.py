"""How the demo is called: `python -m hachinohe_line.demo` runs it, `… reset` removes its data."""

import argparse
import os
import sys
from pathlib import Path

from hachinohe_line.demo.failures import DemoError
from hachinohe_line.demo.reset import reset
from hachinohe_line.demo.screen import say
from hachinohe_line.demo.stack import ROOT
from hachinohe_line.demo.supervisor import run


def main(arguments: list[str]) -> int:
    """The exit status: 0 also after Ctrl-C, 1 when something failed and the reason was shown."""
    parser = argparse.ArgumentParser(prog="python -m hachinohe_line.demo", description=__doc__)
    parser.add_argument("command", nargs="?", choices=["run", "reset"], default="run")
    command = parser.parse_args(arguments).command
    data = Path(os.environ.get("DEMO_DATA") or ROOT / ".data").absolute()
    if sys.platform != "linux":
        say("The demo runs on Linux only: elsewhere children could outlive a killed supervisor.")
        return 1
    try:
        if command == "reset":
            reset(data)
            say(f"Removed {data}")
        else:
            run(data)
    except DemoError as error:
        say(f"\n{error}")
        return 1
    except OSError as error:
        say(f"\nThe demo cannot use {error.filename or data}: {error.strerror or error}.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
