"""``make bench``: figures and ratios of one run, to be compared with each other and never with another machine's."""
