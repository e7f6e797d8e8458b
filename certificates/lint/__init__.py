"""Tries designs on made-up certificates and says what is wrong with them, before anybody holds one."""

from certificates.lint.checks import lint, lint_design, lint_files
from certificates.lint.trial import Trial, remarks

__all__ = ["Trial", "lint", "lint_design", "lint_files", "remarks"]
