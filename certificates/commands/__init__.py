"""The acts of ``manage.py certificates`` that need more than a few lines."""
