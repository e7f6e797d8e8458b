from django.urls import path

from training.views import calendar, event, registration

app_name = "training"
urlpatterns = [
    path("events/<str:code>/", event.show, name="event"),
    path("events/<str:code>/registration/<str:token>/", registration.show, name="registration"),
    path("calendar/event/<str:code>.ics", calendar.event_calendar, name="calendar_event"),
    path("calendar/my/<str:token>.ics", calendar.my_calendar, name="calendar_my"),
    path("calendar/<slug:slug>.ics", calendar.region_calendar, name="calendar_region"),
]
