"""The addresses of the administration of staff."""

from django.urls import path

from personnel.views import (
    approvers,
    duties,
    files,
    help_requests,
    helping_in,
    incidents,
    offices,
    people,
    person_acts,
    reviews,
    sections,
)

PERSON = "personnel/staff/<int:pk>"

urlpatterns = [
    path("personnel/", people.staff_list, name="personnel"),
    path("personnel/export/", people.export, name="personnel_export"),
    path("personnel/staff/new/", person_acts.Issue.as_view(), name="personnel_issue"),
    path(f"{PERSON}/", people.person, name="personnel_person"),
    path(f"{PERSON}/correction/", person_acts.Correct.as_view(), name="personnel_correction"),
    path(f"{PERSON}/suspension/", person_acts.Suspend.as_view(), name="personnel_suspension"),
    path(f"{PERSON}/resumption/", person_acts.Resume.as_view(), name="personnel_resumption"),
    path(f"{PERSON}/transfer/", person_acts.Transfer.as_view(), name="personnel_transfer"),
    path(f"{PERSON}/retirement/", person_acts.Retire.as_view(), name="personnel_retirement"),
    path(f"{PERSON}/password/", helping_in.IssuePassword.as_view(), name="personnel_password"),
    path(f"{PERSON}/factors/", helping_in.ResetFactors.as_view(), name="personnel_factors"),
    path(f"{PERSON}/leak/", helping_in.ReportLeak.as_view(), name="personnel_leak"),
    path(f"{PERSON}/roles/", offices.GiveRole.as_view(), name="personnel_role"),
    path(f"{PERSON}/absence/", approvers.AbsenceOfAnother.as_view(), name="personnel_absence"),
    path(
        "personnel/movements/<int:pk>/cancellation/",
        person_acts.CallOff.as_view(),
        name="personnel_cancellation",
    ),
    path(
        "personnel/appointments/<int:pk>/end/",
        offices.EndRole.as_view(),
        name="personnel_role_end",
    ),
    path("personnel/requests/", offices.request_list, name="personnel_requests"),
    path("personnel/requests/<int:pk>/", offices.Confirm.as_view(), name="personnel_request"),
    path("personnel/requests/<int:pk>/refusal/", offices.refusal, name="personnel_refusal"),
    path(
        "personnel/help/<int:pk>/",
        help_requests.HelpConfirm.as_view(),
        name="personnel_help_request",
    ),
    path(
        "personnel/help/<int:pk>/refusal/",
        help_requests.help_refusal,
        name="personnel_help_refusal",
    ),
    path("personnel/sections/", sections.section_list, name="personnel_sections"),
    path("personnel/sections/new/", sections.Add.as_view(), name="personnel_section_new"),
    path(
        "personnel/sections/<int:pk>/name/",
        sections.Rename.as_view(),
        name="personnel_section_name",
    ),
    path(
        "personnel/sections/<int:pk>/closing/",
        sections.Close.as_view(),
        name="personnel_section_closing",
    ),
    path("personnel/files/", files.upload, name="personnel_upload"),
    path(
        "personnel/files/template.csv",
        files.file_template,
        {"form": "csv"},
        name="personnel_template_csv",
    ),
    path(
        "personnel/files/template.xlsx",
        files.file_template,
        {"form": "xlsx"},
        name="personnel_template_xlsx",
    ),
    path("personnel/files/<int:pk>/", files.Apply.as_view(), name="personnel_file"),
    path("personnel/review/", reviews.Review.as_view(), name="personnel_review"),
    path("personnel/leaks/", incidents.leak_reports, name="personnel_leaks"),
    path("personnel/approvers/", approvers.approvers, name="personnel_approvers"),
    path("personnel/approvers/handover/", approvers.HandOver.as_view(), name="personnel_handover"),
    path("personnel/approvers/deputies/", approvers.Designate.as_view(), name="personnel_deputy"),
    path("personnel/duties/", duties.roster, name="personnel_duties"),
    path("personnel/duties/new/", duties.Register.as_view(), name="personnel_duty_new"),
    path("personnel/duties/copies/", duties.CopyWeek.as_view(), name="personnel_duty_copies"),
    path("personnel/duties/export/", duties.export, name="personnel_duty_export"),
    path("personnel/duties/<int:pk>/end/", duties.duty_end, name="personnel_duty_end"),
    path("personnel/absences/", approvers.own_absences, name="personnel_absences"),
    path("personnel/absences/<int:pk>/end/", approvers.absence_end, name="personnel_absence_end"),
]
