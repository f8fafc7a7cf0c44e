"""Addresses of the rule sets and of eligibility."""

from django.urls import path

from .views import eligibility, round_rules, rule_parts, rules

urlpatterns = [
    path("tieu-chuan/", rules.rule_list, name="rule_list"),
    path("tieu-chuan/bo/<int:pk>/", rules.rule_set_detail, name="rule_set_detail"),
    path("tieu-chuan/bo/<int:pk>/sao/", rules.rule_set_copy, name="rule_set_copy"),
    path("tieu-chuan/bo/<int:pk>/sua/", rules.rule_set_edit, name="rule_set_edit"),
    path("tieu-chuan/bo/<int:pk>/xac-minh/", rules.rule_set_verify, name="rule_set_verify"),
    path("tieu-chuan/bo/<int:pk>/them/", rules.rule_add, name="rule_add"),
    path("tieu-chuan/bo/<int:pk>/quy-trinh/", rules.procedure_add, name="procedure_add"),
    path("tieu-chuan/<int:pk>/them-dieu-kien/", rule_parts.condition_add, name="condition_add"),
    path("tieu-chuan/<int:pk>/sua/", rules.rule_edit, name="rule_edit"),
    path("tieu-chuan/<int:pk>/ban-moi/", rules.rule_take_offered, name="rule_take_offered"),
    path("tieu-chuan/<int:pk>/bo/", rules.rule_remove, name="rule_remove"),
    path("tieu-chuan/quy-trinh/<int:pk>/sua/", rules.procedure_edit, name="procedure_edit"),
    path("tieu-chuan/quy-trinh/<int:pk>/chep/", rule_parts.procedure_copy, name="procedure_copy"),
    path("tieu-chuan/quy-trinh/<int:pk>/bo/", rule_parts.procedure_remove, name="procedure_remove"),
    path("tieu-chuan/quy-trinh/<int:pk>/ban-moi/", rule_parts.procedure_take_offered, name="procedure_take_offered"),
    path("dot-xet/<int:pk>/bo-tieu-chuan/", round_rules.round_rules, name="round_rules"),
    path("du-dieu-kien/", eligibility.eligibility_list, name="eligibility_list"),
    path("du-dieu-kien/xuat/", eligibility.eligibility_export, name="eligibility_export"),
    path("so-khen-thuong/ca-nhan/<int:pk>/con-thieu/", eligibility.person_outlook, name="person_outlook"),
    path("so-khen-thuong/tap-the/<int:pk>/con-thieu/", eligibility.unit_outlook, name="unit_outlook"),
]
