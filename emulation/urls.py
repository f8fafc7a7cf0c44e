"""Addresses: one prefix a room, in Vietnamese, because people read and send them."""

from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("da-gui/", views.followed, name="followed"),
    path("don-vi-cham/", views.late_units, name="late_units"),
    path("da-xem/", views.news_seen, name="news_seen"),
    path("tro-giup/", views.guide, name="guide"),
    path("", include("emulation.urls_health")),
    path("", include("core.urls")),
    path("don-vi/", include("units.urls")),
    path("van-ban/", include("documents.urls")),
    path("xac-minh/", include("documents.public_urls")),
    path("lay-y-kien/", include("awards.public_urls")),
    path("nhac-viec/", include("reminders.urls")),
    path("ke-hoach/", include("plans.urls")),
    path("phong-trao/", include("campaigns.urls")),
    path("khen-thuong/", include("awards.urls")),
]

handler400 = "core.views.bad_request"
handler403 = "core.views.forbidden"
handler404 = "core.views.not_found"
handler500 = "core.views.server_error"
