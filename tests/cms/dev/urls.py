from django.urls import include, path

urlpatterns = [path("dev/", include("cms.dev.urls"))]
