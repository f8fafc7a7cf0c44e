"""Addresses of the rule sets and of eligibility."""

from django.urls import path

from .views import eligibility, rules

urlpatterns = [
    path("tieu-chuan/", rules.rule_list, name="rule_list"),
    path("du-dieu-kien/", eligibility.eligibility_list, name="eligibility_list"),
    path("du-dieu-kien/xuat/", eligibility.eligibility_export, name="eligibility_export"),
    path("so-khen-thuong/ca-nhan/<int:pk>/con-thieu/", eligibility.person_outlook, name="person_outlook"),
    path("so-khen-thuong/tap-the/<int:pk>/con-thieu/", eligibility.unit_outlook, name="unit_outlook"),
]
