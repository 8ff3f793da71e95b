"""What is a message with a place on the map?"""

from typing import Any

from line.messages.limits import LATITUDE, LOCATION_ADDRESS, LOCATION_TITLE, LONGITUDE


def location_message(
    title: str, address: str, *, latitude: float, longitude: float
) -> dict[str, Any]:
    """Return the place; degrees, north and east positive. Source: 'Location message'.

    Raises ``ValueError``.
    """
    for words, limit in ((title, LOCATION_TITLE), (address, LOCATION_ADDRESS)):
        if not words.strip() or limit.excess(words):
            raise ValueError(f"1 to {limit.value} units are needed")
    for degrees, limit in ((latitude, LATITUDE), (longitude, LONGITUDE)):
        if not -limit.value <= degrees <= limit.value:
            raise ValueError(f"{degrees} degrees are nowhere")
    return {
        "type": "location",
        "title": title,
        "address": address,
        "latitude": latitude,
        "longitude": longitude,
    }
