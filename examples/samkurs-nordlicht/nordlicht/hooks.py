"""Every hook that Nordlicht Chamber answers, as docs/plugins/hooks.md of the site explains them. The site imports this module."""

from nordlicht.credits import credit_schemes

__all__ = [
    "credit_schemes",
]
