from django.urls import path

from .views import feeds

urlpatterns = [
    path("lich-cua-toi/", feeds.feed, name="feed"),
    path("lich-cua-toi/tao/", feeds.feed_create, name="feed_create"),
    path("lich-cua-toi/doi/", feeds.feed_renew, name="feed_renew"),
    path("lich-cua-toi/thu-hoi/", feeds.feed_revoke, name="feed_revoke"),
    path("lich-cua-toi/<slug:token>.ics", feeds.feed_file, name="feed_file"),
]
