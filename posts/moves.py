"""Why a post could not be moved on: what callers of the verbs have to reckon with."""


class TransitionNotAllowed(Exception):
    """The table has no such move."""


class ChangedMeanwhile(Exception):
    """Somebody else was faster; nothing was written."""
