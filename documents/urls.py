"""Addresses of the register, the legal bases and the public verification."""

from django.urls import path

from .views import (
    bases,
    books,
    drafts,
    drafts_way,
    drafts_writing,
    mandates,
    register,
    verifying,
)

app_name = "documents"

urlpatterns = [
    path("", drafts.documents_home, name="home"),
    path("du-thao/", drafts.draft_list, name="draft_list"),
    path("du-thao/moi/", drafts.draft_new, name="draft_new"),
    path("du-thao/<int:pk>/", drafts.draft_detail, name="draft_detail"),
    path("du-thao/<int:pk>/sua/", drafts_writing.draft_edit, name="draft_edit"),
    path("du-thao/<int:pk>/tu-luu/", drafts_writing.draft_autosave, name="draft_autosave"),
    path("du-thao/<int:pk>/ban-in/", drafts.draft_sheet, name="draft_sheet"),
    path("du-thao/<int:pk>/trang-<int:page>.png", drafts.draft_page, name="draft_page"),
    path("du-thao/<int:pk>/ban-in.pdf", drafts.draft_file, name="draft_file"),
    path("du-thao/<int:pk>/gui-ky/", drafts_way.draft_submit, name="draft_submit"),
    path("du-thao/<int:pk>/lay-lai/", drafts_way.draft_take_back, name="draft_take_back"),
    path("du-thao/<int:pk>/tra-lai/", drafts_way.draft_return, name="draft_return"),
    path("du-thao/<int:pk>/ban-hanh/", drafts_way.draft_issue, name="draft_issue"),
    path("du-thao/<int:pk>/xoa/", drafts_way.draft_delete, name="draft_delete"),
    path("giao-ky/", mandates.mandate_list, name="mandate_list"),
    path("giao-ky/them/", mandates.mandate_give, name="mandate_give"),
    path("giao-ky/<int:pk>/cham-dut/", mandates.mandate_end, name="mandate_end"),
    path("so/", register.document_list, name="document_list"),
    path("so/dang-loc.xlsx", register.document_export, name="document_export"),
    path("so/in/", books.document_print, name="document_print"),
    path("so/cac-so/", books.register_books, name="register_books"),
    path("so/cac-so/bat-dau/", books.register_start, name="register_start"),
    path("so/cac-so/rieng/", books.series_open, name="series_open"),
    path("so/cac-so/chung/", books.book_share, name="book_share"),
    path("so/<int:pk>/", register.document_detail, name="document_detail"),
    path("so/<int:pk>/trang-<int:page>.png", register.document_page, name="document_page"),
    path("so/<int:pk>/tep.pdf", register.document_file, name="document_file"),
    path("so/<int:pk>/ghi-so/", register.document_entry, name="document_entry"),
    path("so/<int:pk>/thu-hoi/", register.document_withdraw, name="document_withdraw"),
    path("can-cu/", bases.basis_list, name="basis_list"),
    path("xac-minh/", verifying.verify_form, name="verify_form"),
    path("xac-minh/<str:code>/", verifying.verify, name="verify"),
]
