// SPDX-License-Identifier: GPL-3.0-or-later
#include "floor.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <thread>
#include <vector>

namespace kith::bench {

namespace {

constexpr int kCoalesced = 64; ///< frames of one send() at most
constexpr off_t kJournalBytes = 16 * 1024 * 1024; ///< then it is written over from its start

const QByteArray kAccept = "HTTP/1.1 101 Switching Protocols\r\n\r\n";

QByteArray serverFrame(const QByteArray &text)
{
    return QByteArray(1, '\x81') + static_cast<char>(text.size()) + text;
}

struct Client
{
    int fd = -1;
    bool upgraded = false;
    bool wantsOutput = false;
    QByteArray in{};
    QByteArray unsent{};
};

/// One thread of the broadcaster.
class Caster
{
public:
    Caster(int listener, const FloorFrames &frames, int journal)
        : m_listener(listener), m_journal(journal), m_ack(frames.ack)
    {
        m_frame = frames.event.size();
        for (int i = 0; i < kCoalesced; ++i)
            m_frames += frames.event;
        watch(m_listener, &m_listener, EPOLL_CTL_ADD, EPOLLIN);
        watch(m_wakeUp, &m_wakeUp, EPOLL_CTL_ADD, EPOLLIN);
    }

    /// From any thread.
    void add(int frames)
    {
        if (m_pending.fetch_add(frames, std::memory_order_release) == 0)
            ::eventfd_write(m_wakeUp, 1);
    }

    void run(std::vector<std::unique_ptr<Caster>> &all)
    {
        std::array<epoll_event, 512> events{};
        while (true) {
            const int ready = ::epoll_wait(m_epoll, events.data(), int(events.size()), -1);
            int sends = 0;
            for (int i = 0; i < ready; ++i)
                sends += wake(events[static_cast<size_t>(i)]);
            for (const auto &caster : all) {
                if (sends > 0)
                    caster->add(sends);
            }
            if (const int frames = m_pending.exchange(0, std::memory_order_acquire); frames > 0)
                broadcast(frames);
        }
    }

private:
    void watch(int fd, void *who, int operation, uint32_t wanted)
    {
        epoll_event event{};
        event.events = wanted;
        event.data.ptr = who;
        ::epoll_ctl(m_epoll, operation, fd, &event);
    }

    /// How many messages came in.
    int wake(const epoll_event &event)
    {
        if (event.data.ptr == &m_listener) {
            accept();
            return 0;
        }
        if (event.data.ptr == &m_wakeUp) {
            eventfd_t count = 0;
            ::eventfd_read(m_wakeUp, &count);
            return 0;
        }
        auto &client = *static_cast<Client *>(event.data.ptr);
        if (event.events & EPOLLOUT)
            send(client, std::exchange(client.unsent, {}));
        return event.events & ~uint32_t(EPOLLOUT) ? read(client) : 0;
    }

    void accept()
    {
        int fd = -1;
        while ((fd = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
            const int on = 1;
            ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            m_clients.push_back(std::make_unique<Client>(Client{.fd = fd}));
            watch(fd, m_clients.back().get(), EPOLL_CTL_ADD, EPOLLIN);
        }
    }

    int read(Client &client)
    {
        std::array<char, 16'384> buffer{};
        const ssize_t got = ::recv(client.fd, buffer.data(), buffer.size(), 0);
        if (got <= 0) {
            if (got == 0 || errno != EAGAIN)
                end(client);
            return 0;
        }
        client.in.append(buffer.data(), got);
        if (!client.upgraded)
            return upgrade(client);
        return takeFrames(client);
    }

    int upgrade(Client &client)
    {
        if (!client.in.endsWith("\r\n\r\n"))
            return 0;
        client.upgraded = true;
        client.in.clear();
        send(client, kAccept + serverFrame(R"({"type":"ready"})"));
        return 0;
    }

    /// Masked text frames below 64 KiB: all that our own load sends.
    int takeFrames(Client &client)
    {
        int sends = 0;
        qsizetype used = 0;
        QByteArray replies;
        const QByteArray &in = client.in;
        while (in.size() - used >= 6) {
            const auto at = [&](qsizetype i) { return static_cast<quint8>(in[used + i]); };
            const bool isLong = (at(1) & 0x7f) == 126;
            const qsizetype head = isLong ? 8 : 6;
            if (in.size() - used < head)
                break;
            const qsizetype size = isLong ? at(2) * 256 + at(3) : at(1) & 0x7f;
            if (in.size() - used < head + size)
                break;
            constexpr qsizetype kKind = 9; // {"type":"send" or {"type":"ping"
            const char kind = static_cast<char>(at(head + kKind) ^ at(head - 4 + kKind % 4));
            if (kind == 's') {
                ++sends;
                replies += m_ack;
            } else {
                replies += serverFrame(R"({"type":"pong"})");
            }
            used += head + size;
        }
        client.in.remove(0, used);
        keep(sends);
        send(client, replies);
        return sends;
    }

    void keep(int frames)
    {
        if (m_journal < 0 || frames == 0)
            return;
        const auto bytes = static_cast<size_t>(m_frame * std::min(frames, kCoalesced));
        if (m_written + static_cast<off_t>(bytes) > kJournalBytes)
            m_written = 0;
        if (::pwrite(m_journal, m_frames.constData(), bytes, m_written) < 0
            || ::fdatasync(m_journal) != 0)
            ::_exit(1);
        m_written += static_cast<off_t>(bytes);
    }

    void broadcast(int frames)
    {
        for (int left = frames; left > 0; left -= kCoalesced) {
            const QByteArrayView bytes =
                QByteArrayView(m_frames).first(m_frame * std::min(left, kCoalesced));
            for (const auto &client : m_clients) {
                if (client->upgraded)
                    send(*client, bytes);
            }
        }
    }

    void send(Client &client, QByteArrayView bytes)
    {
        if (client.fd < 0 || bytes.isEmpty())
            return;
        if (!client.unsent.isEmpty()) {
            client.unsent.append(bytes);
            return;
        }
        const ssize_t sent =
            ::send(client.fd, bytes.data(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
        if (sent < bytes.size())
            client.unsent = bytes.sliced(std::max<ssize_t>(sent, 0)).toByteArray();
        watchOutput(client);
    }

    void watchOutput(Client &client)
    {
        const bool wants = !client.unsent.isEmpty();
        if (std::exchange(client.wantsOutput, wants) != wants)
            watch(client.fd, &client, EPOLL_CTL_MOD, wants ? EPOLLIN | EPOLLOUT : EPOLLIN);
    }

    /// Its memory stays: nothing here runs for long.
    void end(Client &client)
    {
        ::close(client.fd);
        client.fd = -1;
        client.upgraded = false;
    }

    const int m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    int m_wakeUp = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    int m_listener;
    const int m_journal; ///< -1: nothing is kept
    off_t m_written = 0;
    const QByteArray m_ack;
    QByteArray m_frames;
    qsizetype m_frame = 0;
    std::vector<std::unique_ptr<Client>> m_clients;
    std::atomic<int> m_pending{0};
};

/// Listeners of one free port of loopback.
Result<std::vector<int>> listeners(int count, quint16 &port)
{
    std::vector<int> all;
    for (int i = 0; i < count; ++i) {
        const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        const int on = 1;
        ::setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(port);
        socklen_t size = sizeof address;
        auto *any = reinterpret_cast<sockaddr *>(&address);
        if (::bind(fd, any, size) != 0 || ::listen(fd, 4096) != 0
            || ::getsockname(fd, any, &size) != 0)
            return unavailable(QStringLiteral("the floor cannot listen"));
        port = ntohs(address.sin_port);
        all.push_back(fd);
    }
    return all;
}

/// A file whose every block is there: syncing it writes data and nothing else. -1: none is wanted.
int openJournal(const QString &file)
{
    if (file.isEmpty())
        return -1;
    const int fd =
        ::open(file.toLocal8Bit().constData(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const QByteArray block(1024 * 1024, 'x');
    for (off_t at = 0; fd >= 0 && at < kJournalBytes; at += block.size()) {
        if (::pwrite(fd, block.constData(), static_cast<size_t>(block.size()), at) < 0)
            return -1;
    }
    ::fsync(fd);
    return fd;
}

[[noreturn]] void serve(const std::vector<int> &sockets, const FloorFrames &frames, int journal)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::vector<std::unique_ptr<Caster>> casters;
    for (const int socket : sockets)
        casters.push_back(std::make_unique<Caster>(socket, frames, journal));
    std::vector<std::thread> threads;
    for (size_t i = 1; i < casters.size(); ++i)
        threads.emplace_back([&casters, i] { casters[i]->run(casters); });
    casters.front()->run(casters);
    ::_exit(0);
}

} // namespace

Result<std::unique_ptr<Floor>> Floor::start(
    const FloorFrames &frames, int threads, const QString &journal)
{
    quint16 port = 0;
    const int file = openJournal(journal);
    if (file < 0 && !journal.isEmpty())
        return unavailable(QStringLiteral("the floor's journal cannot be made"));
    TRY_ASSIGN(const auto sockets, listeners(threads, port));
    // A copy of this process, which has one thread: what the child needs it has already.
    const pid_t pid = ::fork();
    if (pid == 0)
        serve(sockets, frames, file);
    for (const int socket : sockets)
        ::close(socket);
    if (file >= 0)
        ::close(file);
    if (pid < 0)
        return unavailable(QStringLiteral("no process for the floor"));
    return std::unique_ptr<Floor>(new Floor(port, pid));
}

Floor::~Floor()
{
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
}

} // namespace kith::bench
