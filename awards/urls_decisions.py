"""Addresses of what follows a decision: money, certificates, corrections, the public results."""

from django.urls import path

from .views import cancelled_old, certificates, corrections, money, publishing

urlpatterns = [
    path("quyet-dinh/<int:pk>/dinh-chinh-huy-bo/", corrections.decision_amend, name="decision_amend"),
    path("quyet-dinh/thu-hoi/<int:pk>/", corrections.recovery_edit, name="recovery_edit"),
    path("quyet-dinh/<int:pk>/chi-thuong/", money.bonus_pay, name="bonus_pay"),
    path("quyet-dinh/<int:pk>/chi-thuong/xuat/", money.bonus_export, name="bonus_export"),
    path("quyet-dinh/<int:pk>/cong-bo/", publishing.results_publish, name="results_publish"),
    path("quyet-dinh/<int:pk>/go-cong-bo/", publishing.results_withdraw, name="results_withdraw"),
    path("quy/", money.fund_list, name="fund_list"),
    path("quy/<int:unit>/<int:year>/", money.fund_detail, name="fund_detail"),
    path("muc-thuong/", money.bonus_rates, name="bonus_rates"),
    path("muc-thuong/luong-co-so/", money.salary_edit, name="salary_add"),
    path("muc-thuong/luong-co-so/<int:pk>/", money.salary_edit, name="salary_edit"),
    path("muc-thuong/cua-tinh/", money.rate_edit, name="rate_add"),
    path("muc-thuong/cua-tinh/<int:pk>/", money.rate_edit, name="rate_edit"),
    path("muc-thuong/cua-tinh/<int:pk>/bo/", money.rate_remove, name="rate_remove"),
    path("mau-giay/", certificates.certificate_office, name="certificate_office"),
    path("mau-giay/<int:unit>/", certificates.certificate_templates, name="certificate_templates"),
    path("mau-giay/<int:unit>/moi/", certificates.certificate_template_edit, name="certificate_template_add"),
    path("mau-giay/<int:unit>/<int:pk>/", certificates.certificate_template_edit, name="certificate_template_edit"),
    path("mau-giay/<int:unit>/<int:pk>/in-thu.pdf", certificates.certificate_test, name="certificate_test"),
    path("mau-giay/<int:unit>/so-vang/", certificates.golden_numbering, name="golden_numbering"),
    path("mau-giay/<int:unit>/quoc-huy/", certificates.emblem_keep, name="emblem_keep"),
    path("mau-giay/<int:unit>/quoc-huy/bo/", certificates.emblem_drop, name="emblem_drop"),
    path("so-khen-thuong/<int:pk>/huy-bo/", cancelled_old.old_award_cancel, name="old_award_cancel"),
    path("so-khen-thuong/huy-bo/<int:pk>/nop-lai/", cancelled_old.old_award_returned, name="old_award_returned"),
    path("so-khen-thuong/<int:pk>/cap-lai/", certificates.certificate_reissue, name="certificate_reissue"),
    path("ket-qua/", publishing.results_public, name="results_public"),
    path("ket-qua/<int:pk>/", publishing.results_decision, name="results_decision"),
    path("cong-bo/", publishing.results_list, name="results_list"),
]
