from django.urls import path

from . import views, views_search

app_name = "core"

urlpatterns = [
    path("dang-nhap/", views.SignIn.as_view(), name="login"),
    path("dang-xuat/", views.SignOut.as_view(), name="logout"),
    path("tim-kiem/", views_search.search, name="search"),
    path("suc-khoe/", views.health, name="health"),
    path("viec/<uuid:pk>/", views.job_detail, name="job_detail"),
    path("viec/<uuid:pk>/ket-qua/", views.job_result, name="job_result"),
]
