"""How a developer gets rid of the demo's data, to start again from the sample data."""

import os
import shutil
from pathlib import Path

from hachinohe_line.demo.folder_lock import lock


def reset(data: Path) -> None:
    """Remove the data folder. Raises DemoError while a demo runs in it."""
    if not data.exists():
        return
    held = lock(data, refusal=f"A demo is running in {data}: stop it before you remove its data.")
    try:
        shutil.rmtree(data)
    finally:
        os.close(held)
