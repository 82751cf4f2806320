#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Kith and starts it on this machine, ready to try. `./run.sh --help` says more.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/scripts/lib.sh"

usage() {
    cat <<TEXT
Usage: ./run.sh [--yes] [--port PORT] [--data FOLDER]

Installs what Kith is built with (Debian 12 or 13), builds it, and starts kithd on
http://127.0.0.1:PORT with an embedded database and five demo people. Ctrl+C stops it; a second
start goes on with the same data.

  --yes           install missing packages without asking
  --no-install    install nothing
  --port PORT     listen there (8000)
  --data FOLDER   keep the data there (data/demo in this folder)
  --build-only    build, and start nothing
  --help          this text
TEXT
}

yes='' install=1 port=8000 data="$here/data/demo" start=1
while [ $# -gt 0 ]; do
    case "$1" in
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

[ -z "$install" ] || install_packages build
cd "$here"
say "Building kithd (the first time takes some minutes)"
cmake --preset release -DKITH_TESTS=OFF >build-release.log 2>&1 || { cat build-release.log >&2; die "configuring failed"; }
rm -f build-release.log
NINJA_STATUS='[%p, %es] ' cmake --build --preset release --target kithd -j "$(build_jobs)"
[ -n "$start" ] || exit 0

cat <<TEXT

Kith starts on http://127.0.0.1:$port and keeps its data in $data
  chat        http://127.0.0.1:$port/chats/ui
  API pages   http://127.0.0.1:$port/docs
  sign in as  admin@admin.ru (the owner), api-test@example.com, user1@example.com,
              user2@example.com or user3@example.com; the password of all five is: admin
Ctrl+C stops it.

TEXT
exec build/release/bin/kithd serve --config resources/demo.conf --port "$port" --data "$data"
