"""Do the documents speak of files that exist, and can their pictures and links be followed?"""

import re
import struct
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
DOCUMENTS: Final = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
PICTURES: Final = sorted(ROOT.glob("docs/images/*.png"))
NAMED: Final = re.compile(r"`((?:[\w.-]+/)+[\w.*-]+\.(?:py|md|css|html|toml|sh|txt|yml|png))`")
LINK: Final = re.compile(r'(?:\]\(|src=")(?!https?://|#)([^)"#]+)')


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_is_named_exists(document: Path) -> None:
    named = NAMED.findall(document.read_text(encoding="utf-8"))
    assert [path for path in named if not any(ROOT.glob(path))] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not document.parent.joinpath(link).exists()] == []


def test_the_documents_do_name_files_and_link_to_each_other() -> None:
    texts = [document.read_text(encoding="utf-8") for document in DOCUMENTS]
    assert sum(len(NAMED.findall(text)) for text in texts) > 50
    assert sum(len(LINK.findall(text)) for text in texts) > 10


@pytest.mark.parametrize("number", range(1, 8))
def test_every_file_on_the_way_to_line_is_in_the_table(number: int) -> None:
    readme = ROOT.joinpath("README.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| {number} \| `(.+?)` \| (.+) \|$", readme, re.MULTILINE)
    assert row is not None
    assert ROOT.joinpath(row[1]).is_file()
    assert row[2].endswith("?")


def test_the_readme_is_read_in_one_sitting() -> None:
    assert len(ROOT.joinpath("README.md").read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.name)
def test_a_picture_is_light_and_as_wide_as_a_screen_or_a_phone(picture: Path) -> None:
    start = picture.read_bytes()[:24]
    (width,) = struct.unpack(">I", start[16:20])
    assert start.startswith(b"\x89PNG")
    assert width in (1280, 390)
    assert picture.stat().st_size < 200_000


def test_every_rule_of_the_security_policy_names_the_tests_that_prove_it() -> None:
    text = ROOT.joinpath("docs", "security.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\([23]\)[①-⑧]) .+ \| (.+) \|$", text, re.MULTILINE)
    assert [rule for rule, _ in rows] == [
        *("(2)①", "(2)②"),
        *("(3)①", "(3)②", "(3)③", "(3)④", "(3)⑤", "(3)⑥", "(3)⑦", "(3)⑧"),
    ]
    for _, tests in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)`", tests)
        assert named
        assert all("\ndef test_" in ROOT.joinpath(name).read_text("utf-8") for name in named)
