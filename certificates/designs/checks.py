"""System checks of certificate designs: their files every time, drawn made-up certificates before a deployment.

Drawing takes some seconds of processor time for each design, reading the files some hundredths. So ``check`` and every start of
the site look at the files, ``check --deploy`` and ``certificates lint`` at everything; ``plugins check`` draws the designs of
plugins from outside, since those of the site itself are tried by its tests. The time is measured by lint alone.
"""

from collections.abc import Iterator
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Error, register

from plugins.api import CertificateTemplate
from plugins.concerns import SITE
from plugins.failures import BREAKS
from plugins.loader import plugin_named
from plugins.problems import Problem, problem_of
from plugins.registry import certificate_templates

HINT = "Run  manage.py certificates lint {key}  and correct the design; docs/how_to/design_certificates.md says how."


@register()
def designs_can_be_read(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An error for every file of a design that cannot be printed alike everywhere."""
    from certificates.lint import lint_files  # slow import: WeasyPrint, which most commands do without

    return [
        Error(f"The certificate design {key}: {problem}", hint=HINT.format(key=key), id="certificates.E002")
        for key, provided in certificate_templates().items()
        for problem in lint_files(provided.value)
    ]


@register(deploy=True)
def designs_pass_the_lint(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A warning for everything that is wrong with made-up certificates in every design."""
    from certificates.lint import lint

    return [
        checks.Warning(f"The certificate design {key}: {problem}", hint=HINT.format(key=key), id="certificates.W002")
        for key in certificate_templates()
        for problem in lint(key)
    ]


def designs_of_plugins() -> Iterator[Problem]:
    """An error for everything that is wrong with made-up certificates in the designs of plugins from outside."""
    for key, provided in certificate_templates().items():
        installed = plugin_named(provided.plugin)
        if installed and installed.distribution == SITE:
            continue
        for sentence in _said_of(provided.value):
            yield problem_of(
                code="certificates.E003",
                is_error=True,
                plugin=provided.plugin,
                about=f"the certificate design {key}",
                cause=sentence,
                remedy=HINT.format(key=key),
            )


def _said_of(descriptor: CertificateTemplate) -> list[str]:
    """What lint says; templates of a plugin may break in any way."""
    from certificates.lint import lint_design  # slow import: WeasyPrint, which most commands do without

    try:
        return lint_design(descriptor)
    except BREAKS as exc:
        return [f"A made-up certificate cannot be drawn: {exc!r}"]
