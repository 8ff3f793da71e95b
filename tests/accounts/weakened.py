"""Sign-in with one of its locks taken out, to see that the others hold alone."""

from accounts.adapter import StaffAccountAdapter


class WithoutVerifyStage(StaffAccountAdapter):
    def get_login_stages(self) -> list[str]:
        return _without("Verify")


class WithoutChangePasswordStage(StaffAccountAdapter):
    def get_login_stages(self) -> list[str]:
        return _without("ChangePassword")


class WithoutEnrolStage(StaffAccountAdapter):
    def get_login_stages(self) -> list[str]:
        return _without("Enrol")


class WithoutAcknowledgeStage(StaffAccountAdapter):
    def get_login_stages(self) -> list[str]:
        return _without("Acknowledge")


class WithoutBindStage(StaffAccountAdapter):
    def get_login_stages(self) -> list[str]:
        return _without("Bind")


class WithoutStages(StaffAccountAdapter):
    def get_login_stages(self) -> list[str]:
        return []


def _without(name: str) -> list[str]:
    stages = ("Verify", "ChangePassword", "Enrol", "Acknowledge", "Bind")
    return [f"accounts.stages.{stage}Stage" for stage in stages if stage != name]
