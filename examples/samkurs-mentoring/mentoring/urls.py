"""Pages at /p/REGION/mentoring/. They answer 404 where the plugin is off, and get the region as a RegionRef."""

from django.urls import path

from mentoring.views import index

urlpatterns = [path("", index, name="index")]
