from django.urls import path

from . import views

app_name = "reminders"

urlpatterns = [
    path("", views.message_list, name="message_list"),
    path("da-doc/", views.message_read_all, name="message_read_all"),
    path("<int:pk>/da-doc/", views.message_read, name="message_read"),
    path("<int:pk>/mo/", views.message_open, name="message_open"),
    path("thu-di/", views.outbox, name="outbox"),
    path("thu-di/<int:pk>/gui-lai/", views.outbox_retry, name="outbox_retry"),
]
