"""What a person sees on a page: its words, its fields with what is typed in them, its errors."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self
from xml.etree.ElementTree import Element

import html5lib

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response


@dataclass(frozen=True)
class Page:
    """One answer of the server, read as a browser reads it."""

    status: int
    root: Element

    @classmethod
    def of(cls, response: "Response | Any") -> Self:
        text = response.content.decode()
        return cls(response.status_code, html5lib.parse(text, namespaceHTMLElements=False))

    @property
    def words(self) -> str:
        """All text of the page, with runs of white space as one space."""
        return words_of(self.root)

    @property
    def headings(self) -> list[str]:
        return [words_of(heading) for heading in self.root.iter("h1")]

    @property
    def buttons(self) -> list[str]:
        """What can be pressed or followed in the main part."""
        return [words_of(found) for tag in ("button", "a") for found in self.main.iter(tag)]

    @property
    def main(self) -> Element:
        (found,) = self.root.iter("main")
        return found

    def errors_at(self, field: str) -> str:
        """The message at one field, or an empty string."""
        return "".join(words_of(found) for found in self._with_id(f"id_{field}_error"))

    def value_of(self, name: str) -> str:
        """What stands in a field: typed text, or the value of the chosen button."""
        for area in self.root.iter("textarea"):
            if area.get("name") == name:
                return area.text or ""
        for found in self.root.iter("input"):
            is_choice = found.get("type") in {"radio", "checkbox"}
            if found.get("name") == name and (not is_choice or "checked" in found.attrib):
                return found.get("value") or ("on" if is_choice else "")
        return ""

    def _with_id(self, wanted: str) -> list[Element]:
        return [found for found in self.root.iter() if found.get("id") == wanted]


def words_of(element: Element) -> str:
    """The text inside an element, with runs of white space as one space."""
    return " ".join("".join(element.itertext()).split())
