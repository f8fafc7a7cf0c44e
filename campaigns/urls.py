from django.urls import path

from . import views
from .views import stories

app_name = "campaigns"

urlpatterns = [
    path("guong-dien-hinh/", stories.story_list, name="story_list"),
    path("guong-dien-hinh/xuat/", stories.story_export, name="story_export"),
    path("guong-dien-hinh/moi/", stories.story_new, name="story_new"),
    path("guong-dien-hinh/<int:pk>/", stories.story_detail, name="story_detail"),
    path("guong-dien-hinh/<int:pk>/sua/", stories.story_edit, name="story_edit"),
    path("guong-dien-hinh/<int:pk>/tu-luu/", stories.story_autosave, name="story_autosave"),
    path("guong-dien-hinh/<int:pk>/dang/", stories.story_publish, name="story_publish"),
    path("guong-dien-hinh/<int:pk>/rut/", stories.story_withdraw, name="story_withdraw"),
    path("guong-dien-hinh/<int:pk>/xoa/", stories.story_drop, name="story_drop"),
    path("", views.campaign_list, name="campaign_list"),
    path("moi/", views.campaign_create, name="campaign_create"),
    path("<int:pk>/", views.campaign_detail, name="campaign_detail"),
    path("<int:pk>/sua/", views.campaign_edit, name="campaign_edit"),
    path("<int:pk>/phat-dong/", views.campaign_launch, name="campaign_launch"),
    path("<int:pk>/doi-han/", views.campaign_move_deadline, name="campaign_move_deadline"),
    path("<int:pk>/so-ket/", views.campaign_review, name="campaign_review"),
    path("<int:pk>/tong-ket/", views.campaign_end, name="campaign_end"),
    path("<int:pk>/dang-ky/", views.board, name="board"),
    path("<int:pk>/dang-ky/<int:unit>/", views.registration, name="registration"),
    path("<int:pk>/dang-ky/<int:unit>/tu-luu/", views.registration_autosave, name="registration_autosave"),
    path("<int:pk>/dang-ky/<int:unit>/gui/", views.registration_send, name="registration_send"),
    path("<int:pk>/dang-ky/<int:unit>/rut/", views.registration_withdraw, name="registration_withdraw"),
    path("<int:pk>/dang-ky/<int:unit>/nhan-muon/", views.registration_accept_late, name="accept_late"),
]
