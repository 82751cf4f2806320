// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/connect/keychainstore.h"

#include <QTimer>

#include <qt6keychain/keychain.h>

namespace kith::console {

KeychainStore::KeychainStore(const QString &service, QObject *parent)
    : TokenStore(parent), m_service(service)
{
}

void KeychainStore::setWhyNot(const QString &whyNot)
{
    if (m_whyNot == whyNot)
        return;
    m_whyNot = whyNot;
    Q_EMIT lastingChanged();
}

void KeychainStore::run(QKeychain::Job *job, std::function<void(QKeychain::Job *)> done)
{
    // Never in plain text on disk, whatever the desktop's keychain thinks of it.
    job->setInsecureFallback(false);
    auto *deadline = new QTimer(this);
    deadline->setSingleShot(true);
    const auto once = std::make_shared<std::function<void(QKeychain::Job *)>>(std::move(done));
    const auto finish = [once, deadline](QKeychain::Job *ended) {
        if (const auto call = std::exchange(*once, nullptr)) {
            deadline->deleteLater();
            call(ended);
        }
    };
    connect(deadline, &QTimer::timeout, this, [finish] { finish(nullptr); });
    connect(job, &QKeychain::Job::finished, this, finish);
    deadline->start(m_deadline);
    job->start();
}

bool KeychainStore::succeeded(QKeychain::Job *job)
{
    if (!job) {
        setWhyNot(tr("The keychain does not answer."));
        return false;
    }
    switch (job->error()) {
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
        setWhyNot({});
        return job->error() == QKeychain::NoError;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        setWhyNot(tr("The keychain is locked."));
        return false;
    default:
        setWhyNot(tr("This desktop has no keychain (%1).").arg(job->errorString()));
        return false;
    }
}

void KeychainStore::read(const QString &key, Callback<std::optional<Secret>> done)
{
    if (const auto kept = m_memory.find(key); kept != m_memory.end()) {
        QTimer::singleShot(0, this,
            [token = kept->second, done = std::move(done)] { done(std::optional(token)); });
        return;
    }
    auto *job = new QKeychain::ReadPasswordJob(m_service);
    job->setKey(key);
    run(job, [this, done = std::move(done)](QKeychain::Job *ended) {
        if (!succeeded(ended))
            return done(std::optional<Secret>());
        done(std::optional(Secret(static_cast<QKeychain::ReadPasswordJob *>(ended)->binaryData())));
    });
}

void KeychainStore::write(const QString &key, const Secret &token)
{
    // Until the keychain has it: a second sign-in within these seconds still finds it.
    m_memory[key] = token;
    auto *job = new QKeychain::WritePasswordJob(m_service);
    job->setKey(key);
    job->setBinaryData(token.reveal());
    run(job, [this, key, token](QKeychain::Job *ended) {
        const auto kept = m_memory.find(key);
        const bool isLatest = kept != m_memory.end() && kept->second.reveal() == token.reveal();
        if (succeeded(ended) && isLatest)
            m_memory.erase(kept);
    });
}

void KeychainStore::remove(const QString &key)
{
    m_memory.erase(key);
    auto *job = new QKeychain::DeletePasswordJob(m_service);
    job->setKey(key);
    run(job, [this](QKeychain::Job *ended) { succeeded(ended); });
}

} // namespace kith::console
