#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Kith with its tests and runs them. `./test.sh --help` says more.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/scripts/lib.sh"

usage() {
    cat <<TEXT
Usage: ./test.sh [--yes] [--quick]

Installs what Kith is tested with (Debian 12 or 13), builds it and runs the tests: all of them, then
those of the parsers once more under the address and undefined-behaviour sanitizers, then a fuzzer
for half a minute at each parser. The last line says how many passed and failed; the exit status is
0 when none failed.

  --quick         only the tests labelled "quick", without sanitizers and fuzzers
  --yes           install missing packages without asking
  --no-install    install nothing
  --help          this text
TEXT
}

yes='' install=1 quick=''
while [ $# -gt 0 ]; do
    case "$1" in
        --yes | -y) yes=1 ;;
        --no-install) install='' ;;
        --quick) quick=1 ;;
        --help | -h) usage; exit 0 ;;
        *) usage >&2; die "there is no option $1" ;;
    esac
    shift
done

passed=0 failed=0 skipped=0

# run_tests PRESET [ctest's own options]: runs them and adds to the counts.
run_tests() {
    local preset=$1 status=0 counts; shift
    rm -f "build/$preset/Testing/Temporary/LastTest.log"
    ctest --preset "$preset" -j 2 --no-tests=error "$@" || status=$?
    counts=$(awk -f scripts/count-tests.awk "build/$preset/Testing/Temporary/LastTest.log")
    set -- $counts
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
    # ctest is the judge: whatever it calls a failure must not be lost in counting.
    [ "$status" = 0 ] || [ "$2" != 0 ] || failed=$((failed + 1))
}

build() {
    local preset=$1; shift
    cmake --preset "$preset" >/dev/null
    NINJA_STATUS='[%p, %es] ' cmake --build --preset "$preset" -j "$(build_jobs)" "$@"
}

# The programs of the tests that ctest would run with these options.
test_programs() {
    local preset=$1; shift
    ctest --preset "$preset" -N "$@" | sed -n 's/^ *Test *#[0-9]*: //p'
}

[ -z "$install" ] || install_packages build console test
cd "$here"
started=$SECONDS
# Left to itself, a build without Node.js has fewer tests and says nothing of it at the end.
cmake --preset dev -DKITH_NODE_TESTS=ON >/dev/null
if [ -n "$quick" ]; then
    build dev
    run_tests dev -L quick
else
    build dev
    run_tests dev
    cmake --preset asan >/dev/null
    mapfile -t parsers < <(test_programs asan -L parser)
    build asan --target "${parsers[@]}"
    run_tests asan -L parser
    if command -v clang++ >/dev/null; then
        build fuzz
        run_tests fuzz
    else
        skipped=$((skipped + 1))
    fi
fi

[ "$skipped" = 0 ] || say "$skipped tests were skipped: what they need is not on this machine"
say "took $((SECONDS - started)) s"
say "$passed passed, $failed failed"
[ "$failed" = 0 ]
