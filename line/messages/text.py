"""What is a text message?"""

from line.messages.counting import utf16_length
from line.messages.limits import TEXT_LENGTH


def text_message(text: str) -> dict[str, str]:
    """Return LINE's text message object for ``text``.

    Raises ``ValueError`` when the text is blank, longer than ``TEXT_LENGTH`` or holds half of a
    surrogate pair (which LINE cannot decode).
    Source: Messaging API reference, 'Text message'.
    """
    if not text.strip():
        raise ValueError("a text message must not be blank")
    length = utf16_length(text)
    if length > TEXT_LENGTH.value:
        raise ValueError(
            f"a text message holds at most {TEXT_LENGTH.value} units, this has {length}"
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("a text message must not contain half of a surrogate pair")
    return {"type": "text", "text": text}


def beginning_of(text: str) -> str:
    """As much of ``text`` as one text message holds, without half a character at the end."""
    units = text.encode("utf-16-le", errors="surrogatepass")[: 2 * TEXT_LENGTH.value]
    return units.decode("utf-16-le", errors="ignore")
