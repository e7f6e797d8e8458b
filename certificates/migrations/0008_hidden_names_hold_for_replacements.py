"""A hidden name holds for a registration's certificates of one purpose. The rows move in this step, the columns go in the next:
PostgreSQL changes no table in a transaction that has just written to it."""

import django.db.models.deletion
from django.db import migrations, models


def move(apps, schema_editor):
    """Of two certificates whose name is hidden, one of which replaced the other, the longer hiding stays."""
    HiddenName = apps.get_model("certificates", "HiddenName")
    is_open = set()
    for hidden in HiddenName.objects.select_related("certificate").order_by("hidden_at", "pk"):
        held = (hidden.certificate.registration_id, hidden.certificate.purpose)
        if hidden.shown_at is None and held in is_open:
            hidden.delete()
            continue
        if hidden.shown_at is None:
            is_open.add(held)
        hidden.registration_id, hidden.purpose = held
        hidden.save(update_fields=["registration", "purpose"])


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0007_terms_purposes_and_pauses"),
        ("training", "0018_evaluations_handed_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="hiddenname",
            name="purpose",
            field=models.CharField(default="", max_length=100),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="hiddenname",
            name="registration",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hidden_names",
                to="training.registration",
            ),
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
