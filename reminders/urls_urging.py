from django.urls import path

from .views import urging

urlpatterns = [
    path("qua-han/", urging.late_list, name="late_list"),
    path("qua-han/don-doc/", urging.urge, name="urge"),
]
