from django.db import models


class Mentor(models.Model):
    """Somebody who completed a training for mentors, named in public once the office has asked and noted the consent.

    Region and person are keys without a constraint, so that the site's rows stay free to be deleted. A row is kept until the
    office removes it or the person is erased.
    """

    region = models.SlugField(max_length=40)
    person = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    profession = models.CharField(max_length=100, blank=True)
    training = models.CharField(max_length=255)
    is_named = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            # The worker may tell of a completed event twice, and people complete more than one.
            models.UniqueConstraint(fields=["region", "person"], name="mentoring_one_row_per_region_and_person"),
        ]

    def __str__(self) -> str:
        return self.name
