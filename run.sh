#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Kith and starts it on this machine, ready to try. `./run.sh --help` says more.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/scripts/lib.sh"

usage() {
    cat <<TEXT
Usage: ./run.sh [console] [--yes] [--port PORT] [--data FOLDER]

Installs what Kith is built with (Debian 12 or 13), builds it, and starts kithd on
http://127.0.0.1:PORT with an embedded database and five demo people. Ctrl+C stops it; a second
start goes on with the same data.

  console         build kith-admin too, and start it on the demo server at that port: on the one that
                  answers there, or on one started for it, which then ends with it

  --yes           install missing packages without asking
  --no-install    install nothing
  --port PORT     listen there (8000)
  --data FOLDER   keep the data there (data/demo in this folder)
  --build-only    build, and start nothing
  --help          this text
TEXT
}

console='' yes='' install=1 port=8000 data="$here/data/demo" start=1
while [ $# -gt 0 ]; do
    case "$1" in
        console) console=1 ;;
        --yes | -y) yes=1 ;;
        --no-install) install='' ;;
        --port) port=${2:?--port wants a number}; shift ;;
        --port=*) port=${1#*=} ;;
        --data) data=${2:?--data wants a folder}; shift ;;
        --data=*) data=${1#*=} ;;
        --build-only) start='' ;;
        --help | -h) usage; exit 0 ;;
        *) usage >&2; die "there is no option $1" ;;
    esac
    shift
done

groups=(build) programs=(kithd)
if [ -n "$console" ]; then
    groups+=(console) programs+=(kith-admin)
    if [ -n "$start" ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        die "the console needs a desktop, and neither DISPLAY nor WAYLAND_DISPLAY is set.
  Run this in a terminal of your desktop; over SSH: ssh -X, which sets DISPLAY; or keep the server
  here (./run.sh), and on your own computer forward its port (ssh -L $port:127.0.0.1:$port HOST) and
  start the console there. ./run.sh console --build-only builds without starting."
    fi
fi
[ -z "$install" ] || install_packages "${groups[@]}"
cd "$here"
say "Building ${programs[*]} (the first time takes some minutes)"
cmake --preset release -DKITH_TESTS=OFF ${console:+-DKITH_CONSOLE=ON} >build-release.log 2>&1 || { cat build-release.log >&2; die "configuring failed"; }
rm -f build-release.log
NINJA_STATUS='[%p, %es] ' cmake --build --preset release --target "${programs[@]}" -j "$(build_jobs)"
[ -n "$start" ] || exit 0

# Whether an HTTP server answers on our port.
answers() {
    local line
    exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
    printf 'GET /livez HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$port" >&3
    read -r -t 5 line <&3 || line=''
    exec 3>&-
    [[ $line == HTTP/1.1\ 200* ]]
} 2>/dev/null

if [ -n "$console" ]; then
    server=''
    trap '[ -z "$server" ] || kill "$server"' EXIT
    if answers; then
        say "A server answers on port $port: the console goes there."
    else
        mkdir -p data
        build/release/bin/kithd serve --config resources/demo.conf --port "$port" --data "$data" 2>data/console-server.log &
        server=$!
        for _ in {1..100}; do
            ! answers || break
            kill -0 "$server" 2>/dev/null || { cat data/console-server.log >&2; server=''; die "the demo server did not start"; }
            sleep 0.1
        done
        say "The demo server runs on http://127.0.0.1:$port until the console is closed."
    fi
    build/release/bin/kith-admin --demo "http://127.0.0.1:$port"
    exit
fi

cat <<TEXT

Kith starts on http://127.0.0.1:$port and keeps its data in $data
  chat        http://127.0.0.1:$port/chats/ui
  API pages   http://127.0.0.1:$port/docs
  sign in as  admin@admin.ru (the owner), api-test@example.com, user1@example.com,
              user2@example.com or user3@example.com; the password of all five is: admin
Ctrl+C stops it.

TEXT
exec build/release/bin/kithd serve --config resources/demo.conf --port "$port" --data "$data"
