"""Addresses of dossiers and nominations beside those of their lists: minutes, papers, other ways to fill a list."""

from django.urls import path

from .views import dossier_fill, dossier_papers, dossier_tasks

urlpatterns = [
    path("ho-so/<int:pk>/viec-con-lai/", dossier_tasks.dossier_tasks, name="dossier_tasks"),
    path("ho-so/<int:pk>/bien-ban/", dossier_tasks.unit_minutes, name="unit_minutes"),
    path("ho-so/<int:pk>/bien-ban/tu-luu/", dossier_tasks.unit_minutes_autosave, name="unit_minutes_autosave"),
    path("ho-so/<int:pk>/bien-ban.pdf", dossier_papers.minutes_pdf, name="minutes_pdf"),
    path("ho-so/<int:pk>/giay-tiep-nhan.pdf", dossier_papers.receipt_pdf, name="receipt_pdf"),
    path("ho-so/<int:pk>/nguoi-tham-dinh/", dossier_tasks.dossier_clerk, name="dossier_clerk"),
    path("ho-so/<int:pk>/them-ho/", dossier_fill.household_add, name="household_add"),
    path("ho-so/<int:pk>/tu-excel/", dossier_fill.nominate_from_sheet, name="nominate_from_sheet"),
    path("ho-so/<int:pk>/mau-danh-sach.xlsx", dossier_fill.nominate_template, name="nominate_template"),
    path("ho-so/<int:pk>/tu-dot-truoc/", dossier_fill.nominate_from_last, name="nominate_from_last"),
    path("dot-xet/<int:pk>/to-trinh.pdf", dossier_papers.round_submission_pdf, name="round_submission_pdf"),
    path("de-nghi/<int:pk>/bao-cao.pdf", dossier_papers.report_pdf, name="report_pdf"),
    path("de-nghi/<int:pk>/thu-tu/<slug:way>/", dossier_fill.nomination_move, name="nomination_move"),
    path("de-nghi/<int:pk>/dang-mo/", dossier_tasks.nomination_presence, name="nomination_presence"),
    path("tep/<int:pk>/trang/<int:page>.png", dossier_papers.attachment_page, name="attachment_page"),
]
