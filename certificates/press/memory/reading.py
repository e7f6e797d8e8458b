"""The regular expressions that HTML is read with, compiled once. It halves the time for reading a page.

tinyhtml5 2.1 means to keep them in ``inputstream.characters_until_regex``, but files each under itself and never finds it.
"""

import re


class Expressions(dict[tuple, re.Pattern]):
    """Stands for that dictionary: by characters, and whether it is these or all others that are read, what reads them."""

    def __missing__(self, key: tuple) -> re.Pattern:
        characters, opposite = key
        listed = "".join(f"\\x{ord(character):02x}" for character in characters)
        self[key] = re.compile(f"[{'' if opposite else '^'}{listed}]+")
        return self[key]


EXPRESSIONS = Expressions()
