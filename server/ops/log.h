// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// ops/ owns what an operator sees of a running kithd: logs, metrics, health, and the talk with
// systemd. It knows shared/ and nothing else of Kith. Everything here may be called from any
// thread unless its comment says otherwise.
//
// One line a fact, ids and not contents:
//
//     log(kLogNet, Level::Info, "request").with("route", route).with("status", 200);
//
// A line leaves when its statement ends, by one write() to stderr, without a lock. Text of users
// may be a value (it is escaped), never a key. A Secret as a value does not compile.

#include "shared/ids.h"
#include "shared/time.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <chrono>
#include <concepts>
#include <optional>

namespace kith {
class Secret;
}

namespace kith::ops {

enum class Level : quint8 { Debug, Info, Warning, Error };

/// A folder's category. Only these exist; a line of one is named "kith.net" and so on.
struct LogCategory
{
    const char *name;
};
inline constexpr LogCategory kLogApp{"kith.app"};
inline constexpr LogCategory kLogConfig{"kith.config"};
inline constexpr LogCategory kLogStore{"kith.store"};
inline constexpr LogCategory kLogCore{"kith.core"};
inline constexpr LogCategory kLogApi{"kith.api"};
inline constexpr LogCategory kLogNet{"kith.net"};
inline constexpr LogCategory kLogQt{"kith.qt"}; ///< what Qt itself says

enum class LogFormat : quint8 {
    Json, ///< one JSON object a line
    Human, ///< logfmt: time level category event key=value
};

struct LogOptions
{
    Level level = Level::Info;
    LogFormat format = LogFormat::Human;
    int linesPerSecond = 200; ///< of one event; more are counted and dropped. 0: no limit
    bool priorityPrefix = false; ///< "<6>" before each line, which journald takes off again
    int fd = 2;
};

/// Sets where and how lines are written. Call before threads start; later calls are safe for
/// `level` alone (SIGHUP changes it).
void setLogOptions(const LogOptions &options);
void setLogLevel(Level level);
bool logs(Level level);

/// Sends qDebug() and its kin, also those of Qt's own code, through this sink.
void captureQtMessages();

/// Lines that could not be written (full pipe, closed descriptor) since the start.
quint64 lostLogLines();

/// One line under construction. Lives only within the statement that made it.
class LogLine
{
public:
    LogLine(const LogCategory &category, Level level, const char *event);
    ~LogLine();
    LogLine(const LogLine &) = delete;
    LogLine &operator=(const LogLine &) = delete;

    LogLine &with(const char *key, QStringView text);
    LogLine &with(const char *key, const QString &text) { return with(key, QStringView(text)); }
    LogLine &with(const char *key, QByteArrayView utf8);
    LogLine &with(const char *key, const QByteArray &utf8)
    {
        return with(key, QByteArrayView(utf8));
    }
    LogLine &with(const char *key, const char *utf8) { return with(key, QByteArrayView(utf8)); }
    LogLine &with(const char *key, double value);
    LogLine &with(const char *key, Timestamp time);
    LogLine &with(const char *key, std::same_as<bool> auto value)
    {
        return plain(key, value ? "true" : "false");
    }
    template <class T>
    requires(std::integral<T> && !std::same_as<T, bool>) LogLine &with(const char *key, T value)
    {
        return plain(key, QByteArray::number(static_cast<qlonglong>(value)));
    }
    template <class Tag> LogLine &with(const char *key, Id<Tag> id) { return with(key, id.value); }
    /// Milliseconds with three decimals; the key says so: "dur_ms".
    template <class Rep, class Period>
    LogLine &with(const char *key, std::chrono::duration<Rep, Period> time)
    {
        return with(key, std::chrono::duration<double, std::milli>(time).count());
    }
    /// Nothing is written for an empty optional.
    template <class T>
    requires(!std::same_as<T, Secret>) LogLine &with(const char *key, const std::optional<T> &value)
    {
        return value ? with(key, *value) : *this;
    }
    LogLine &with(const char *key, const Secret &) = delete;

private:
    LogLine &plain(const char *key, QByteArrayView value);
    void startField(const char *key);

    QByteArray m_line;
    bool m_on = false;
    bool m_json = false;
};

inline LogLine log(const LogCategory &category, Level level, const char *event)
{
    return LogLine(category, level, event);
}

} // namespace kith::ops
