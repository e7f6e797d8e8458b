from certificates.press.errors import RenderingError

__all__ = ["RenderingError", "UnknownDesign"]


class UnknownDesign(RenderingError):
    """No installed plugin provides the design."""
