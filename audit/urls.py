"""The address of the audit trail."""

from django.urls import path

from audit import views

urlpatterns = [path("audit/", views.entries, name="audit_entries")]
