from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Mentor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.SlugField(max_length=40)),
                ("person", models.PositiveBigIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("profession", models.CharField(blank=True, max_length=100)),
                ("training", models.CharField(max_length=255)),
                ("is_named", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("region", "person"), name="mentoring_one_row_per_region_and_person")
                ],
            },
        ),
    ]
