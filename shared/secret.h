// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

class QDebug;

namespace kith {

/// A password, token or key. It cannot be logged, compared by ==, or written to JSON by accident:
/// none of these compiles. `reveal()` is the one, greppable way to its bytes, and its memory is
/// overwritten when the last owner goes.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes) : m_bytes(std::move(bytes)) { }
    explicit Secret(const QString &text) : m_bytes(text.toUtf8()) { }
    Secret(const Secret &) = default;
    Secret(Secret &&) noexcept = default;
    Secret &operator=(const Secret &) = default;
    Secret &operator=(Secret &&) noexcept = default;
    ~Secret()
    {
        // Only the last owner holds the bytes unshared; fill() through volatile is not optimised
        // away, unlike a memset before the end of a lifetime.
        if (m_bytes.isDetached()) {
            volatile char *bytes = m_bytes.data();
            for (qsizetype i = 0; i < m_bytes.size(); ++i)
                bytes[i] = 0;
        }
    }

    const QByteArray &reveal() const { return m_bytes; }
    bool isEmpty() const { return m_bytes.isEmpty(); }
    qsizetype size() const { return m_bytes.size(); }
    bool operator==(const Secret &) const = delete;

private:
    QByteArray m_bytes;
};

void operator<<(const QDebug &, const Secret &) = delete;

} // namespace kith
