"""How forms look on the public site. The Wagtail admin renders its own."""

from django.forms.renderers import DjangoTemplates


class SiteFormRenderer(DjangoTemplates):
    """Wires label, help and error of each field for assistive technology: ``{{ field.as_field_group }}``."""

    field_template_name = "forms/field.html"
