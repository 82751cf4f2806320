// SPDX-License-Identifier: GPL-3.0-or-later
#include "fastapi.h"

#include "asker.h"
#include "sends.h"

#include <QTcpServer>

#include <csignal>
#include <sys/prctl.h>

namespace kith::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Debian's: its packages are what is compared with.
const QString kPython = QStringLiteral("/usr/bin/python3");
const QString kScript = QStringLiteral(KITH_BENCH_SHAPE);

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

/// The chats that person `number` uses: 0 is the room, pair p has the number p + 1.
std::vector<qint64> chatsOf(qint64 sender, qint64 pairs)
{
    std::vector<qint64> chats;
    for (qint64 pair = sender; pair < pairs; pair += kSenders)
        chats.push_back(pair + 1);
    return pairs == 0 ? std::vector<qint64>{0} : chats;
}

NextRequest posts(qint64 sender, std::vector<qint64> chats, size_t first)
{
    return [token = QByteArray::number(sender), chats = std::move(chats), next = first]() mutable {
        static qint64 sent = 0;
        const QByteArray body = R"({"content":"A message of a length that people write, with a )"
                                R"(word or two in it.","client_id":"shape-)"
            + QByteArray::number(++sent) + "\"}";
        const qint64 chat = chats[next++ % chats.size()];
        return httpRequest("POST", "/chats/" + QByteArray::number(chat) + "/messages", token, body);
    };
}

} // namespace

FastApiServer::FastApiServer() : m_port(freePort()) { }

FastApiServer::~FastApiServer()
{
    m_process.kill();
    m_process.waitForFinished();
}

Result<void> FastApiServer::start(const QStringList &work)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start(kPython,
        QStringList{kScript, m_folder.filePath(u"shape.db"_s), QString::number(m_port)} + work);
    const Instant begin = now();
    while (secondsSince(begin) < 30 && !m_process.waitForFinished(50)) {
        if (askOnce(m_port, httpRequest("GET", "/health", {})))
            return {};
    }
    return unavailable(u"the FastAPI service does not start"_s);
}

QString whyNoFastApi()
{
    QProcess python;
    python.start(kPython, {u"-c"_s, u"import fastapi, uvicorn, websockets"_s});
    if (!python.waitForFinished() || python.exitStatus() != QProcess::NormalExit
        || python.exitCode() != 0)
        return u"python3-fastapi, python3-uvicorn and python3-websockets are not all installed"_s;
    return {};
}

Result<FastApiFigure> measureFastApi(const FastApiWork &work)
{
    FastApiServer server;
    TRY(server.start({QString::number(kSenders), QString::number(work.pairs)}));
    Loop loop;
    Tally tally;
    std::vector<std::unique_ptr<Receiver>> listeners;
    std::vector<WsPeer *> peers;
    for (qint64 person = 0; person < kSenders + work.pairs; ++person) {
        listeners.push_back(
            std::make_unique<Receiver>(loop, server.port(), QByteArray::number(person), tally));
        peers.push_back(listeners.back().get());
    }
    TRY(openAll(loop, peers));
    AskedWork asked{.port = server.port(),
        .pid = server.pid(),
        .status = 201,
        .span = work.span,
        .loop = &loop};
    for (qint64 sender = 0; sender < kSenders; ++sender) {
        for (int i = 0; i < work.inFlight; ++i)
            asked.connections.push_back(
                posts(sender, chatsOf(sender, work.pairs), static_cast<size_t>(i)));
    }
    TRY_ASSIGN(const AskedOutcome outcome, measureAsks(asked));
    const qint64 hearers = work.pairs == 0 ? kSenders : 2;
    if (!loop.runUntil([&] { return tally.delivered == outcome.answers * hearers; }, 20s))
        return internalError(u"the FastAPI service told %1 of %2"_s.arg(tally.delivered)
                                 .arg(outcome.answers * hearers));
    return FastApiFigure{
        .perSecond = outcome.perSecond, .microseconds = outcome.processor.microseconds};
}

} // namespace kith::bench
