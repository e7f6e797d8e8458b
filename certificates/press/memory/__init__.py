"""What the pages of a design have in common, worked out once by a process that draws: styles, line breaks and drawn lines.

It takes the places of four names inside WeasyPrint 70, and of one inside what reads HTML for it (``places.py``), and gives what
they would give: a file is the same to the byte with and without it. tests/certificates/press/test_memory.py checks that for
every design. With any other version of WeasyPrint it stays off. Why it is worth its while: docs/decisions/certificates.md.
"""
