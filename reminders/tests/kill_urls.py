"""The addresses of the rooms that the kill tests read."""

from django.urls import include, path

urlpatterns = [
    path("", include("core.urls")),
    path("don-vi/", include("units.urls")),
    path("van-ban/", include("documents.urls")),
    path("nhac-viec/", include("reminders.urls")),
]
