from django.urls import include, path

from cms.urls import urlpatterns as site

urlpatterns = [path("dev/", include("cms.dev.urls")), *site]
