"""The addresses of 決裁の記録."""

from django.urls import path

from approvals.records import views

urlpatterns = [
    path("approvals/records/", views.records, name="approval_records"),
    path("approvals/records/export/", views.records_export, name="approval_records_export"),
]
