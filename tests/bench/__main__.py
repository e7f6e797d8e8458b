from tests.bench import credit_awards, hook_calls, page_queries, start_up
from tests.bench.table import show

if __name__ == "__main__":
    for part in (start_up, hook_calls, page_queries, credit_awards):
        show(part.TITLE, part.measure())
