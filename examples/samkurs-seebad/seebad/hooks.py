"""Every hook that Seebad answers, as docs/plugins/hooks.md of the site explains them. The site imports this module."""

from seebad.certificates import certificate_context, certificate_templates

__all__ = [
    "certificate_context",
    "certificate_templates",
]
