"""Puts back what the migrations wrote, for tests that empty the database: in bulk, where Django saves row by row."""

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

Rows = dict[type[Model], list[Model]]


def rows_of_migrations() -> Rows:
    """Every row of a database that only the migrations have written."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy]
    return {model: rows for model in models if (rows := list(model._base_manager.all()))}


def put_back(rows: Rows) -> None:
    """Write the rows that are missing into the database, with the keys they had."""
    with connection.constraint_checks_disabled(), transaction.atomic():
        for model, instances in rows.items():
            if not model._meta.parents:
                model._base_manager.bulk_create(instances, ignore_conflicts=True)
        for instance in (row for model, rows_of_model in rows.items() if model._meta.parents for row in rows_of_model):
            instance.save_base(raw=True)  # its own table only: the parent's row is among the others
