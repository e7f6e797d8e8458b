from django.db import migrations, models

import certificates.enums


def rename(before, after):
    """What was stored as the event's language has always been that of the region."""

    def renamed(apps, schema_editor):
        terms = apps.get_model("certificates", "IssueTerms").objects.using(schema_editor.connection.alias)
        terms.filter(language=before).update(language=after)

    return renamed


class Migration(migrations.Migration):
    dependencies = [("certificates", "0011_pictures_nothing_uses")]

    operations = [
        migrations.AlterField(
            model_name="issueterms",
            name="language",
            field=models.CharField(
                choices=certificates.enums.certificate_languages,
                default="region",
                max_length=10,
                verbose_name="language of the certificates",
            ),
        ),
        migrations.RunPython(rename("event", "region"), rename("region", "event")),
    ]
