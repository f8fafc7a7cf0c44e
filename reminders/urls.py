from django.urls import path

from . import urls_feed, urls_planned, urls_urging
from .urls_messages import urlpatterns as message_urls
from .views import calendar

app_name = "reminders"

urlpatterns = [
    *message_urls,
    path("lich/", calendar.calendar, name="calendar"),
    path("lich/ngay/", calendar.calendar_keep, name="calendar_keep"),
    path("lich/ngay/<int:pk>/bo/", calendar.calendar_remove, name="calendar_remove"),
    path("lich/<int:year>/lap/", calendar.calendar_propose, name="calendar_propose"),
    path("lich/<int:year>/doi-chieu/", calendar.calendar_confirm, name="calendar_confirm"),
    *urls_urging.urlpatterns,
    *urls_feed.urlpatterns,
    *urls_planned.urlpatterns,
]
