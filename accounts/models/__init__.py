"""Who the staff are, what they are appointed to, and what they have proved or been told."""

from accounts.models.notices import Notice
from accounts.models.offices import Appointment, AppointmentQuerySet
from accounts.models.proofs import StepUp
from accounts.models.roles import Role
from accounts.models.staff import Section, Staff, StaffManager

__all__ = [
    "Appointment",
    "AppointmentQuerySet",
    "Notice",
    "Role",
    "Section",
    "Staff",
    "StaffManager",
    "StepUp",
]
