# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by run.sh and test.sh; sourced by them, with $here set to the source tree.

say() { printf '%s\n' "$*"; }
die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

# The packages of the given groups, by their names on Debian $1.
packages_of() {
    local release=$1; shift
    awk -v release="$release" -v groups=" $* " '
        /^#/ || NF < 2 || !index(groups, " " $1 " ") { next }
        { name = (release >= 13 && NF > 2) ? $3 : $2; if (name != "-") print name }
    ' "$here/scripts/packages"
}

# 12 on Debian 12 and what is built on it, 0 elsewhere.
debian_release() {
    local ID='' ID_LIKE='' VERSION_ID='' VERSION_CODENAME=''
    [ -r /etc/os-release ] && . /etc/os-release
    case "$ID:$VERSION_ID:$VERSION_CODENAME" in
        debian:1[2-9]:*) echo "$VERSION_ID" ;;
        debian:*:forky|debian:*:sid) echo 14 ;;
        *) echo 0 ;;
    esac
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Node.js and npm may come from elsewhere, such as NodeSource's package that holds both.
is_there() {
    case "$1" in
        npm | nodejs) is_installed "$1" || command -v "${1%js}" >/dev/null ;;
        pkg-config | pkgconf) command -v pkg-config >/dev/null ;;
        *) is_installed "$1" ;;
    esac
}

elsewhere() {
    say "This is not Debian 12 or 13, so nothing is installed for you. Kith needs:"
    say "  g++ 12 or newer with C++20, CMake 3.25, Ninja, pkg-config, gzip"
    say "  Qt 6.4 or newer: Core, Network, Sql with the SQLite driver, HttpServer, WebSockets, Test"
    say "  libsodium, libjwt 1.x, simdjson 3, toml++ 3; MySQL Connector/C++ 1.1 for MariaDB (optional)"
    [[ " $1 " != *" console "* ]] || say "  for the console: Qt Widgets, Charts, DBus, Svg and its translation tools, QtKeychain (Qt 6)"
    [[ " $1 " != *" test "* ]] || say "  and for the tests: Node.js 18 with npm, MariaDB's server, Chromium, Prometheus' promtool, clang with libFuzzer, clang-format 14, curl, git, python-socketio with websocket-client"
    say "Install them by your system's own means, then: ${0##*/} --no-install"
}

# Installs what is missing of the given groups. Asks first, unless $yes is set or nobody is there.
install_packages() {
    local release missing=() package answer root=()
    release=$(debian_release)
    if [ "$release" = 0 ]; then elsewhere "$*" >&2; exit 1; fi
    for package in $(packages_of "$release" "$@"); do
        is_there "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Missing packages: ${missing[*]}"
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || die "not root, and there is no sudo; run as root: apt-get install ${missing[*]}"
        root=(sudo)
    fi
    if [ -z "$yes" ] && [ -t 0 ]; then
        read -r -p "Install them with apt-get? [Y/n] " answer
        case "$answer" in [nN]*) die "nothing installed" ;; esac
    fi
    "${root[@]}" apt-get update -q
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# One compiler a core, but no more than memory allows: each may take a gigabyte.
build_jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo)
    [ "$memory" -ge 1 ] || memory=1
    [ "$cores" -le "$memory" ] && echo "$cores" || echo "$memory"
}
