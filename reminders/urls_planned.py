"""Addresses of schedules, of what will be told, and of recurring work."""

from django.urls import path

from .views import planned, recurring, schedules

urlpatterns = [
    path("sap-nhac/", planned.planned_list, name="planned_list"),
    path("da-nhac/", planned.told_list, name="told_list"),
    path("bi-lo/", planned.missed_list, name="missed_list"),
    path("lich-nhac/", schedules.schedule_list, name="schedule_list"),
    path("lich-nhac/gio-gui/", schedules.hours_edit, name="hours_edit"),
    path("lich-nhac/loai/<str:kind>/", schedules.schedule_edit, name="schedule_edit"),
    path("dinh-ky/", recurring.recurring_list, name="recurring_list"),
    path("dinh-ky/them/", recurring.recurring_new, name="recurring_new"),
    path("dinh-ky/<int:pk>/", recurring.recurring_edit, name="recurring_edit"),
    path("dinh-ky/<int:pk>/xong/", recurring.recurring_done, name="recurring_done"),
    path("dinh-ky/ky/<int:pk>/bo-dau/", recurring.recurring_open, name="recurring_open"),
]
