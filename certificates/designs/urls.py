from django.urls import path

from certificates.designs import screens

app_name = "certificate_designs"
urlpatterns = [
    path("", screens.ChooseRegion.as_view(), name="index"),
    path("<int:pk>/", screens.OfRegion.as_view(), name="region"),
    path("<int:pk>/preview/", screens.PreviewOfRegion.as_view(), name="region_preview"),
]
