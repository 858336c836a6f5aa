# Everything a person types. `make` alone lists it.
PORT ?= 8000
python = .venv/bin/python
bootstrap = sh tools/bootstrap.sh

# An environment of the caller's own would be found before ours; and each process would compile the project anew.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV DJANGO_SETTINGS_MODULE PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz benchmark-pages benchmark-records benchmark-imports benchmark-pipelines benchmark-partnerships benchmark-pairing benchmark-assessments benchmark-equality benchmark-focus focus-model focus-accuracy advisories check fix lock where new-capability help-pages clean

help: ## list what you can type
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | while IFS='	' read -r name what; do printf '  make %-15s %s\n' "$$name" "$$what"; done

demo: ## open the site with a made-up region to try, on 127.0.0.1 (PORT=8000 to choose another)
	@$(bootstrap)
	@exec .venv/bin/wraparound demo --port $(PORT)

test: ## run every test: pages in a browser and PostgreSQL included (ARGS="-k trust" for some, ARGS=--fast for most)
	@$(bootstrap)
	@exec $(python) tools/test.py $(ARGS)

fuzz: ## read CASES=10000 files with accidents in them; none may break the reader
	@$(bootstrap)
	@WRAPAROUND_FUZZ_CASES=$(or $(CASES),10000) $(python) -m pytest -q -p no:cacheprovider tests/without_django/test_readers.py -k accident

benchmark-pages: ## time list, search and profile with 50,000 made-up people, on SQLite and PostgreSQL
	@$(bootstrap)
	@exec $(python) benchmarks/pages.py

benchmark-records: ## time the state as at an earlier day beside today's: 50,000 people, ten changes each
	@$(bootstrap)
	@exec $(python) benchmarks/records.py

benchmark-imports: ## time a spreadsheet of 50,000 people: looked at, added, updated, undone, with peak memory
	@$(bootstrap)
	@exec $(python) benchmarks/imports.py

benchmark-pipelines: ## time the forecast of vacancies and cover: 1,000 replications of a region, and the same in SimPy
	@$(bootstrap)
	@exec $(python) benchmarks/pipelines.py $(ARGS)

benchmark-pairing: ## time stable pairs of 2,000 who seek and 2,000 who give, and the package matching beside it
	@$(bootstrap)
	@exec $(python) benchmarks/pairing.py

benchmark-assessments: ## time what 2,000 people say of themselves, counted for their region, beside the same person by person
	@$(bootstrap)
	@exec $(python) benchmarks/assessments.py

benchmark-equality: ## time WRES and WDES of 50,000 people, and attack what is shown of 200 random regions (ARGS=20 for fewer)
	@$(bootstrap)
	@PYTHONPATH=. exec $(python) benchmarks/equality.py $(ARGS)

benchmark-partnerships: ## time who could help whom for every open trust, cold and warm
	@$(bootstrap)
	@exec $(python) benchmarks/partnerships.py

benchmark-focus: ## time focus: a sentence, a cold answer, a PDF of 300 pages and its memory, beside what it must reach
	@$(bootstrap)
	@exec $(python) benchmarks/focus.py

focus-model: ## learn the weights of focus anew from its own sentences and words, once those were edited
	@$(bootstrap)
	@exec $(python) tools/focus_model.py

focus-accuracy: ## measure focus on text it never learned from, and re-make its page (FOLDER=… CODED="a.tsv b.tsv")
	@$(bootstrap)
	@exec $(python) tools/focus_accuracy.py $(if $(FOLDER),--folder $(FOLDER)) $(if $(CODED),--coded $(CODED))

advisories: ## ask for known faults of the dependencies, and say loudly when nobody could be asked
	@$(bootstrap)
	@$(python) tools/advisories.py

check: ## run every check and change nothing (ONLY="lint types" for some)
	@$(bootstrap)
	@exec $(python) tools/check.py $(if $(ONLY),--only $(ONLY))

fix: ## format the code and put right what ruff can
	@$(bootstrap)
	@$(python) -m ruff format .
	@$(python) -m ruff check --fix .

lock: ## re-make requirements.lock from pyproject.toml (UPGRADE=1 for newer versions)
	@uv=$$($(bootstrap) --uv) && UV_SYSTEM_CERTS=true "$$uv" pip compile pyproject.toml --quiet --all-extras --universal \
	  --generate-hashes --no-annotate --no-header $(if $(UPGRADE),--upgrade) -o requirements.lock
	@$(bootstrap)

where: ## say what answers an address: make where URL=/expectations/RXW/
	$(if $(URL),,$(error say which address: make where URL=/expectations/RXW/))
	@$(bootstrap)
	@exec $(python) tools/where.py '$(URL)'

new-capability: ## make a small complete capability: make new-capability NAME=careers
	$(if $(NAME),,$(error say its name: make new-capability NAME=careers))
	@$(bootstrap)
	@exec $(python) tools/new_capability.py '$(NAME)'

help-pages: ## re-make docs/how-to/command-line.md from the command line itself
	@$(bootstrap)
	@exec $(python) tools/help_pages.py --write

clean: ## remove what can be made again: .venv, .tools, caches (your database in var/ stays)
	@rm -rf .venv .tools dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .schemathesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
