from django.urls import URLPattern, path

from certificates import issuer_views, views

app_name = "certificates"
urlpatterns: list[URLPattern] = [
    path("verify/", views.find, name="find"),
    path("verify/<code>/", views.verify, name="verify"),
    path("verify/issuers/<slug:region>/", issuer_views.issuer, name="issuer"),
    path("verify/issuers/<slug:region>/keys/", issuer_views.issuer_keys, name="issuer_keys"),
    path("verify/issuers/<slug:region>/keys/<kid>/", issuer_views.issuer_key, name="issuer_key"),
    path("verify/issuers/<slug:region>/status/<int:number>/", issuer_views.issuer_status, name="issuer_status"),
    path("certificates/<serial>/", views.show, name="show"),
    path("certificates/<serial>/download", views.download, name="download"),
]
