from django.db import migrations

GROUPS = ["Editors", "Moderators"]
WORKFLOW = "Moderators approval"


def remove_defaults(apps, schema_editor):
    """Wagtail's own groups may edit every region's pages; here each region has groups of its own."""
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_media_and_pages"),
        ("wagtailadmin", "0005_editingsession_is_editing"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(remove_defaults, migrations.RunPython.noop)]
