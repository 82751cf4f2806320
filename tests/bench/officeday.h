// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What people do in an office, at the rates of office.h. Open loop: everything happens when it is
// due, whatever the server does.

#include "office.h"
#include "officedesk.h"
#include "officepeople.h"
#include "report.h"

#include <array>
#include <queue>
#include <random>

namespace kith::bench {

/// One measured step. As much time as it takes to write a message passes before as warm-up.
struct OfficeStep
{
    double pace = 1; ///< everybody does what so many people do
    std::chrono::milliseconds span{}; ///< measured
    std::chrono::milliseconds composing = office::kComposing;
    std::chrono::milliseconds typingEvery = office::kTypingEvery;
    std::chrono::milliseconds away = office::kAway;
};

/// Times are those of the measured span, counts those of the whole step.
struct OfficeSeen
{
    Histogram latency{}; ///< of deliveries, from due to heard
    Histogram answers{}; ///< of requests, likewise
    Histogram late{}; ///< how late the load itself was
    Processor processor{}; ///< each: a second of one open socket
    qint64 sent = 0;
    OfficeFrames frames{};
    QByteArray fault{}; ///< why the server did not carry it: it refused or closed something
};

class OfficeDay
{
public:
    /// Makes an access token of a person that is good from now on.
    using TokenOf = std::function<QByteArray(uint32_t)>;
    OfficeDay(const OfficeServer &server, const OfficePlan &plan, TokenOf tokenOf);

    /// Connects everybody.
    Result<void> open();
    /// Nobody does anything for so long: the cores that the server uses for its heartbeats.
    double rest(std::chrono::milliseconds span);
    /// Errors: while no socket was closed, an acknowledged message that somebody did not hear, or
    /// heard twice.
    Result<OfficeSeen> work(const OfficeStep &step);

private:
    enum class Act : uint8_t { Write, Open, Scroll, Leave, Type, Send, Read, Return };
    /// Something that is due. `person` kAnyone: whoever it happens to be, and the next of its kind
    /// follows by chance.
    struct Task
    {
        Instant due{};
        Act act = Act::Write;
        uint32_t person = 0;
        size_t seat = 0;

        bool operator>(const Task &other) const { return due > other.due; }
    };
    static constexpr uint32_t kAnyone = ~uint32_t(0);

    void begin(Instant start);
    void announce(Instant from);
    void runUntil(Instant end);
    void turn(Instant end);
    void performDue();
    void performFor(Task task);
    void perform(const Task &task);
    void follow(Act act, Instant after);
    void startWriting(uint32_t person, size_t seat, Instant sendAt);
    void type(const Task &task);
    void send(const Task &task);
    void openChat(const Task &task);
    void scroll(const Task &task);
    void read(const Task &task);
    void leave(const Task &task);
    void again(Task task);
    void readWhatCame();
    bool hasSettled() const;
    QByteArray fault() const;
    size_t pickSeat(const Colleague &person);
    size_t pickUnread(const Colleague &person);
    size_t pick(size_t count);
    void ask(const Task &task, const QByteArray &what);
    Colleague &at(const Task &task) { return *m_people[task.person]; }

    const OfficeServer &m_server;
    const OfficePlan &m_plan;
    const TokenOf m_tokenOf;
    Loop m_loop{};
    OfficeHeard m_heard{};
    OfficeDesk m_desk;
    std::vector<std::unique_ptr<Colleague>> m_people{};
    std::vector<uint32_t> m_active{};
    std::vector<uint32_t> m_said{}; ///< messages in each room
    std::priority_queue<Task, std::vector<Task>, std::greater<>> m_tasks{};
    std::mt19937_64 m_chance{1}; // the same office at every run
    OfficeStep m_step{};
    Instant m_measured{}; ///< from here on
    Instant m_end{}; ///< nothing new is begun behind it
    Histogram m_late{};
    qint64 m_sent = 0;
    qint64 m_expected = 0; ///< deliveries of all that was sent
};

} // namespace kith::bench
