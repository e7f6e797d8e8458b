from django.urls import path

from certificates.trust.screens import address, overview, rotation, seal

app_name = "certificate_trust"
urlpatterns = [
    path("", overview.ChooseRegion.as_view(), name="index"),
    path("<int:pk>/", overview.Overview.as_view(), name="overview"),
    path("<int:pk>/address/", address.Address.as_view(), name="address"),
    path("<int:pk>/seal/", seal.Seal.as_view(), name="seal"),
    path("<int:pk>/seal/import/", seal.ImportKey.as_view(), name="import"),
    path("<int:pk>/key/", rotation.RotateKey.as_view(), name="rotate"),
]
