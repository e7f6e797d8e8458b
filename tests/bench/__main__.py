"""All figures, or with sizes such as ``python -m tests.bench 26 260 2600`` those of runs of so many certificates."""

import os
import sys

import django

from tests.bench.table import show


def main(sizes: list[int]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    django.setup()
    from tests.bench import award_runs, certificate_runs, certificates, credit_awards, hook_calls, page_queries, start_up

    if not sizes:
        for part in (start_up, hook_calls, page_queries, credit_awards, award_runs, certificates):
            show(part.TITLE, part.measure())
    show(certificate_runs.TITLE, certificate_runs.measure(sizes or certificate_runs.COUNTS))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
