from django.urls import path

from . import task_urls
from .views import alongside, editor, importing, pasting, proofreading, reading, way, word

app_name = "plans"

urlpatterns = [
    path("", reading.plan_list, name="plan_list"),
    path("moi/", importing.plan_create, name="plan_create"),
    path("nhap/", importing.plan_import, name="plan_import"),
    path("nhap/luu/", importing.import_save, name="import_save"),
    path("nhap/xem-thu/", importing.import_pdf, name="import_pdf"),
    path("nhap/to-giay/", importing.import_sheet, name="import_sheet"),
    path("dan/", pasting.plan_paste, name="plan_paste"),
    path("<int:pk>/", reading.plan_detail, name="plan_detail"),
    path("<int:pk>/pdf/", reading.plan_pdf, name="plan_pdf"),
    path("<int:pk>/word/", word.plan_docx, name="plan_docx"),
    path("<int:pk>/trang/<int:page>/", reading.plan_page, name="plan_page"),
    path("<int:pk>/to-giay/", reading.plan_sheet, name="plan_sheet"),
    path("<int:pk>/sua/", editor.plan_edit, name="plan_edit"),
    path("<int:pk>/luu/", editor.plan_autosave, name="plan_autosave"),
    path("<int:pk>/ban-luu/<int:version>/", editor.plan_restore, name="plan_restore"),
    path("<int:pk>/dang-mo/", alongside.plan_presence, name="plan_presence"),
    path("<int:pk>/noi-dung/", alongside.plan_fields, name="plan_fields"),
    path("<int:pk>/da-xem/", editor.plan_dismiss, name="plan_dismiss"),
    path("<int:pk>/soat-loi/", proofreading.plan_proofread, name="plan_proofread"),
    path("<int:pk>/soat-loi/ket-qua/", proofreading.plan_findings, name="plan_findings"),
    path("<int:pk>/soat-loi/sua/", proofreading.plan_fix, name="plan_fix"),
    path("<int:pk>/soat-loi/bo-qua/", proofreading.finding_dismiss, name="finding_dismiss"),
    path("<int:pk>/soat-loi/mo-lai/<int:dismissed>/", proofreading.finding_reopen, name="finding_reopen"),
    path("<int:pk>/gui-ky/", way.plan_submit, name="plan_submit"),
    path("<int:pk>/lay-lai/", way.plan_take_back, name="plan_take_back"),
    path("<int:pk>/ban-hanh/", way.plan_issue, name="plan_issue"),
    path("<int:pk>/tra-lai/", way.plan_return, name="plan_return"),
    path("<int:pk>/ghi-nhan/", way.plan_record, name="plan_record"),
    path("<int:pk>/xoa/", way.plan_delete, name="plan_delete"),
    *task_urls.urlpatterns,
]
