"""Addresses of messages: the bell, how one wants to be told, what was sent."""

from django.urls import path

from .views import bell, choices, messages, outbox, stopping

urlpatterns = [
    path("", messages.message_list, name="message_list"),
    path("da-doc/", messages.message_read_all, name="message_read_all"),
    path("<int:pk>/da-doc/", messages.message_read, name="message_read"),
    path("<int:pk>/mo/", messages.message_open, name="message_open"),
    path("chuong/", bell.number, name="bell"),
    path("chuong/moi-nhat/", bell.newest, name="bell_newest"),
    path("tuy-chon/", choices.choices, name="choices"),
    path("ngoai-gio/", choices.any_hour, name="any_hour"),
    path("ngung-thu/<str:token>/", stopping.stop, name="stop"),
    path("thu-di/", outbox.outbox, name="outbox"),
    path("thu-di/gui-lai/", outbox.retry_many, name="outbox_retry_many"),
    path("thu-di/<int:pk>/", outbox.delivery, name="delivery"),
    path("thu-di/<int:pk>/gui-lai/", outbox.retry, name="outbox_retry"),
    path("thu-di/dia-chi-hong/", outbox.bad_addresses, name="bad_addresses"),
    path("thu-di/dia-chi-hong/<int:pk>/bo/", outbox.clear_bad, name="bad_address_clear"),
]
