"""The addresses of the audit trail."""

from django.urls import path

from audit import views

urlpatterns = [
    path("audit/", views.entries, name="audit_entries"),
    path("audit/export/", views.export, name="audit_export"),
]
