// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One request and its answer, as bytes: for what a typed client would never send.

#include "shared/json.h"
#include "shared/problem.h"

#include <QByteArray>
#include <QList>
#include <QNetworkAccessManager>
#include <QUrl>

namespace kith::support {

using Headers = QList<QPair<QByteArray, QByteArray>>;

struct Answer
{
    int status = 0; ///< 0: none came
    Headers headers{};
    QByteArray body{};

    QByteArray header(const QByteArray &name) const;
    /// The problem document, if it is one.
    std::optional<Problem> problem() const;
    /// The body without its request_id: what "answers the same" compares.
    QByteArray bodyWithoutRequestId() const;
    /// "404 {…}" for a failing test's message.
    QByteArray text() const;

    template <class T> Result<T> as() const
    {
        if (status >= 200 && status < 300)
            return fromJson<T>(body);
        if (const auto wrong = problem())
            return toError(*wrong);
        return internalError(QString::fromUtf8(text()));
    }
};

struct Ask
{
    QByteArray method = "GET";
    QString target{}; ///< path and query, percent-encoded
    std::optional<QByteArray> body{};
    QByteArray token{};
    Headers headers{};
};

/// Sends it and waits, with an event loop, for at most 20 s. Recorded.
Answer exchange(QNetworkAccessManager &network, const QUrl &base, const Ask &ask);

/// Appends an answer to the file named by KITH_RECORD, if it is set: one JSON object a line, whole
/// however many tests write at once.
void record(const QByteArray &method, const QUrl &url, const Answer &answer);
/// The same for a frame that came from the server.
void recordFrame(const QByteArray &json);

} // namespace kith::support
