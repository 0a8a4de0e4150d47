"""Addresses of tasks, absences and clocks."""

from django.urls import path

from . import clocks, tasks

urlpatterns = [
    path("tasks/", tasks.Tasks.as_view(), name="tasks"),
    path("tasks/<uuid:pk>/", tasks.OneTask.as_view(), name="task"),
    path("tasks/<uuid:pk>/close/", tasks.CloseTask.as_view(), name="close_task"),
    path("tasks/<uuid:pk>/give/", tasks.GiveTask.as_view(), name="give_task"),
    path("absences/", tasks.Absences.as_view(), name="absences"),
    path("absences/<int:pk>/", tasks.OneAbsence.as_view(), name="absence"),
    path("absences/<int:pk>/call-off/", tasks.CallOffAbsence.as_view(), name="call_off_absence"),
    path("teams/", tasks.Teams.as_view(), name="teams"),
    path("teams/<slug:slug>/", tasks.OneTeam.as_view(), name="team"),
    path("teams/<slug:slug>/hand-over/", tasks.HandOverWork.as_view(), name="hand_over_work"),
    path("clocks/", clocks.Clocks.as_view(), name="clocks"),
    path("clocks/<uuid:pk>/", clocks.OneClock.as_view(), name="clock"),
    path("clocks/<uuid:pk>/pause/", clocks.PauseClock.as_view(), name="pause_clock"),
    path("clocks/<uuid:pk>/resume/", clocks.ResumeClock.as_view(), name="resume_clock"),
    path("clocks/<uuid:pk>/move/", clocks.MoveClock.as_view(), name="move_clock"),
]
