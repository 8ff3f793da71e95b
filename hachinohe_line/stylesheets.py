"""How the stylesheets reach a browser in one request: collectstatic joins what site.css imports."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET: Final = "css/site.css"
IMPORT: Final = re.compile(r'@import url\("(?P<file>[\w-]+\.css)"\) layer\((?P<layer>[\w-]+)\);')


class JoinedStylesheetStorage(CompressedManifestStaticFilesStorage):
    """Fingerprinted and compressed, with site.css holding the sheets that it imports."""

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if not dry_run and SHEET in paths:
            storage, name = paths[SHEET]
            with storage.open(name) as source:
                joined = join(source.read().decode(), Path(storage.path(name)).parent)
            self.delete(SHEET)
            self.save(SHEET, ContentFile(joined.encode()))
            paths = {**paths, SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run, **options)  # type: ignore[no-untyped-call]


def join(sheet: str, folder: Path) -> str:
    """`sheet` with each layered import replaced by the layer itself, in the same order."""
    return IMPORT.sub(lambda found: _layer(folder / found["file"], found["layer"]), sheet)


def _layer(file: Path, layer: str) -> str:
    return f"@layer {layer} {{\n{file.read_text(encoding='utf-8')}}}\n"
