# Thin: every target calls a script in build/ or one tool. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
DATA ?= var
MVN = mvn -q
export MAVEN_OPTS += -Xmx1g
# Sets JAVA_HOME to a JDK 25, whichever java is the default.
JDK = eval "$$(build/jdk.sh)"

##@ Use
.PHONY: help run build
help: ## This list
	@awk 'BEGIN{FS=":.*## "} /^##@/{printf "\n%s\n",substr($$0,5)} /^[a-z0-9-]+:.*## /{printf "  make %-12s %s\n",$$1,$$2}' $(MAKEFILE_LIST)

run: build ## Build what changed, then show this host: engine, server and node agent (DATA=dir keeps data elsewhere)
	@exec build/run.sh "$(DATA)"

.PHONY: demo demo-fault demo-heal
demo: ## A small shop to watch and to break, beside `make run` (as root; Ctrl-C stops it)
	@exec demo/up.sh

demo-fault: ## Switch a fault of the shop on (NAME=refused; without NAME: the list)
	@demo/fault.sh $(or $(NAME),--list)

demo-heal: ## Switch all faults off
	@demo/heal.sh $(NAME)

build: ## Everything into dist/ (nothing is done when nothing changed)
	@build/build.sh

##@ Prove
.PHONY: test test-kernel check bench screenshots truth fuzz
test: ## Set up, then all tests: kernel code, Java, web, end to end
	@build/test.sh

test-kernel: ## The agent's tests of the kernel on Debian's 6.1 too, in QEMU (ONLY="NatTest RequestsTest" for some)
	@build/test-kernel.sh $(ONLY)

check: ## The house: format, error-prone, NullAway, directions, sizes, oxlint, generated pages fresh
	@build/check.sh

bench: build ## Figures of docs/performance.md, measured on this machine (ONLY=name for one)
	@build/bench.sh $(if $(ONLY),--only $(ONLY))

truth: build ## What real programs say of their requests, and what the agent says: docs/reference/requests-truth.md written anew (as root)
	@build/truth.sh

fuzz: ## Each parser read by a fuzzer, five minutes each (ONLY=redis for one, SECONDS=60)
	@build/fuzz.sh $(or $(SECONDS),300) $(ONLY)

screenshots: build ## Pictures of each page (the README has one), of the demo shop watched for three minutes
	@build/screenshots.sh

##@ Work
.PHONY: setup fmt clean
setup: ## Only set up: JDK, Debian packages (as root), npm packages, libchdb
	@build/setup.sh --test

fmt: ## Format Java and web sources
	@$(JDK); $(MVN) spotless:apply && npm --prefix web run --silent fmt

clean: ## Remove what was built (data in var/ stays)
	@rm -rf dist bpf/.output web/dist && find . -name target -type d -not -path '*/node_modules/*' -prune -exec rm -rf {} +
