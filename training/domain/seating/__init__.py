"""Seats: how many there are and for whom, who has one, and who gets the next.

``seats`` is the only writer of the counters, ``plan`` says whose seats are whose, and ``shares`` sets them. ``availability`` is
what somebody who comes now can expect, ``words`` how it is said. ``reseating`` moves people to where they belong, and
``waiting_list`` lets them move up.
"""
