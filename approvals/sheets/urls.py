"""The addresses of 決裁票."""

from django.urls import path

from approvals.sheets import views

urlpatterns = [
    path("posts/<int:pk>/sheet/", views.sheet, name="post_sheet"),
    path("posts/<int:pk>/sheet/pdf/", views.sheet_pdf, name="post_sheet_pdf"),
]
