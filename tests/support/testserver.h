// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// support/ is what tests of the whole server stand on: a real kithd process, people who talk to it
// over real sockets, and a record of every answer for the conformance test. On the test's thread.

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <chrono>
#include <map>
#include <memory>

namespace kith::support {

/// One kithd ($KITH_KITHD, or the one of this build) on a free loopback port with a data folder of
/// its own; both end with the object. The cheapest password hash that kithd takes, and no rate
/// limits unless a test sets them. $KITH_WEBSOCKET_ENGINE names the engine of its sockets.
class TestServer
{
public:
    /// Settings by their key in the configuration, as TOML values: {"auth.password_min", "12"}.
    using Settings = std::map<QString, QString>;

    explicit TestServer(Settings settings = {});
    ~TestServer();

    /// True when it answers. Otherwise log() says why not.
    bool start();
    /// SIGTERM, and how it ended. -1: not in time, or by a signal.
    int stop();
    /// SIGKILL: what a power cut leaves.
    void kill();
    bool isRunning() const;
    /// Waits for its own end. The exit code; -1: not in time, or by a signal.
    int waitForEnd(std::chrono::milliseconds time);
    qint64 processId() const { return m_process ? m_process->processId() : 0; }
    /// Runs `kithd <arguments>` on the same configuration, to its end. The exit code.
    int run(const QStringList &arguments, QByteArray *output = nullptr);

    /// Another kithd than $KITH_KITHD or the one of this build.
    void use(const QString &program) { m_program = program; }

    QUrl base() const;
    quint16 port() const { return m_port; }
    QString dataFolder() const;
    /// What is taken at the next start.
    void set(const QString &key, const QString &value) { m_settings[key] = value; }
    /// An environment variable, likewise.
    void setVariable(const QString &name, const QString &value) { m_variables[name] = value; }
    /// All that was written to stdout and stderr since the object was made.
    QByteArray log();

private:
    QString program() const;
    QProcessEnvironment environment() const;
    QString writeConfig() const;
    void readOutput();
    bool waitUntilReady();

    QTemporaryDir m_folder;
    QString m_program; ///< empty: the usual one
    Settings m_settings;
    std::map<QString, QString> m_variables;
    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0; ///< kept over restarts
    QByteArray m_log;
};

} // namespace kith::support
