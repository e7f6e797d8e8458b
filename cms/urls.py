"""The only place that includes routes. Every address but Wagtail's pages is language-neutral."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.health import healthz
from cms.security.urls import page_security_urls, security_urls
from plugins.urls import plugin_urls

urlpatterns = [
    *security_urls,
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("healthz", healthz),
    *([path("dev/", include("cms.dev.urls"))] if settings.DEBUG else []),
    path("", include("training.urls")),
    path("", include("certificates.urls")),
    *plugin_urls(),
    path("i18n/", include("django.conf.urls.i18n")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),  # only while DEBUG; a server gives out media itself
    *i18n_patterns(*page_security_urls, path("", include(wagtail_urls))),
]
