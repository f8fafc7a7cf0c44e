"""Addresses of flags, opinions, comments and what goes to the level above."""

from django.urls import path

from .views import comments, flags, forwarding, opinions

urlpatterns = [
    path("tam-dung/", flags.flag_list, name="flag_list"),
    path("tam-dung/<int:pk>/xet-tiep/", flags.flag_release, name="flag_release"),
    path("tam-dung/ca-nhan/<int:pk>/", flags.flag_person, name="flag_person"),
    path("de-nghi/<int:pk>/tam-dung/", flags.flag_set, name="flag_set"),
    path("dot-xet/<int:pk>/hiep-y/", opinions.opinion_list, name="opinion_list"),
    path("dot-xet/<int:pk>/hiep-y/moi/", opinions.opinion_ask, name="opinion_ask"),
    path("hiep-y/<int:pk>/", opinions.opinion_detail, name="opinion_detail"),
    path("hiep-y/<int:pk>/tra-loi/", opinions.opinion_reply, name="opinion_reply"),
    path("hiep-y/<int:pk>/van-ban/", opinions.opinion_paper, name="opinion_paper"),
    path("hiep-y/<int:pk>/han/", opinions.opinion_due, name="opinion_due"),
    path("hiep-y/<int:pk>/thoi/", opinions.opinion_cancel, name="opinion_cancel"),
    path("hiep-y/<int:pk>/duong-dan/", opinions.opinion_link, name="opinion_link"),
    path("hiep-y/<int:pk>/tep/", opinions.opinion_file, name="opinion_file"),
    path("dot-xet/<int:pk>/lay-y-kien/", comments.comment_publish, name="comment_publish"),
    path("lay-y-kien/<int:pk>/", comments.comment_detail, name="comment_detail"),
    path("lay-y-kien/<int:pk>/keo-dai/", comments.comment_prolong, name="comment_prolong"),
    path("lay-y-kien/<int:pk>/ket-thuc/", comments.comment_end, name="comment_end"),
    path("y-kien/<int:pk>/xu-ly/", comments.comment_answer, name="comment_answer"),
    path("dot-xet/<int:pk>/trinh-cap-tren/", forwarding.forward_new, name="forward_new"),
    path("trinh-cap-tren/<int:pk>/", forwarding.forward_detail, name="forward_detail"),
    path("trinh-cap-tren/<int:pk>/to-trinh/", forwarding.forward_paper, name="forward_paper"),
    path("trinh-cap-tren/<int:pk>/da-gui/", forwarding.forward_sent, name="forward_sent"),
    path("trinh-cap-tren/ket-qua/<int:pk>/", forwarding.forward_award, name="forward_award"),
    path("trinh-cap-tren/ket-qua/<int:pk>/sua/", forwarding.forward_award_edit, name="forward_award_edit"),
    path("trinh-cap-tren/ket-qua/<int:pk>/ghi-nham/", forwarding.forward_take_back, name="forward_take_back"),
    path("trinh-cap-tren/ket-qua/<int:pk>/khong/", forwarding.forward_refuse, name="forward_refuse"),
    path("trinh-cap-tren/ket-qua/<int:pk>/rut/", forwarding.forward_call_back, name="forward_call_back"),
]
