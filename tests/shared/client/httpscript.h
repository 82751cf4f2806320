// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTcpServer>
#include <QUrl>

#include <functional>
#include <vector>

/// An HTTP server on loopback that answers what a test tells it: for what the real server never
/// does, such as silence, lies and refusals at a chosen moment. Lives on the test's thread.
class HttpScript : public QTcpServer
{
public:
    struct Request
    {
        QByteArray method{};
        QByteArray target{};
        QByteArray head{};
        QByteArray body{};
        QByteArray header(const QByteArray &name) const;
    };
    struct Reply
    {
        int status = 200;
        QByteArray body = "{}";
        QByteArray headers{}; ///< whole lines, each ended by CRLF
        QByteArray contentType = "application/json";
        bool silent = false; ///< no answer at all
    };
    using Answer = std::function<Reply(const Request &)>;

    explicit HttpScript(Answer answer);
    QUrl base() const;

    std::vector<Request> requests; ///< all that came, in order

private:
    void read(QTcpSocket *socket);

    Answer m_answer;
};
