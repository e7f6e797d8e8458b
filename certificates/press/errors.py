class RenderingError(Exception):
    """A design asked for something it must not have, or WeasyPrint complained. The message lists what."""
