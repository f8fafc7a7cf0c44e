"""Addresses of the register, the legal bases and the public verification."""

from django.urls import path

from . import views

app_name = "documents"

urlpatterns = [
    path("so/", views.document_list, name="document_list"),
    path("so/dang-loc.xlsx", views.document_export, name="document_export"),
    path("so/<int:pk>/", views.document_detail, name="document_detail"),
    path("so/<int:pk>/trang-<int:page>.png", views.document_page, name="document_page"),
    path("so/<int:pk>/tep.pdf", views.document_file, name="document_file"),
    path("so/<int:pk>/thu-hoi/", views.document_withdraw, name="document_withdraw"),
    path("can-cu/", views.basis_list, name="basis_list"),
    path("xac-minh/", views.verify_form, name="verify_form"),
    path("xac-minh/<str:code>/", views.verify, name="verify"),
]
