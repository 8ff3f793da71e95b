"""How much may be sent to us in one request at all."""

from typing import IO, Any, Final

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# A film, its preview, and the form around them; what a kind of file may weigh is said later.
LARGEST_REQUEST: Final = 230_000_000


class SizeLimit(FileUploadHandler):
    """Refuses a request that is too large before anything of it is read or kept."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803  # Django's name for it
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> tuple[Any, Any] | None:
        """Raises RequestDataTooBig, which becomes the page of a 413."""
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig(f"{content_length} bytes were announced")
        return None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
