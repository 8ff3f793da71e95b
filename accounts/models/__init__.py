"""Who the staff are, what they are appointed to, and what they have proved or been told."""

from accounts.models.absences import Absence, AbsenceCategory
from accounts.models.calendar_keys import CalendarKey
from accounts.models.duties import Duty, DutyQuerySet
from accounts.models.factors import Authenticator, RecoveryCode, RecoverySheet
from accounts.models.notices import Notice
from accounts.models.offices import Appointment, AppointmentQuerySet
from accounts.models.passwords import LeakReport, PasswordHistory
from accounts.models.proofs import StepUp
from accounts.models.roles import Role
from accounts.models.sessions import StaffSession
from accounts.models.staff import Section, Staff, StaffManager

__all__ = [
    "Absence",
    "AbsenceCategory",
    "Appointment",
    "AppointmentQuerySet",
    "Authenticator",
    "CalendarKey",
    "Duty",
    "DutyQuerySet",
    "LeakReport",
    "Notice",
    "PasswordHistory",
    "RecoveryCode",
    "RecoverySheet",
    "Role",
    "Section",
    "Staff",
    "StaffManager",
    "StaffSession",
    "StepUp",
]
