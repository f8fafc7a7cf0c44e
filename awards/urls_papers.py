"""Addresses of papers that are written, signed and numbered as official documents."""

from django.urls import path

from .views import appraisal, unit_papers

urlpatterns = [
    path("ho-so/<int:pk>/van-ban/<slug:kind>/", unit_papers.unit_paper, name="unit_paper"),
    path("dot-xet/<int:pk>/van-ban/to-trinh/", unit_papers.round_paper, name="round_paper"),
    path("dot-xet/<int:pk>/tham-dinh/xuat/", appraisal.appraisal_export, name="appraisal_export"),
]
