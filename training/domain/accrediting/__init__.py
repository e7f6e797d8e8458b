"""What accrediting bodies are asked for an event, what they answered, and what they wait for.

``accreditation`` is the record of one body's answer, ``application_facts`` and ``application_pack`` are what it is told,
``notice_files`` its letters. ``deadlines`` are what is owed to it, ``conflicts`` what it wants and the event does not give, and
``granted_changes`` what has changed since it granted.
"""
