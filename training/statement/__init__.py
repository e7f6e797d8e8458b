"""The statement of a person's credit accounts, as a file to keep or to hand in."""
