from collections.abc import Sequence


class RenderingError(Exception):
    """A design asked for something it must not have, or WeasyPrint complained. The message lists what."""


class LettersWithoutFont(RenderingError):
    """Letters were drawn in no font of the design: in these of the machine's, or as empty boxes."""

    def __init__(self, letters: str, fonts: Sequence[str]) -> None:
        stead = f"; fonts of this machine stand in: {', '.join(fonts)}" if fonts else ""
        super().__init__(f"The design has no font for {' '.join(letters)}{stead}.")
        self.letters = letters
