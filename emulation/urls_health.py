"""Is it well? For people, and for load balancers and monitoring."""

from django.urls import path

from core import views

from . import views_health

urlpatterns = [
    path("tinh-trang/", views_health.system_health, name="system_health"),
    path("song/", views.health, name="alive"),
    path("san-sang/", views.ready, name="ready"),
]
