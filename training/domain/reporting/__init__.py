"""Reports of credits to the bodies that granted them: who is reported, what was sent, and what the body said.

``lines`` says who is to be reported, ``sending`` sends it, ``by_hand`` is for those who report another way, ``own`` for people
without a number. What is told to a body is told by the office; nothing is ever sent because time has passed.
"""
