"""Addresses of acts on tasks, of a leaver's work and of absences."""

from django.urls import path

from .views import tasks

app_name = "tasks"
urlpatterns = [
    path("tasks/<uuid:pk>/close/", tasks.CloseTask.as_view(), name="close"),
    path("tasks/<uuid:pk>/give/", tasks.GiveTask.as_view(), name="give"),
    path("colleagues/", tasks.colleague_index, name="colleagues"),
    path("colleagues/<slug:team>/<int:pk>/hand-over/", tasks.HandOverWork.as_view(), name="hand_over"),
    path("colleagues/<slug:team>/<int:pk>/away/", tasks.RecordAbsenceOf.as_view(), name="record_absence_of"),
    path("absences/", tasks.absence_index, name="absences"),
    path("absences/new/", tasks.RecordAbsence.as_view(), name="record_absence"),
    path("absences/<int:pk>/call-off/", tasks.CallOffAbsence.as_view(), name="call_off_absence"),
]
