# The two commands are `make run` and `make test`; docs/operations.md tells of the rest.
PYTHON := $(shell for each in python3.11 python3.12 python3 python; do \
	"$$each" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' 2>/dev/null && echo "$$each" && break; done)
IN := .venv/bin/python
PRODUCTION := DEMONSTRATION=false ALLOWED_HOSTS=bestvalue.example EMAIL_URL=console: \
	SECRET_KEY="$$($(IN) -c 'import secrets; print(secrets.token_urlsafe(64))')"
ANY_DATABASE := DATABASE_URL=postgres://nobody@127.0.0.1:9/none

.PHONY: run test setup setup-development check bench proof stop lock

run: setup
	@$(IN) -m bestvalue.launch run

test: setup-development
	@$(IN) -m bestvalue.launch test $(ARGS)

setup:
	@$(if $(PYTHON),,$(error Best Value needs Python 3.11 or 3.12, and none was found on the PATH as python3.11, python3.12 or python3))
	@"$(PYTHON)" scripts/setup.py

setup-development:
	@$(if $(PYTHON),,$(error Best Value needs Python 3.11 or 3.12, and none was found on the PATH as python3.11, python3.12 or python3))
	@"$(PYTHON)" scripts/setup.py --development

check: setup-development
	$(IN) -m ruff format --check .
	$(IN) -m ruff check .
	$(ANY_DATABASE) $(IN) -m mypy bestvalue cases themes notices interventions tests scripts
	.venv/bin/lint-imports
	$(IN) -m djlint --lint --quiet templates
	$(IN) -m deptry .
	$(IN) scripts/check_locks.py
	$(IN) scripts/check_api.py
	$(IN) scripts/check_advisories.py
	@$(IN) -m bestvalue.launch with-servers $(IN) manage.py makemigrations --check --dry-run
	@$(IN) -m bestvalue.launch with-servers $(IN) -m scripts.check_migrations
	$(ANY_DATABASE) $(PRODUCTION) $(IN) manage.py check --deploy --fail-level WARNING

bench: setup-development
	@$(IN) -m bestvalue.launch bench $(CASES) $(if $(ROWS),--rows $(ROWS))

proof: setup-development
	@PROOF=full $(IN) -m bestvalue.launch test $(ARGS)

stop:
	@if [ -x $(IN) ]; then $(IN) -m bestvalue.launch stop; else echo "Nothing is running."; fi

lock: setup-development
	$(IN) scripts/lock.py
