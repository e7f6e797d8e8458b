"""What ``make run`` needs and no server does: the programs that run together, and the mails they send."""
