# SPDX-License-Identifier: GPL-3.0-or-later
# Counts the tests in ctest's LastTest.log: each function (and data row) of Qt Test, each test of
# node, and one for any other program. A program that crashes or times out is a failed test, however
# many of its functions passed before. Prints "passed failed skipped".

function close_program() {
    if (!open) return
    if (status != "Passed" && failed_here == 0) failed_here = 1
    if (status == "Passed" && passed_here + skipped_here == 0) passed_here = 1
    passed += passed_here; failed += failed_here; skipped += skipped_here
    open = 0
}
/^[0-9]+\/[0-9]+ Testing: / { close_program(); open = 1; status = "none"; passed_here = failed_here = skipped_here = 0 }
/^PASS   : / && !/::(init|cleanup)TestCase\(\)$/ { passed_here++ }
/^(FAIL!|XPASS) +: / { failed_here++ }
/^SKIP   : / { skipped_here++ }
/^(#|ℹ) pass [0-9]+$/ { passed_here += $3 }
/^(#|ℹ) (fail|cancelled) [0-9]+$/ { failed_here += $3 }
/^(#|ℹ) skipped [0-9]+$/ { skipped_here += $3 }
/^Test Passed\.$/ { status = "Passed" }
/^Test Failed\.$/ { status = "Failed" }
END { close_program(); print passed + 0, failed + 0, skipped + 0 }
