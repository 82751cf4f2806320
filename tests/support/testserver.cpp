// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testserver.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>
#include <sys/prctl.h>

namespace kith::support {

using namespace Qt::StringLiterals;

namespace {

constexpr int kStartMs = 30'000; ///< sanitizers make a start slow
constexpr int kStopMs = 20'000;

/// Nothing of ours reaches kithd: it refuses variables that look like settings and are none.
QProcessEnvironment cleanEnvironment()
{
    const QProcessEnvironment ours = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment out;
    for (const auto &name :
        {u"PATH"_s, u"HOME"_s, u"LANG"_s, u"TMPDIR"_s, u"ASAN_OPTIONS"_s, u"UBSAN_OPTIONS"_s,
            u"LSAN_OPTIONS"_s, u"TSAN_OPTIONS"_s, u"LD_LIBRARY_PATH"_s, u"SEEDED_BUG"_s}) {
        if (ours.contains(name))
            out.insert(name, ours.value(name));
    }
    return out;
}

/// A port that was free a moment ago. The kernel hands out others first, so that it stays free.
quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

} // namespace

TestServer::TestServer(Settings settings) : m_settings(std::move(settings))
{
    const Settings usual{
        {u"server.environment"_s, u"\"development\""_s},
        {u"server.host"_s, u"\"127.0.0.1\""_s},
        {u"server.drain_seconds"_s, u"2"_s},
        {u"auth.argon2_memory_kib"_s, u"19456"_s},
        {u"auth.argon2_passes"_s, u"2"_s},
        {u"limits.profile"_s, u"\"off\""_s},
        {u"log.format"_s, u"\"json\""_s},
    };
    m_settings.insert(usual.begin(), usual.end()); // keeps what the test said
    // Of the tests that ctest runs a second time (tests/CMakeLists.txt).
    if (const QString engine = qEnvironmentVariable("KITH_WEBSOCKET_ENGINE"); !engine.isEmpty())
        m_settings.insert({u"websocket.engine"_s, u'"' + engine + u'"'});
}

TestServer::~TestServer()
{
    if (isRunning())
        stop();
}

QUrl TestServer::base() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port)); }

QString TestServer::program() const
{
    if (!m_program.isEmpty())
        return m_program;
    return qEnvironmentVariable("KITH_KITHD", qEnvironmentVariable("KITH_BIN") + u"/kithd"_s);
}

QString TestServer::dataFolder() const { return m_folder.filePath(u"data"_s); }

bool TestServer::isRunning() const
{
    return m_process && m_process->state() != QProcess::NotRunning;
}

QString TestServer::writeConfig() const
{
    std::map<QString, QString> sections;
    for (const auto &[key, value] : m_settings)
        sections[key.section(u'.', 0, 0)] += key.section(u'.', 1) + u" = "_s + value + u'\n';
    QString text;
    for (const auto &[name, lines] : sections)
        text += u'[' + name + u"]\n"_s + lines;
    const QString path = m_folder.filePath(u"kithd.conf"_s);
    QFile file(path);
    // It may hold a secret, and kithd refuses one that others can read.
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(text.toUtf8()) < 0)
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

bool TestServer::start()
{
    if (m_port == 0)
        m_port = freePort();
    m_settings[u"server.port"_s] = QString::number(m_port);
    m_settings[u"server.data"_s] = u'"' + dataFolder() + u'"';
    QDir().mkpath(dataFolder());
    QFile::setPermissions(
        dataFolder(), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setProcessEnvironment(environment());
    // However this program ends, nothing of it goes on running.
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process->start(program(), {u"serve"_s, u"--config"_s, writeConfig()});
    if (!m_process->waitForStarted()) {
        m_log += "cannot start " + program().toUtf8() + ": " + m_process->errorString().toUtf8();
        return false;
    }
    return waitUntilReady();
}

bool TestServer::waitUntilReady()
{
    // Asking needs no agreement about the log's words, and a refused connect costs nothing.
    QDeadlineTimer deadline(kStartMs);
    while (!deadline.hasExpired() && isRunning()) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_port);
        if (socket.waitForConnected(1'000)) {
            socket.write("GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            if (socket.waitForReadyRead(5'000) && socket.readAll().startsWith("HTTP/1.1 200"))
                return true;
        }
        m_process->waitForFinished(20);
    }
    readOutput();
    return false;
}

int TestServer::stop()
{
    m_process->terminate();
    const bool ended = m_process->waitForFinished(kStopMs);
    if (!ended)
        kill();
    readOutput();
    return ended && m_process->exitStatus() == QProcess::NormalExit ? m_process->exitCode() : -1;
}

int TestServer::waitForEnd(std::chrono::milliseconds time)
{
    const bool ended = !isRunning() || m_process->waitForFinished(static_cast<int>(time.count()));
    readOutput();
    return ended && m_process->exitStatus() == QProcess::NormalExit ? m_process->exitCode() : -1;
}

void TestServer::kill()
{
    m_process->kill();
    m_process->waitForFinished(kStopMs);
    readOutput();
}

int TestServer::run(const QStringList &arguments, QByteArray *output)
{
    m_settings[u"server.data"_s] = u'"' + dataFolder() + u'"';
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setProcessEnvironment(environment());
    process.start(program(), QStringList(arguments) << u"--config"_s << writeConfig());
    const bool ended = process.waitForFinished(kStartMs);
    if (output)
        *output = process.readAll();
    return ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

QProcessEnvironment TestServer::environment() const
{
    QProcessEnvironment all = cleanEnvironment();
    for (const auto &[name, value] : m_variables)
        all.insert(name, value);
    return all;
}

void TestServer::readOutput()
{
    if (m_process)
        m_log += m_process->readAll();
}

QByteArray TestServer::log()
{
    readOutput();
    return m_log;
}

} // namespace kith::support
