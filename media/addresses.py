"""Under which addresses LINE, citizens and our own pages fetch a picture or a film."""

from django.conf import settings

from media.models import Image, Item


def original_of(item: Item) -> str:
    """The absolute address of the file itself: `originalContentUrl` of LINE's messages.

    It holds the SHA-256 of what is served, so that another byte is another address.
    """
    return absolute(item.file)


def preview_of(item: Item) -> str:
    """The absolute address of a JPEG of up to 1 MB: `previewImageUrl` of LINE's messages."""
    return absolute(item.preview)


def imagemap_base_of(image: Image) -> str:
    """`baseUrl` of an imagemap; LINE adds /240, /300, /460, /700 or /1040."""
    return absolute(image.sha256)


def absolute(name: str) -> str:
    """The whole address of a stored file."""
    return f"{settings.MEDIA_URL}{name}"


def on_page(name: str) -> str:
    """The same for a page of ours, which may have been opened under another name of this host."""
    return f"{settings.MEDIA_URL if settings.MEDIA_HOST else settings.MEDIA_PATH}{name}"
