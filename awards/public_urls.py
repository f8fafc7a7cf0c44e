"""The public pages of awards: lists published for comment, and the link of an agency that is asked."""

from django.urls import path

from .views import comments, opinions

app_name = "hearing"

urlpatterns = [
    path("", comments.public_list, name="comment_public_list"),
    path("<int:pk>/", comments.public_page, name="comment_public"),
    path("<int:pk>/da-gui/", comments.public_sent, name="comment_sent"),
    path("hiep-y/<str:token>/", opinions.opinion_answer, name="opinion_answer"),
]
