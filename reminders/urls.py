from django.urls import path

from . import urls_feed, urls_planned, urls_urging
from .views import calendar, messages

app_name = "reminders"

urlpatterns = [
    path("", messages.message_list, name="message_list"),
    path("da-doc/", messages.message_read_all, name="message_read_all"),
    path("<int:pk>/da-doc/", messages.message_read, name="message_read"),
    path("<int:pk>/mo/", messages.message_open, name="message_open"),
    path("thu-di/", messages.outbox, name="outbox"),
    path("thu-di/<int:pk>/gui-lai/", messages.outbox_retry, name="outbox_retry"),
    path("lich/", calendar.calendar, name="calendar"),
    path("lich/ngay/", calendar.calendar_keep, name="calendar_keep"),
    path("lich/ngay/<int:pk>/bo/", calendar.calendar_remove, name="calendar_remove"),
    path("lich/<int:year>/lap/", calendar.calendar_propose, name="calendar_propose"),
    path("lich/<int:year>/doi-chieu/", calendar.calendar_confirm, name="calendar_confirm"),
    *urls_urging.urlpatterns,
    *urls_feed.urlpatterns,
    *urls_planned.urlpatterns,
]
