"""Certificates with their files, made as the worker makes them."""

from certificates.domain.files import make_files


def with_file(certificate, *, now):
    """The certificate with its file. Fails with what went wrong when there is none."""
    ((made, error),) = make_files([certificate], clock=lambda: now)
    assert error == ""
    return made
