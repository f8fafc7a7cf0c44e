"""Addresses of the tasks of plans; part of the room's own."""

from django.urls import path

from .views import arranging, board, tasks

urlpatterns = [
    path("<int:pk>/tien-do/", tasks.task_list, name="task_list"),
    path("<int:pk>/xac-nhan/", tasks.tasks_decide, name="tasks_decide"),
    path("<int:pk>/phan-cong/", arranging.tasks_arrange, name="tasks_arrange"),
    path("nhiem-vu/", board.task_board, name="task_board"),
    path("nhiem-vu/nam/", board.task_year, name="task_year"),
    path("nhiem-vu/xuat/", board.task_export, name="task_export"),
    path("nhiem-vu/<int:pk>/", tasks.task_detail, name="task_detail"),
    path("nhiem-vu/<int:pk>/xong/", tasks.task_report, name="task_report"),
    path("nhiem-vu/<int:pk>/tien-do/", tasks.task_progress, name="task_progress"),
    path("nhiem-vu/<int:pk>/y-kien/", tasks.task_note, name="task_note"),
    path("nhiem-vu/<int:pk>/xac-nhan/", tasks.task_confirm, name="task_confirm"),
    path("nhiem-vu/<int:pk>/chua-xac-nhan/", tasks.task_refuse, name="task_refuse"),
    path("nhiem-vu/<int:pk>/mo-lai/", tasks.task_reopen, name="task_reopen"),
    path("nhiem-vu/<int:pk>/chuyen/", board.task_move, name="task_move"),
    path("nhiem-vu/<int:pk>/sap-xep/", arranging.task_arrange, name="task_arrange"),
    path("nhiem-vu/minh-chung/<int:pk>/", tasks.task_evidence, name="task_evidence"),
    path("nhiem-vu/minh-chung/<int:pk>/bo/", tasks.evidence_remove, name="evidence_remove"),
]
