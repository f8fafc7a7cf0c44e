"""The short public address that stands on every printed page: /xac-minh/<code>."""

from django.urls import path

from .views import verifying

app_name = "public"

urlpatterns = [
    path("", verifying.verify_form, name="verify_form"),
    path("tep", verifying.verify_file, name="verify_file"),
    # Whatever somebody typed is answered by this page, a slash too many included.
    path("<path:code>", verifying.verify, name="verify"),
]
