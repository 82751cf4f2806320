// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/log.h"

#include "ops/eventcap.h"
#include "ops/logtext.h"

#include <QLoggingCategory>

#include <cerrno>
#include <cmath>
#include <cstring>

#include <unistd.h>

namespace kith::ops {

namespace {

constexpr const char *kLevelNames[] = {"debug", "info", "warning", "error"};
constexpr char kPriorities[] = {'7', '6', '4', '3'}; // of syslog, as journald reads them
constexpr qsizetype kTypicalLine = 256;

struct Sink
{
    std::atomic<Level> level{Level::Info};
    std::atomic<quint64> lost{0};
    LogOptions options{};
    EventCap cap{};
};

Sink &sink()
{
    static Sink kSink;
    return kSink;
}

void writeLine(const QByteArray &line)
{
    // One write() keeps lines whole; what a full pipe does not take at once is given up, because a
    // reactor must never wait for a log.
    for (;;) {
        const ssize_t written =
            ::write(sink().options.fd, line.constData(), static_cast<size_t>(line.size()));
        if (written == line.size())
            return;
        if (written < 0 && errno == EINTR)
            continue;
        sink().lost.fetch_add(1, std::memory_order_relaxed);
        return;
    }
}

} // namespace

void setLogOptions(const LogOptions &options)
{
    sink().options = options;
    sink().level = options.level;
}

void setLogLevel(Level level) { sink().level = level; }

bool logs(Level level) { return level >= sink().level.load(std::memory_order_relaxed); }

quint64 lostLogLines() { return sink().lost.load(std::memory_order_relaxed); }

LogLine::LogLine(const LogCategory &category, Level level, const char *event)
{
    if (!logs(level))
        return;
    const LogOptions &options = sink().options;
    const auto now =
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const auto [pass, dropped] =
        sink().cap.admit(event, toMillis(now) / 1000, options.linesPerSecond);
    if (!pass)
        return;
    m_on = true;
    m_json = options.format == LogFormat::Json;
    m_line.reserve(kTypicalLine);
    if (options.priorityPrefix)
        m_line.append('<').append(kPriorities[static_cast<int>(level)]).append('>');
    const char *name = kLevelNames[static_cast<int>(level)];
    if (m_json) {
        m_line.append("{\"ts\":\"");
        appendRfc3339(m_line, now);
        m_line.append("\",\"level\":\"").append(name);
        m_line.append("\",\"category\":\"").append(category.name);
        m_line.append("\",\"event\":\"").append(event).append('"');
    } else {
        appendRfc3339(m_line, now);
        m_line.append(' ').append(name).append(' ').append(category.name);
        m_line.append(' ').append(event);
    }
    if (dropped > 0)
        with("dropped_before", dropped);
}

LogLine::~LogLine()
{
    if (!m_on)
        return;
    m_line.append(m_json ? "}\n" : "\n");
    writeLine(m_line);
}

void LogLine::startField(const char *key)
{
    if (m_json)
        m_line.append(",\"").append(key).append("\":");
    else
        m_line.append(' ').append(key).append('=');
}

LogLine &LogLine::plain(const char *key, QByteArrayView value)
{
    if (m_on) {
        startField(key);
        m_line.append(value);
    }
    return *this;
}

LogLine &LogLine::with(const char *key, QStringView text)
{
    if (!m_on)
        return *this;
    startField(key);
    const qsizetype start = m_line.size();
    m_line.append('"');
    appendLogText(m_line, text);
    if (m_json || !isPlainLogText(QByteArrayView(m_line).sliced(start + 1)))
        m_line.append('"');
    else
        m_line.remove(start, 1);
    return *this;
}

LogLine &LogLine::with(const char *key, QByteArrayView utf8)
{
    return m_on ? with(key, QString::fromUtf8(utf8)) : *this;
}

LogLine &LogLine::with(const char *key, double value)
{
    // JSON has no NaN and no infinity.
    return std::isfinite(value) ? plain(key, QByteArray::number(value, 'f', 3))
                                : plain(key, m_json ? "null" : "nan");
}

LogLine &LogLine::with(const char *key, Timestamp time)
{
    return m_on ? with(key, QByteArrayView(toRfc3339(time))) : *this;
}

void captureQtMessages()
{
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context,
                               const QString &text) {
        const Level level = type == QtDebugMsg ? Level::Debug
            : type == QtInfoMsg                ? Level::Info
            : type == QtWarningMsg             ? Level::Warning
                                               : Level::Error;
        log(kLogQt, level, "qt_message").with("qt_category", context.category).with("text", text);
        // Returning from a fatal message lets Qt abort, which is what it is for.
    });
}

} // namespace kith::ops
