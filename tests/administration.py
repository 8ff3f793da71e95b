"""Who gets where in the pages of administrators, all apps together."""

from typing import Final

from tests.personnel import addresses as personnel
from tests.posts.screening_lists import addresses as lists

ADDRESSES: Final = {**personnel.ADDRESSES, **lists.ADDRESSES}
ABOUT: Final = {**personnel.ABOUT, **lists.ABOUT}
