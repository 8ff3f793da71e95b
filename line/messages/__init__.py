"""What can be sent over LINE: one file per kind of message, and one table of LINE's limits.

Standard library only: the stand-in for LINE uses the same limits and the same renderer.
"""

from line.messages.cards import Card, Tone, card_message
from line.messages.counting import grapheme_length, utf16_length
from line.messages.drills import DRILL_LABEL, as_drill
from line.messages.limits import MESSAGES_PER_REQUEST, REQUEST_BYTES, TEXT_LENGTH, Limit
from line.messages.locations import location_message
from line.messages.pictures import image_message, linked_picture, video_message
from line.messages.requests import broadcast_body
from line.messages.text import beginning_of, text_message
from line.messages.words import notice_of, parts_of, words_of

__all__ = [
    "DRILL_LABEL",
    "MESSAGES_PER_REQUEST",
    "REQUEST_BYTES",
    "TEXT_LENGTH",
    "Card",
    "Limit",
    "Tone",
    "as_drill",
    "beginning_of",
    "broadcast_body",
    "card_message",
    "grapheme_length",
    "image_message",
    "linked_picture",
    "location_message",
    "notice_of",
    "parts_of",
    "text_message",
    "utf16_length",
    "video_message",
    "words_of",
]
