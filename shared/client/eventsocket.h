// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The reconnecting, resuming client of the native socket (docs/protocol.md): the console and the
// tests hear of every change through it, in order and once.

#include "shared/client/apiclient.h"
#include "shared/model/frames.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWebSocket>

#include <list>
#include <set>

namespace kith {

/// How long to wait before attempt n (from 0) to connect again.
using Backoff = std::function<std::chrono::milliseconds(int attempt)>;

/// Doubles from half a second to 30 s, each time a random part between a half and the whole: after
/// a restart of the server its clients do not all come back in the same moment.
std::chrono::milliseconds jitteredBackoff(int attempt);

/// Lives on the thread of the ApiClient that lends it tokens; outlived by it. Nothing blocks.
///
/// Streams: remembers the last seq of each stream, hands on each event once and in order, and after
/// a reconnect asks the server for what came between. Live means: everything that the server had
/// when we connected has been handed on. A stream whose past the server no longer has is told by
/// streamLost(): what was built from its events must be fetched again.
///
/// Sends: a frame given to send() is kept until its ack and sent again after a reconnect with the
/// same client_id, so it takes effect once. At most limits::kUnackedSends wait, and a few are under
/// way at a time, so that a long offline spell does not end in being too fast.
///
/// To be destroyed outside of its own signals: deleteLater().
class EventSocket : public QObject
{
    Q_OBJECT

public:
    enum class State { Closed, Connecting, Resuming, Live, Waiting };
    Q_ENUM(State)

    struct Settings
    {
        Backoff backoff = jitteredBackoff;
        std::chrono::milliseconds pingEvery = std::chrono::seconds(25);
        std::chrono::milliseconds silence = std::chrono::seconds(45); ///< then it is given up
        bool admin = false; ///< hear the stream `admin` too, where the server lets us
    };

    explicit EventSocket(ApiClient &api, QObject *parent = nullptr)
        : EventSocket(api, Settings(), parent)
    {
    }
    EventSocket(ApiClient &api, Settings settings, QObject *parent = nullptr);
    ~EventSocket() override;

    void open();
    /// For good, until open(). Sends without an ack fail as unavailable: they may have arrived.
    void close();
    State state() const { return m_state; }
    bool isLive() const { return m_state == State::Live; }
    int lastCloseCode() const { return m_lastCloseCode; }

    /// Last seq handed on of each stream. To continue after a restart of this program: keep them,
    /// and set them before open().
    const std::map<QString, qint64> &positions() const { return m_positions; }
    void setPositions(std::map<QString, qint64> positions) { m_positions = std::move(positions); }

    /// Send, Edit, Delete, React or Read. A client_id is made where there is none.
    template <class Frame> void send(Frame frame, Callback<frames::Ack> done)
    {
        if (!frame.clientId)
            frame.clientId = newClientId();
        frame.type = typeName(frame);
        const QString id = *frame.clientId;
        keepAndSend(id, toJson(frame), std::move(done));
    }
    /// State, worth nothing later: dropped while there is no connection.
    void sendTyping(ChatId chat, bool on);
    /// The people whose presence to be told of; told again after each reconnect.
    void watch(std::vector<UserId> users);

Q_SIGNALS:
    void stateChanged(kith::EventSocket::State state);
    void ready(const kith::frames::Ready &ready);
    void messageEvent(const kith::frames::MessageEvent &event);
    void reactionEvent(const kith::frames::ReactionEvent &event);
    void memberEvent(const kith::frames::MemberEvent &event);
    void chatEvent(const kith::frames::ChatEvent &event);
    void userEvent(const kith::frames::UserEvent &event);
    void readEvent(const kith::frames::ReadEvent &event);
    void typingEvent(const kith::frames::TypingEvent &event);
    void presenceEvent(const kith::frames::PresenceEvent &event);
    /// With Settings::admin. userEvent() and chatEvent() then also come from the stream `admin`:
    /// about anybody, and any chat.
    void metricsEvent(const kith::frames::MetricsEvent &event);
    void auditEvent(const kith::frames::AuditEvent &event);
    void errorFrame(const kith::frames::ErrorFrame &error);
    /// An event is missing before `seq`. In a resume that means that it has no frame any more;
    /// otherwise the connection is given up, and the next one resumes where the stream broke off.
    void gapFound(const QString &stream, qint64 expected, qint64 seq);
    /// The server has lost what we missed: everything before `from`, or, restored from a backup,
    /// everything after it. The stream goes on from its present end.
    void streamLost(const QString &stream, qint64 from);
    /// The server closed the connection; reconnecting goes on unless signed out.
    void disconnected(int closeCode, const QString &reason);
    /// The session has ended: no reconnect until open().
    void signedOut();
    /// Every frame that came, for the tests' recorder.
    void frameReceived(const QByteArray &json);

private:
    struct Unacked
    {
        QString clientId{};
        QByteArray frame{};
        Callback<frames::Ack> done;
        bool isUnderWay = false; ///< written to the present connection
    };
    using UnackedList = std::list<Unacked>;

    static QString newClientId();
    static QString typeName(const frames::Send &) { return QStringLiteral("send"); }
    static QString typeName(const frames::Edit &) { return QStringLiteral("edit"); }
    static QString typeName(const frames::Delete &) { return QStringLiteral("delete"); }
    static QString typeName(const frames::React &) { return QStringLiteral("react"); }
    static QString typeName(const frames::Read &) { return QStringLiteral("read"); }

    void setState(State state);
    void connectNow();
    void startSocket(const Secret &token);
    void dropSocket();
    void retryLater(std::chrono::milliseconds atLeast);
    void onDisconnected(int code, const QString &reason);
    void onText(const QString &text);
    void onTick();

    void keepAndSend(const QString &clientId, const QByteArray &frame, Callback<frames::Ack> done);
    void sendWaiting();
    Callback<frames::Ack> takeUnacked(UnackedList::iterator which);
    UnackedList::iterator findUnacked(const QString &clientId);
    void failUnacked(const Error &error);
    void write(const QByteArray &frame);
    void resume(const std::map<QString, qint64> &streams);
    void becomeLiveWhenCaughtUp();

    void dispatch(std::string_view type, const QByteArray &json);
    void onReady(const frames::Ready &frame);
    void onResumed(const frames::Resumed &frame);
    void onAck(const frames::Ack &frame);
    void onError(const frames::ErrorFrame &frame);
    void onMember(const frames::MemberEvent &frame);
    bool advance(const QString &stream, qint64 seq);

    ApiClient &m_api;
    Settings m_settings;
    State m_state = State::Closed;
    QWebSocket *m_socket = nullptr;
    QTimer m_retry;
    QTimer m_tick;
    QElapsedTimer m_lastHeard;
    QElapsedTimer m_lastPing;
    Secret m_token; ///< that the present connection was opened with
    bool m_tokenRefused = false;
    bool m_authenticated = false;
    int m_attempt = 0;
    int m_lastCloseCode = 0;
    UserId m_self{};

    std::map<QString, qint64> m_positions;
    std::map<QString, qint64> m_targets; ///< of a resume under way: reached = caught up
    std::set<QString> m_resuming; ///< asked for, `resumed` not yet come
    UnackedList m_unacked; ///< in the order of sending
    int m_underWay = 0;
    std::vector<UserId> m_watched;
};

} // namespace kith
