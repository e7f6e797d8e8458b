"""Which certificates of a region are exported."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from certificates.models import Certificate
from plugins.models import Region


@dataclass(frozen=True, slots=True)
class Selection:
    """All of a region, or those issued in a year, or those that are new or revoked from a day on; days are the region's own."""

    region: Region
    year: int | None = None
    since: date | None = None

    @property
    def identifier(self) -> str:
        """Names the selection on this installation, such as ``samkurs-certificates hessen 2026``; a folder holds one."""
        parts = ["samkurs-certificates", self.region.slug]
        parts += [str(self.year)] if self.year else []
        parts += [f"since {self.since.isoformat()}"] if self.since else []
        return " ".join(parts)

    def certificates(self) -> QuerySet[Certificate]:
        """In the order of issue, with the events and the other certificates that their rows tell of."""
        rows = Certificate.objects.filter(region=self.region)
        if self.year:
            rows = rows.filter(issued_at__gte=self._first(self.year), issued_at__lt=self._first(self.year + 1))
        if self.since:
            moment = self._start(self.since)
            rows = rows.filter(Q(issued_at__gte=moment) | Q(revoked_at__gte=moment))
        return rows.select_related("replaces", "replaced_by").prefetch_related("events").order_by("pk")

    def _first(self, year: int) -> datetime:
        return self._start(date(year, 1, 1))

    def _start(self, day: date) -> datetime:
        return datetime.combine(day, time(), tzinfo=ZoneInfo(self.region.time_zone))
