"""Screens at /admin/p/REGION/mentoring/, for the staff of the region where the plugin is on."""

from django.urls import path

from mentoring.views import mentors, name_mentor, remove_mentor

urlpatterns = [
    path("", mentors, name="mentors"),
    path("<int:pk>/name/", name_mentor, name="name"),
    path("<int:pk>/remove/", remove_mentor, name="remove"),
]
