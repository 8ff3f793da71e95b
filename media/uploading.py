"""How a picture or film comes into the library: cleaned, stated whose it is, and recorded."""

import shutil
import tempfile
from dataclasses import dataclass
from typing import TypeVar, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from media import films, pictures, shelves
from media.choices import People, Rights
from media.models import Image, Video, Wording
from media.permissions import demand, why_not_upload
from media.refusals import Unusable

Uploaded = TypeVar("Uploaded", Image, Video)


@dataclass(frozen=True)
class Statement:
    """What a person says about a picture or film: its words, and the rights in it (責9)."""

    alt_text: str
    rights: Rights
    rights_note: str
    people: People
    is_cleared: bool


def upload_image(*, actor: Staff, sent: "UploadedFile[bytes]", statement: Statement) -> Image:
    """A picture for posts: drawn anew from its pixels, in every size that LINE asks for.

    What the same person has brought for the same section before is given back as it is, and says
    so (`was_there`): a second press makes no second picture.
    Raises PermissionDenied, and Unusable with what to do instead.
    """
    demand(why_not_upload(actor))
    drawn = pictures.draw(sent, sent.size or 0)
    file = shelves.put_bytes(drawn.original, drawn.extension)
    preview = shelves.put_bytes(drawn.preview, "jpg")
    sha256 = file.partition(".")[0]
    for width, content in drawn.imagemap.items():
        shelves.put_width(sha256, width, content)
    facts = {
        "sha256": sha256,
        "file": file,
        "preview": preview,
        "size": len(drawn.original),
        "width": drawn.width,
        "height": drawn.height,
    }
    return _register(Image(**facts), actor, statement)


def upload_video(
    *,
    actor: Staff,
    sent: "UploadedFile[bytes]",
    preview: "UploadedFile[bytes]",
    statement: Statement,
) -> Video:
    """A film for posts: its file without what a player does not need, and its preview.

    The same film with the same preview is given back as it is, like a picture.
    Raises PermissionDenied, Unusable for the film, and UnusablePreview for the picture.
    """
    demand(why_not_upload(actor))
    if (sent.size or 0) > films.LARGEST:
        raise Unusable(films.TOO_HEAVY)
    try:
        still, width, height = pictures.draw_preview(preview, preview.size or 0)
    except Unusable as unusable:
        raise UnusablePreview(str(unusable)) from None
    with tempfile.TemporaryFile() as copy:
        sent.seek(0)
        shutil.copyfileobj(sent, copy, films.AT_A_TIME)
        films.clean(copy)
        size = copy.seek(0, 2)
        file = shelves.put_file(copy, "mp4")
    facts = {
        "sha256": file.partition(".")[0],
        "file": file,
        "preview": shelves.put_bytes(still, "jpg"),
        "size": size,
        "width": width,
        "height": height,
    }
    return _register(Video(**facts), actor, statement)


class UnusablePreview(Unusable):
    """It is the picture that stands for a film that is not taken."""


def _register(item: Uploaded, actor: Staff, statement: Statement) -> Uploaded:
    """The row, its first words and the entry in the trail; the files are there already."""
    item.section, item.uploaded_by = actor.section, actor
    item.alt_text = statement.alt_text
    item.rights, item.rights_note = statement.rights, statement.rights_note
    item.people, item.is_cleared = statement.people, statement.is_cleared
    with transaction.atomic():
        # One upload of a person after the other, so that two presses find each other.
        Staff.objects.select_for_update(no_key=True).get(pk=actor.pk)
        known = type(item).objects.filter(pk__in=item.twins()).first()
        if known is not None:
            known.was_there = True
            return cast("Uploaded", known)
        item.save(force_insert=True)
        Wording.objects.create(item=item, alt_text=item.alt_text, by=actor)
        trail.record(
            Action.MEDIA_UPLOADED,
            target=item.as_target,
            actor=actor.as_actor(),
            detail={"digest": item.sha256, "rights": item.rights, "people_shown": item.people},
        )
    return item
