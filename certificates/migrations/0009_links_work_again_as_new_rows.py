import django.db.models.deletion
from django.db import migrations, models

import certificates.sharing_models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0008_hidden_names_hold_for_replacements"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="hiddenname", name="one_open_hiding_per_certificate"),
        migrations.RemoveField(model_name="hiddenname", name="certificate"),
        migrations.AlterField(
            model_name="hiddenname",
            name="registration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="hidden_names", to="training.registration"
            ),
        ),
        migrations.AddConstraint(
            model_name="hiddenname",
            constraint=models.UniqueConstraint(
                condition=models.Q(("shown_at__isnull", True)),
                fields=("registration", "purpose"),
                name="one_open_hiding_per_registration_and_purpose",
            ),
        ),
        migrations.AlterField(
            model_name="sharelink",
            name="token",
            field=models.CharField(default=certificates.sharing_models.new_token, editable=False, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="sharelink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)), fields=("token",), name="one_open_link_of_a_token"
            ),
        ),
    ]
