import os

import django

from tests.bench.table import show


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    django.setup()
    from tests.bench import award_runs, certificates, credit_awards, hook_calls, page_queries, start_up

    for part in (start_up, hook_calls, page_queries, credit_awards, award_runs):
        show(part.TITLE, part.measure())
    show(certificates.TITLE, certificates.measure())
    show(certificates.BATCH_TITLE, certificates.measure_batches())


if __name__ == "__main__":
    main()
