#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Kith with its tests and runs them. `./test.sh --help` says more.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/scripts/lib.sh"

usage() {
    cat <<TEXT
Usage: ./test.sh [--yes] [--quick | --long]

Installs what Kith is tested with (Debian 12 or 13), builds it and runs the tests; then builds kithd
once more as ./run.sh does, and runs the parsers' tests again under the address and
undefined-behaviour sanitizers, with a fuzzer for ten seconds at each parser. Ends with what took
the time, and how many passed and failed; the exit status is 0 when none failed.

  --quick         only the tests labelled "quick", without the second build, sanitizers and fuzzers
  --long          also the long forms of tests (docs/testing.md), and a fuzzer for half a minute at
                  each parser
  --yes           install missing packages without asking
  --no-install    install nothing
  --help          this text
TEXT
}

yes='' install=1 form=usual
while [ $# -gt 0 ]; do
    case "$1" in
        --yes | -y) yes=1 ;;
        --no-install) install='' ;;
        --quick) form=quick ;;
        --long) form=long ;;
        --help | -h) usage; exit 0 ;;
        *) usage >&2; die "there is no option $1" ;;
    esac
    shift
done

passed=0 failed=0 skipped=0
stages=() # what was done, and in how many seconds

# stage WHAT COMMAND…: runs it and notes the time.
stage() {
    local what=$1 began=$SECONDS; shift
    "$@"
    stages+=("$(printf '%6d s  %s' $((SECONDS - began)) "$what")")
}

# run_tests PRESET [ctest's own options]: runs them and adds to the counts.
run_tests() {
    local preset=$1 status=0 counts; shift
    rm -f "build/$preset/Testing/Temporary/LastTest.log"
    ctest --preset "$preset" -j "$(test_jobs)" --no-tests=error "$@" || status=$?
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

# Tests wait for one another's answers more than they compute.
test_jobs() { echo $(($(nproc) * 2)); }

# Where the tests keep their databases: in memory where there is room. They write much and sync each
# of it, and what a disk can do to a server is tried on a disk of their own (docs/testing.md).
scratch_folder() {
    local free memory
    free=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1) || free=0
    memory=$(awk '/^MemAvailable/ { print $2 }' /proc/meminfo)
    if [ -w /dev/shm ] && [ "$free" -ge 2097152 ] && [ "$memory" -ge 4194304 ]; then
        mktemp -d /dev/shm/kith-tests.XXXXXX
    else
        mktemp -d
    fi
}

[ -z "$install" ] || install_packages build console test
cd "$here"
started=$SECONDS
# Left to itself, a build without Node.js has fewer tests and says nothing of it at the end.
cmake --preset dev -DKITH_NODE_TESTS=ON >/dev/null
TMPDIR=$(scratch_folder)
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
stage 'build: all' build dev
case "$form" in
    quick) stage 'tests: quick' run_tests dev -L quick ;;
    usual) stage 'tests: all' run_tests dev -LE long ;;
    long) stage 'tests: all, in their long forms too' run_tests dev ;;
esac
if [ "$form" != quick ]; then
    # Without the tests other files are compiled together, and one that forgot an include shows it.
    stage 'build: as ./run.sh does' ./run.sh --build-only --no-install
    if command -v clang++ >/dev/null; then
        [ "$form" = usual ] || export KITH_FUZZ_SECONDS=30
        stage 'build: parsers with sanitizers' build parsers
        stage 'tests: parsers with sanitizers and fuzzers' run_tests parsers
    else
        skipped=$((skipped + 1))
    fi
fi

say
scripts/test-times --slowest 10
say
printf '%s\n' "${stages[@]}"
[ "$skipped" = 0 ] || say "$skipped tests were skipped: what they need is not on this machine"
say "took $((SECONDS - started)) s"
say "$passed passed, $failed failed"
[ "$failed" = 0 ]
