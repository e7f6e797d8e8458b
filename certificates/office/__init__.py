"""The organisers' screens of an event's certificates, each under the event's own frame."""
