// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QProcess>
#include <QTemporaryDir>

#include <chrono>

namespace kith::bench {

/// One worker process of fastapi_shape.py on a free port of loopback; it ends with the object.
class FastApiServer
{
public:
    FastApiServer();
    ~FastApiServer();

    /// `work`: what the script is told behind its database and port. Error: it does not answer.
    Result<void> start(const QStringList &work);
    quint16 port() const { return m_port; }
    pid_t pid() const { return static_cast<pid_t>(m_process.processId()); }

private:
    const QTemporaryDir m_folder;
    const quint16 m_port;
    QProcess m_process;
};

struct FastApiWork
{
    qint64 pairs = 0; ///< 0: one room of kSenders
    int inFlight = 4; ///< requests under way of each sender, a connection each
    std::chrono::milliseconds span{};
};

struct FastApiFigure
{
    double perSecond = 0; ///< messages stored, told and answered
    double microseconds = 0; ///< of processor time for each
};

/// Why the comparison cannot be made here; empty: it can.
QString whyNoFastApi();

/// What a FastAPI service with SQLite does with the work of durable sends, in the shape of the five
/// services that Kith replaces (fastapi_shape.py, with uvloop, httptools and websockets where
/// Debian has them, one worker process): POST a message, check membership, insert and commit with
/// WAL and synchronous=FULL, tell the chat's WebSockets, answer.
Result<FastApiFigure> measureFastApi(const FastApiWork &work);

} // namespace kith::bench
