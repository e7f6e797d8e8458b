"""Reports of credits to the bodies that granted them: who is reported, what was sent, and what the body said.

``lines`` says who is to be reported and ``in_step`` stores it; ``sending`` is what the office orders and ``worker`` does it, by
``claims`` and at a ``pace`` that all workers share; ``by_hand`` is for those who report another way, ``own`` for what people
can do themselves. ``steps`` and ``keeping`` are the gates of states and receipts. What is told to a body is told by the office;
nothing is ever sent because time has passed.
"""
