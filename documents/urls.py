"""Addresses of the register, the legal bases and the public verification."""

from django.urls import path

from .views import bases, books, register, verifying

app_name = "documents"

urlpatterns = [
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
