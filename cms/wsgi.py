import logging
import os

from django.core.wsgi import get_wsgi_application

from cms.logs import HideSecrets

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
application = get_wsgi_application()
logging.getLogger("gunicorn.access").addFilter(HideSecrets())
