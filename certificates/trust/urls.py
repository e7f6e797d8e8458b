from django.urls import path

from certificates.trust import screens

app_name = "certificate_trust"
urlpatterns = [
    path("", screens.ChooseRegion.as_view(), name="index"),
    path("<int:pk>/", screens.Overview.as_view(), name="overview"),
    path("<int:pk>/address/", screens.Address.as_view(), name="address"),
    path("<int:pk>/seal/", screens.Seal.as_view(), name="seal"),
    path("<int:pk>/seal/import/", screens.ImportKey.as_view(), name="import"),
    path("<int:pk>/key/", screens.RotateKey.as_view(), name="rotate"),
]
