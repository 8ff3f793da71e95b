"""Is a picture drawn anew, so that nothing of what was sent is served?"""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from accounts.models import Staff
from media.models import Image as Picture
from media.pictures import IMAGEMAP_WIDTHS, LARGEST_ORIGINAL, LARGEST_PREVIEW, draw
from tests.media.files import SECRETS, photo, picture, upload, wide_gamut

pytestmark = pytest.mark.django_db


def served(item: Picture) -> Iterator[tuple[str, bytes]]:
    """Every file that anybody can fetch of a picture."""
    widths = [f"{item.sha256}/{width}" for width in IMAGEMAP_WIDTHS]
    for name in (item.file, item.preview, *widths):
        with default_storage.open(name) as file:
            yield name, file.read()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_no_byte_of_exif_gps_comment_or_trailer_survives(drafter: Staff) -> None:
    photographed = photo()
    assert all(secret in photographed for secret in SECRETS[:3])
    for name, content in served(upload(drafter, photographed)):
        assert [secret for secret in SECRETS if secret in content] == [], name
        assert b"Exif" not in content, name
        assert b"ICC_PROFILE" not in content, name
        assert dict(opened(content).getexif()) == {}, name


def test_no_byte_of_the_texts_and_profile_of_a_png_survives(drafter: Staff) -> None:
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    texts.add_text("Comment", "GEHEIM-KOMMENTAR")
    texts.add_itxt("XML:com.adobe.xmp", "GEHEIM-ORT", zip=False)
    sent = picture(form="PNG", pnginfo=texts, icc_profile=b"GEHEIM-PROFIL") + b"GEHEIM-ANHANG"
    assert b"GEHEIM-ORT" in sent
    for name, content in served(upload(drafter, sent)):
        assert [secret for secret in SECRETS if secret in content] == [], name
        assert b"iCCP" not in content, name


def test_nothing_is_served_as_it_was_sent(drafter: Staff) -> None:
    plain = picture(quality=90)
    assert plain not in [content for _, content in served(upload(drafter, plain))]


def test_a_picture_taken_sideways_stands_upright(drafter: Staff) -> None:
    item = upload(drafter, photo(orientation=6))
    assert (item.width, item.height) == (300, 400)
    upright = opened(dict(served(item))[item.file]).convert("RGB")
    # Turned clockwise, the left half has come to the top.
    top, bottom = upright.getpixel((150, 50)), upright.getpixel((150, 350))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 150 > bottom[0]


@pytest.mark.parametrize("mode", ["CMYK", "L", "1"])
def test_other_colour_spaces_become_what_phones_show(mode: str) -> None:
    form = "PNG" if mode == "1" else "JPEG"
    drawn = draw(io.BytesIO(picture(form=form, mode=mode)), 1)
    assert opened(drawn.original).mode == "RGB"


@pytest.mark.parametrize("size", [(200, 200), (3000, 2000)])
def test_sixteen_bits_of_grey_keep_their_brightness(size: tuple[int, int]) -> None:
    grey = Image.new("I;16", size, 128 * 256)
    file = io.BytesIO()
    grey.save(file, "PNG")
    drawn = draw(file, 1)
    assert opened(drawn.original).getpixel((100, 100)) == (128, 128, 128)


@pytest.mark.parametrize("mode", ["RGBA", "P", "LA"])
@pytest.mark.parametrize("side", [200, 3000])
def test_what_is_transparent_becomes_white(mode: str, side: int) -> None:
    glass = Image.new("RGBA", (side, side), (255, 0, 0, 0))
    file = io.BytesIO()
    glass.convert(mode).save(file, "PNG")
    assert opened(draw(file, 1).original).getpixel((100, 100)) == (255, 255, 255)


def test_a_profile_that_does_not_fit_is_left_alone_and_left_out() -> None:
    drawn = draw(io.BytesIO(wide_gamut()), 1)
    assert "icc_profile" not in opened(drawn.original).info


def test_sizes_are_those_that_line_asks_for(drafter: Staff) -> None:
    item = upload(drafter, picture((4000, 3000)))
    files = dict(served(item))
    assert max(opened(files[item.file]).size) == 2048
    assert len(files[item.file]) <= LARGEST_ORIGINAL
    assert len(files[item.preview]) <= LARGEST_PREVIEW
    for width in IMAGEMAP_WIDTHS:
        assert opened(files[f"{item.sha256}/{width}"]).width == width
    assert opened(files[f"{item.sha256}/1040"]).height == item.imagemap_height


def test_noise_stays_within_the_limits_of_line() -> None:
    noise = Image.effect_noise((3000, 3000), 200).convert("RGB")
    file = io.BytesIO()
    noise.save(file, "JPEG", quality=95)
    drawn = draw(file, len(file.getvalue()))
    assert len(drawn.original) <= LARGEST_ORIGINAL
    assert len(drawn.preview) <= LARGEST_PREVIEW


def test_the_same_picture_twice_is_one_file(drafter: Staff, colleague: Staff) -> None:
    first, second = upload(drafter), upload(colleague)
    assert first.pk != second.pk
    assert (first.file, first.preview) == (second.file, second.preview)
    folder = Path(default_storage.path(first.file)).parent
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
