"""Where a data folder keeps its random secrets: one file each, readable by its owner only."""

import os
import secrets
from pathlib import Path
from typing import Final

SECRET_BYTES: Final = 32


def kept_secret(path: Path, *, prefix: str = "") -> str:
    """The secret in this file; a new random one (URL-safe letters) when there is no file yet."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_privately(path, prefix + secrets.token_urlsafe(SECRET_BYTES))
    return path.read_text(encoding="ascii")


def write_privately(path: Path, text: str) -> None:
    """Write a file of mode 0600; it appears whole or not at all."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
    draft.replace(path)
