from django.urls import URLPattern, path

from certificates import views

app_name = "certificates"
urlpatterns: list[URLPattern] = [
    path("verify/", views.find, name="find"),
    path("verify/<code>/", views.verify, name="verify"),
    path("certificates/<serial>/", views.show, name="show"),
    path("certificates/<serial>/download", views.download, name="download"),
]
