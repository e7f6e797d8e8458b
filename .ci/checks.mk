# Every check of `make test`, and what has to be there before it. .ci/test runs some at a time, in the order of ``all``.

SHELL := bash
PYTEST := timeout 30m pytest --durations=12
MIGRATED := var/tests/migrated.sqlite3
# Each run on SQLite begins with a copy of one migrated database: migrations take longest of all set-up.
ON_SQLITE = mkdir var/tests/$@ && cp $(MIGRATED) var/tests/$@/test.sqlite3 && SAMKURS_VAR=$(CURDIR)/var/tests/$@ $(PYTEST) --reuse-db

# What a check prints is kept together until it has ended; that it begins is said at once.
STARTS = echo "== $@ ..." >&3

.PHONY: all style types migrations translations postgresql training certificates plugins browser
all: postgresql browser plugins certificates training types style migrations

style types migrations postgresql training certificates plugins browser: translations
training certificates plugins browser: $(MIGRATED)

translations:
	@$(STARTS)
	python manage.py compile_translations

style:
	@$(STARTS)
	ruff check .
	ruff format --check .
	lint-imports

types:
	@$(STARTS)
	timeout 30m mypy

migrations:
	@$(STARTS)
	python manage.py makemigrations --check --dry-run

$(MIGRATED):
	@$(STARTS)
	DATABASE_URL=sqlite:///$(CURDIR)/$@ python manage.py migrate --verbosity 0

# What could differ from SQLite: see docs/decisions/tests_on_both_databases.md.
postgresql:
	@$(STARTS)
	python .ci/postgres.py $(PYTEST) -m "not browser"

training plugins:
	@$(STARTS)
	$(ON_SQLITE) -m "not browser" tests/$@

# Everything that has no run of its own.
certificates:
	@$(STARTS)
	$(ON_SQLITE) -m "not browser" --ignore tests/training --ignore tests/plugins

browser:
	@$(STARTS)
	$(ON_SQLITE) -m browser

