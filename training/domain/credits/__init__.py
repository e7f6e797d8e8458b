"""Credits: what a scheme proposes, what a body granted, and what was awarded for good.

A body's grant wins over every scheme, and it presumes that a person attended all of it. Without a grant only hours are awarded.

``rows`` and ``facts`` say what happened, ``asking`` puts it to a scheme, ``proposal`` does so for the application. ``due`` and
``extras`` say which entries should stand, ``chunks`` and ``runs`` write them, ``history`` and ``outdated`` look back.
``account`` counts what a person collected: ``bookings`` in the windows of ``bodies``, and what people enter in ``ledger``.
"""
