from django.urls import URLPattern, path

from certificates import file_views, holder_views, issuer_views, views

app_name = "certificates"
urlpatterns: list[URLPattern] = [
    path("verify/", views.find, name="find"),
    path("verify/file/", file_views.check_file, name="check_file"),
    path("verify/<code>/", views.verify, name="verify"),
    path("verify/issuers/<slug:region>/", issuer_views.issuer, name="issuer"),
    path("verify/issuers/<slug:region>/keys/", issuer_views.issuer_keys, name="issuer_keys"),
    path("verify/issuers/<slug:region>/keys/<kid>/", issuer_views.issuer_key, name="issuer_key"),
    path("verify/issuers/<slug:region>/status/<int:number>/", issuer_views.issuer_status, name="issuer_status"),
    path("verify/shared/<token>/", views.shared, name="shared"),
    path("certificates/<serial>/", holder_views.show, name="show"),
    path("certificates/<serial>/download", holder_views.download, name="download"),
    path("certificates/<serial>/credential", holder_views.credential, name="credential"),
    path("certificates/<serial>/link/", holder_views.share, name="share"),
    path("certificates/<serial>/link/new/", holder_views.renew_link, name="renew_link"),
    path("certificates/<serial>/link/withdraw/", holder_views.withdraw_link, name="withdraw_link"),
    path("certificates/<serial>/link/<int:pk>/restore/", holder_views.restore_link, name="restore_link"),
    path("certificates/<serial>/name/hide/", holder_views.hide_name, name="hide_name"),
    path("certificates/<serial>/name/show/", holder_views.show_name, name="show_name"),
]
