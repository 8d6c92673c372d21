#!/usr/bin/env bash
# Installs what Assay's commands need, and starts nothing: for machines that run `./assay run`, such as those of a CI.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
. deploy/set-up.sh
set_up_project
set_up_machine git bubblewrap util-linux postgresql python3 make g++ pkg-config libpq-dev libmariadb-dev

# A kernel or a container that refuses sandboxes can't be mended by packages: the doctor knows the command.
if ! examined=$(./assay doctor); then
  echo "$examined" >&2
  exit "$machine_not_ready"
fi
