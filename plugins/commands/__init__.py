"""The acts of ``manage.py plugins``, one module each."""
