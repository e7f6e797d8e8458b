"""Calendars: feeds to subscribe to, files to save, invitations by mail.

``entry`` says what an event is to a calendar, ``writer`` how that is written, ``feeds`` which events go where.
"""

from training.domain.calendar.feeds import Feed, event_feed, personal_feed, region_feed
from training.domain.calendar.invitation import invitation

__all__ = ["Feed", "event_feed", "invitation", "personal_feed", "region_feed"]
