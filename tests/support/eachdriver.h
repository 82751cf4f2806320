// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One body of a test, run on every database:
//
//     void tst_X::works_data() { eachDriver(); }
//     void tst_X::works() { OPEN_STORE(store); auto session = store.open(); … }

#include "store/store.h"

#include <QTemporaryDir>
#include <QTest>

namespace kith::test {

/// Adds the column "engine" and a row for each: "sqlite", "mariadb".
void eachDriver();

/// A database of its own for a test, gone afterwards.
class TempStore
{
public:
    enum class Schema { Migrated, Empty };
    explicit TempStore(const QString &engine, Schema schema = Schema::Migrated);

    /// Why the engine is not to be had here (then skip the test), or nothing.
    static QString whyNot(const QString &engine);

    const store::DatabaseConfig &config() const { return m_config; }
    std::unique_ptr<store::SqlSession> open(store::Access access = store::Access::ReadWrite) const;
    store::Writer::Open opener(store::Access access = store::Access::ReadWrite) const
    {
        return store::sessionOpener(m_config, access);
    }
    QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    store::DatabaseConfig m_config;
};

} // namespace kith::test

#define OPEN_STORE(name, ...)                                                                      \
    QFETCH(QString, engine);                                                                       \
    if (const QString whyNot = kith::test::TempStore::whyNot(engine); !whyNot.isEmpty())           \
        QSKIP(qPrintable(whyNot));                                                                 \
    kith::test::TempStore name(engine __VA_OPT__(, ) __VA_ARGS__)

/// Fails the test with the error's sentence.
#define VERIFY_OK(expression)                                                                      \
    do {                                                                                           \
        const auto &verified_ = (expression);                                                      \
        QVERIFY2(verified_.ok(), verified_.ok() ? "" : qPrintable(verified_.error().detail));      \
    } while (false)
