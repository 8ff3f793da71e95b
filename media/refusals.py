"""How a file that is not taken is refused: in a sentence for the person who chose it."""


class Unusable(Exception):
    """The file is not taken; the text says why and what to do instead."""
