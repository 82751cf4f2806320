// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admingui/connect/tokenstore.h"

#include <map>

namespace QKeychain {
class Job;
}

namespace kith::console {

/// The system's keychain (Secret Service or KWallet, through QtKeychain), and memory where there is
/// none, where it is locked, or where it does not answer.
///
/// QtKeychain does one job at a time and knows no deadline: a question that nobody answers, such as
/// to unlock the keychain, would hold all later ones. So each call here has its own; the late job
/// is left to end by itself, because libsecret still holds a pointer to it. Needs Qt's GLib event
/// dispatcher, which Linux desktops have by default.
class KeychainStore final : public TokenStore
{
    Q_OBJECT

public:
    /// `service` is the name that the keychain shows the tokens under.
    explicit KeychainStore(const QString &service, QObject *parent = nullptr);

    void setDeadline(std::chrono::milliseconds deadline) { m_deadline = deadline; }

    void read(const QString &key, Callback<std::optional<Secret>> done) override;
    void write(const QString &key, const Secret &token) override;
    void remove(const QString &key) override;
    bool isLasting() const override { return m_whyNot.isEmpty(); }
    QString whyNot() const override { return m_whyNot; }

private:
    /// Starts a job and calls `done` once: when it ended, or with null at the deadline.
    void run(QKeychain::Job *job, std::function<void(QKeychain::Job *)> done);
    /// Whether the job did what it should; if not, the store is not lasting any more.
    bool succeeded(QKeychain::Job *job);
    void setWhyNot(const QString &whyNot);

    QString m_service;
    std::chrono::milliseconds m_deadline = std::chrono::seconds(20);
    std::map<QString, Secret> m_memory; ///< tokens that the keychain did not take
    QString m_whyNot;
};

} // namespace kith::console
