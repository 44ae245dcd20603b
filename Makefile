# The few words that a person types. Everything runs in the active virtual environment.
.PHONY: demo test check bench proof locale format

demo:            ## open the kiosk on the demo village
	village-kiosk --demo

test:            ## the tests of every day (within five minutes on two cores)
	pytest

check: lint test ## what must hold before a change lands

lint:
	ruff format --check .
	ruff check .
	mypy
	lint-imports

bench:           ## figures beside a peer's, measured in one run; fails where a bar is missed
	python -m tests.bench

proof:           ## long proofs: kills, cuts, thousands of cases; hledger must be installed for its own
	pytest -m "long or outside"

locale:          ## take new sentences into the catalogues and compile them
	python tests/i18n/catalogues.py --prune

format:
	ruff format .
	ruff check --fix .
