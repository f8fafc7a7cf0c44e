from django.urls import path

from . import views
from .views import accounts, keepers

app_name = "units"

urlpatterns = [
    path("", views.unit_list, name="unit_list"),
    path("<int:pk>/", views.unit_detail, name="unit_detail"),
    path("<int:pk>/sua/", views.unit_edit, name="unit_edit"),
    path("<int:pk>/chuyen/", views.unit_move, name="unit_move"),
    path("<int:pk>/giai-the/", views.unit_dissolve, name="unit_dissolve"),
    path("<int:pk>/chuyen-ca-nhan/", views.people_on, name="people_on"),
    path("<int:pk>/vai-tro-con-lai/", views.roles_on, name="roles_on"),
    path("<int:parent>/them-don-vi/", views.unit_create, name="unit_create"),
    path("<int:unit>/them-ca-nhan/", views.person_create, name="person_create"),
    path("<int:unit>/giao-vai-tro/", views.role_grant, name="role_grant"),
    path("ca-nhan/<int:pk>/sua/", views.person_edit, name="person_edit"),
    path("ca-nhan/trung/", views.duplicate_list, name="duplicate_list"),
    path("ca-nhan/trung/<int:first>/<int:second>/", views.duplicate_compare, name="duplicate_compare"),
    path("ca-nhan/trung/<int:first>/<int:second>/khac/", views.duplicate_different, name="duplicate_different"),
    path("vai-tro/<int:pk>/thoi-giao/", views.role_end, name="role_end"),
    path("tai-khoan/<int:pk>/", views.account_edit, name="account_edit"),
    path("tai-khoan/", views.my_account, name="my_account"),
    path("tai-khoan/tat-ca/", accounts.account_list, name="account_list"),
    path("tai-khoan/mat-khau/", views.ChangePassword.as_view(), name="password"),
    path("phan-dung-chung/", keepers.common_keepers, name="common_keepers"),
    path("nhat-ky/", views.audit_list, name="audit_list"),
]
