// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace kith::net {

/// Incremental UTF-8 validation (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
/// State is kept between calls, so a character may be split anywhere.
class Utf8Check
{
public:
    /// False as soon as what came cannot become UTF-8.
    bool add(quint8 byte)
    {
        if (m_left == 0)
            return lead(byte);
        if (byte < m_low || byte > m_high)
            return false;
        m_low = 0x80;
        m_high = 0xBF;
        --m_left;
        return true;
    }
    /// Between characters: the text may end here.
    bool isComplete() const { return m_left == 0; }
    void reset() { m_left = 0; }

private:
    bool lead(quint8 byte)
    {
        m_low = 0x80;
        m_high = 0xBF;
        if (byte < 0x80)
            return true;
        if (byte < 0xC2 || byte > 0xF4)
            return false;
        m_left = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
        if (byte == 0xE0)
            m_low = 0xA0; // shorter would do
        else if (byte == 0xED)
            m_high = 0x9F; // surrogates
        else if (byte == 0xF0)
            m_low = 0x90;
        else if (byte == 0xF4)
            m_high = 0x8F; // past U+10FFFF
        return true;
    }

    quint8 m_left = 0;
    quint8 m_low = 0x80; // what the next continuation byte may be
    quint8 m_high = 0xBF;
};

} // namespace kith::net
