from django.urls import path

from . import views

app_name = "plans"

urlpatterns = [
    path("", views.plan_list, name="plan_list"),
    path("moi/", views.plan_create, name="plan_create"),
    path("nhap/", views.plan_import, name="plan_import"),
    path("nhap/luu/", views.import_save, name="import_save"),
    path("nhap/thao-tac/", views.import_act, name="import_act"),
    path("nhap/xem-thu/", views.import_pdf, name="import_pdf"),
    path("<int:pk>/", views.plan_detail, name="plan_detail"),
    path("<int:pk>/pdf/", views.plan_pdf, name="plan_pdf"),
    path("<int:pk>/trang/<int:page>/", views.plan_page, name="plan_page"),
    path("<int:pk>/to-giay/", views.plan_sheet, name="plan_sheet"),
    path("<int:pk>/sua/", views.plan_edit, name="plan_edit"),
    path("<int:pk>/luu/", views.plan_autosave, name="plan_autosave"),
    path("<int:pk>/thao-tac/", views.plan_act, name="plan_act"),
    path("<int:pk>/ban-luu/<int:version>/", views.plan_restore, name="plan_restore"),
    path("<int:pk>/da-xem/", views.plan_dismiss, name="plan_dismiss"),
    path("<int:pk>/gui-ky/", views.plan_submit, name="plan_submit"),
    path("<int:pk>/lay-lai/", views.plan_take_back, name="plan_take_back"),
    path("<int:pk>/ban-hanh/", views.plan_issue, name="plan_issue"),
    path("<int:pk>/tra-lai/", views.plan_return, name="plan_return"),
    path("<int:pk>/ghi-nhan/", views.plan_record, name="plan_record"),
    path("<int:pk>/xoa/", views.plan_delete, name="plan_delete"),
    path("<int:pk>/tien-do/", views.task_list, name="task_list"),
    path("nhiem-vu/<int:pk>/xong/", views.task_report, name="task_report"),
    path("nhiem-vu/<int:pk>/mo-lai/", views.task_reopen, name="task_reopen"),
    path("nhiem-vu/<int:pk>/sap-xep/", views.task_arrange, name="task_arrange"),
]
