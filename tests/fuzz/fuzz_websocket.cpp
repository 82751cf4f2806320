// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocket framing: the verdict and the messages do not depend on how the bytes were cut; no more
// comes out than went in; texts are UTF-8 by Qt's judgement too.
#include "framingruns.h"
#include "fuzz.h"

using namespace kith::net;
using namespace kith::fuzz;

namespace {

void check(const WebSocketRules &rules, QByteArrayView input)
{
    const auto whole = fedWhole<WebSocketRun>(rules, input);
    const QByteArrayList outcome = whole.outcome();
    must(whole.passed() <= input.size(), "no more comes out than went in");
    must(outcome == fedBytes<WebSocketRun>(rules, input).outcome(), "one verdict, byte by byte");
    must(outcome == fedPieces<WebSocketRun>(rules, input).outcome(), "one verdict, cut anywhere");
    for (const QByteArray &word : outcome) {
        must(word != "ILL", "every byte is used");
        if (word.startsWith("text="))
            must(QByteArrayView(word).sliced(5).isValidUtf8(), "a text is UTF-8");
        if (word.startsWith("text=") || word.startsWith("binary="))
            must(word.size() <= rules.message + 7, "a message is within its limit");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const WebSocketRules small{.frame = 200, .message = 300, .fragments = 5};
    static const WebSocketRules usual;
    check(small, viewOf(data, size));
    check(usual, viewOf(data, size));
    return 0;
}
