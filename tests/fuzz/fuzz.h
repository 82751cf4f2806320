// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// What the fuzz targets share. libFuzzer (https://llvm.org/docs/LibFuzzer.html) links main() and
/// calls LLVMFuzzerTestOneInput() with one input after another, on one thread.
namespace kith::fuzz {

/// Ends the process if what must hold does not, so that libFuzzer keeps the input.
inline void must(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

inline QByteArrayView viewOf(const uint8_t *data, size_t size)
{
    return {reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)};
}

/// Sizes of the pieces in which an input arrives: at random, but the same for the same input.
class Pieces
{
public:
    explicit Pieces(QByteArrayView input)
    {
        for (const char c : input)
            m_state = (m_state ^ static_cast<uint8_t>(c)) * 1099511628211U; // FNV-1a
    }
    qsizetype next(qsizetype left)
    {
        m_state = m_state * 6364136223846793005U + 1442695040888963407U; // Knuth's MMIX
        // Mostly short ones: lines and headers are short.
        const auto most = (m_state >> 60) == 0 ? left : std::min<qsizetype>(left, 40);
        return 1 + static_cast<qsizetype>((m_state >> 33) % static_cast<uint64_t>(most));
    }

private:
    uint64_t m_state = 14695981039346656037U;
};

/// A run that was fed the input whole, and the same input in pieces: what it makes of them must not
/// depend on how they were cut.
template <class Run, class Rules> Run fedWhole(const Rules &rules, QByteArrayView input)
{
    Run run(rules);
    run.feed(input);
    return run;
}
template <class Run, class Rules> Run fedBytes(const Rules &rules, QByteArrayView input)
{
    Run run(rules);
    for (qsizetype i = 0; i < input.size(); ++i)
        run.feed(input.sliced(i, 1));
    return run;
}
template <class Run, class Rules> Run fedPieces(const Rules &rules, QByteArrayView input)
{
    Run run(rules);
    Pieces pieces(input);
    while (!input.isEmpty()) {
        const qsizetype size = pieces.next(input.size());
        run.feed(input.first(size));
        input = input.sliced(size);
    }
    return run;
}

} // namespace kith::fuzz
