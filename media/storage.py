"""Where files lie: a folder, in which whatever lies under a name is whole."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

READABLE = 0o644


class Folder(FileSystemStorage):
    """Django's folder, for files named after their bytes.

    A file appears under its name in one moment, so that nobody is ever served a half of it for a
    year; and the same name means the same bytes, so that writing it twice does no harm.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: Any) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(dir=target.parent, prefix=".")
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).chmod(READABLE)
            Path(beside).replace(target)
        finally:
            Path(beside).unlink(missing_ok=True)
        return name
