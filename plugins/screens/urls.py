from django.urls import path

from plugins.screens.history import History
from plugins.screens.overview import ChooseRegion, Overview
from plugins.screens.settings import Settings
from plugins.screens.switch import SwitchOff, SwitchOn

app_name = "plugins"
urlpatterns = [
    path("", ChooseRegion.as_view(), name="index"),
    path("<int:pk>/", Overview.as_view(), name="overview"),
    path("<int:pk>/<slug:name>/on/", SwitchOn.as_view(), name="on"),
    path("<int:pk>/<slug:name>/off/", SwitchOff.as_view(), name="off"),
    path("<int:pk>/<slug:name>/settings/", Settings.as_view(), name="settings"),
    path("<int:pk>/<slug:name>/history/", History.as_view(), name="history"),
]
