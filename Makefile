# The two commands everybody needs are `make run` and `make test`; each sets up what is missing first.
# PYTHON=/path/to/python chooses the interpreter, PORT=8001 the port.

.PHONY: run test bench lock messages

run:
	@.ci/setup run
	@exec .venv/bin/python manage.py dev $(if $(PORT),--port $(PORT))

test:
	@.ci/setup test
	@.ci/test

# Figures and same-run ratios; other work on the machine blurs them.
bench:
	@.ci/setup test
	@.venv/bin/python -m tests.bench

# For maintainers: newest versions of all dependencies, with hashes.
lock:
	@.ci/lock

# For maintainers: collects the texts of all apps for the translators.
messages:
	@.ci/setup test
	@.venv/bin/python manage.py messages
