// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP framing, chunks included, and frames behind an upgrade: the verdict and the requests do not
// depend on how the bytes were cut, and nothing above a limit comes through.
#include "framingruns.h"
#include "fuzz.h"

using namespace kith::net;
using namespace kith::fuzz;

namespace {

constexpr qint64 kSmallBody = 60;

/// Small enough that inputs of a few hundred bytes reach every limit.
HttpRules smallRules()
{
    HttpRules rules = corpusHttpRules();
    rules.requestLine = 100;
    rules.head = 400;
    rules.fields = 12;
    rules.chunkExtensions = 40;
    rules.trailers = 60;
    rules.bodyCap = [](Method, QByteArrayView) -> qint64 { return kSmallBody; };
    return rules;
}

void check(const HttpRules &rules, QByteArrayView input, qint64 mostBody)
{
    const auto whole = fedWhole<HttpRun>(rules, input);
    const auto bytes = fedBytes<HttpRun>(rules, input);
    const auto pieces = fedPieces<HttpRun>(rules, input);
    must(!whole.miscounted(), "the body is as long as the framing says");
    must(whole.largestBody() <= mostBody, "no body is above its cap");
    must(whole.requests().size() <= input.size(), "no request is larger than what arrived");
    must(whole.outcome() == bytes.outcome(), "one verdict, byte by byte");
    must(whole.outcome() == pieces.outcome(), "one verdict, cut anywhere");
    must(whole.requests() == bytes.requests(), "the same requests, byte by byte");
    must(whole.requests() == pieces.requests(), "the same requests, cut anywhere");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const HttpRules small = smallRules();
    static const HttpRules usual = corpusHttpRules();
    check(small, viewOf(data, size), kSmallBody);
    check(usual, viewOf(data, size), 64 * 1024); // inputs are shorter than /upload/ may be
    return 0;
}
