"""How is a field of a bubble called in a form, and where errors are told?"""


def name_in_form(identity: str, field: str) -> str:
    """As Django names the fields of a form with a prefix."""
    return f"{identity}-{field}"
