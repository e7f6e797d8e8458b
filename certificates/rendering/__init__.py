"""From a snapshot to a file, with no way to anything else."""

from certificates.rendering.errors import RenderingError
from certificates.rendering.render import render, renderer_versions

__all__ = ["RenderingError", "render", "renderer_versions"]
