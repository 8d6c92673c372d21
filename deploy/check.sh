#!/usr/bin/env bash
# Lint, module boundaries, types and format. ESLint takes longer than the rest together, on one core: it runs beside it.
set -uo pipefail

eslint . &
lint=$!
trap 'kill "$lint" 2>/dev/null' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

failed=0
for step in modules types format:check; do
  npm run --silent "$step" || failed=1
done
wait "$lint" || failed=1
trap - EXIT
exit "$failed"
