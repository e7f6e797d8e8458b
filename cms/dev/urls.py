"""Pages for people who try the site on their own machine; included only where DEBUG is on."""

from django.urls import path

from cms.dev import views

app_name = "dev"
urlpatterns = [
    path("otp/", views.code_list, name="code_list"),
    path("mail/", views.mail_list, name="mail_list"),
    path("mail/<str:name>/", views.mail_detail, name="mail_detail"),
]
