"""What the administration of staff leaves behind: movements, requests, files and reviews."""

from personnel.models.files import StaffFile
from personnel.models.help_requests import HelpKind, HelpOutcome, HelpRequest
from personnel.models.movements import Movement, MovementKind
from personnel.models.requests import Outcome, RequestKind, RoleRequest
from personnel.models.reviews import ReviewSignOff

__all__ = [
    "HelpKind",
    "HelpOutcome",
    "HelpRequest",
    "Movement",
    "MovementKind",
    "Outcome",
    "RequestKind",
    "ReviewSignOff",
    "RoleRequest",
    "StaffFile",
]
