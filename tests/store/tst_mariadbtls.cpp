// SPDX-License-Identifier: GPL-3.0-or-later
// Connections to a MariaDB server over the network: what ssl_ca promises is kept.
#include "runner/runner.h"
#include "store/store.h"
#include "support/eachdriver.h"
#include "support/mariadbserver.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>

using namespace kith;
using namespace kith::store;
using namespace kith::test;
using namespace Qt::StringLiterals;

namespace {

/// A certificate that signs itself, for 127.0.0.1.
bool makeCertificate(const QString &folder, const QString &name)
{
    QProcess openssl;
    openssl.start(u"openssl"_s,
        {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s,
            u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=127.0.0.1"_s, u"-addext"_s,
            u"subjectAltName=IP:127.0.0.1"_s, u"-keyout"_s, folder + u'/' + name + u".key"_s,
            u"-out"_s, folder + u'/' + name + u".pem"_s});
    return openssl.waitForFinished() && openssl.exitCode() == 0;
}

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

/// A server with a port, with TLS or without, and a user who comes from anywhere.
class NetworkServer
{
public:
    explicit NetworkServer(const QStringList &tls)
        : m_port(freePort()),
          m_server(QStringList{u"--skip-networking=0"_s, u"--bind-address=127.0.0.1"_s,
                       u"--port=%1"_s.arg(m_port)}
              + tls)
    {
        if (!m_server.start())
            return;
        const DatabaseConfig config = m_server.newDatabase();
        m_database = config.server.database;
        const auto root = openSession(config, Access::ReadWrite);
        isReady = root.ok()
            && (*root)
                   ->script("CREATE USER 'kith'@'%' IDENTIFIED BY 'p@ss word';"
                            "GRANT ALL ON *.* TO 'kith'@'%'")
                   .ok();
    }
    Result<std::unique_ptr<SqlSession>> connect(const QString &options) const
    {
        const auto config = parseDatabaseUrl(
            u"mysql://kith:p%40ss%20word@127.0.0.1:%1/%2%3"_s.arg(m_port).arg(m_database, options));
        if (!config.ok())
            return config.error();
        return openSession(*config, Access::ReadWrite);
    }
    bool isReady = false;

private:
    quint16 m_port;
    MariaDbServer m_server;
    QString m_database;
};

bool isEncrypted(SqlSession &session)
{
    QString cipher;
    return session
               .query(Sql("SHOW SESSION STATUS LIKE 'Ssl_cipher'"), {},
                   [&](const SqlRow &row) { cipher = row.text(1); })
               .ok()
        && !cipher.isEmpty();
}

} // namespace

class tst_MariaDbTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void trustedServerIsSpokenToEncrypted();
    void serverOfAnotherAuthorityIsRefused();
    void serverWithoutTlsIsRefusedWhereItIsAskedFor();
    void unreachableServerIsNamedWithoutItsPassword();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<NetworkServer> m_withTls;
    std::unique_ptr<NetworkServer> m_without;
};

void tst_MariaDbTls::initTestCase()
{
    if (const QString whyNot = TempStore::whyNot(u"mariadb"_s); !whyNot.isEmpty())
        QSKIP(qPrintable(whyNot));
    if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
        QSKIP("openssl is not installed");
    QVERIFY(makeCertificate(m_folder.path(), u"server"_s));
    QVERIFY(makeCertificate(m_folder.path(), u"other"_s));
    m_withTls = std::make_unique<NetworkServer>(
        QStringList{u"--ssl-cert="_s + m_folder.filePath(u"server.pem"_s),
            u"--ssl-key="_s + m_folder.filePath(u"server.key"_s)});
    m_without = std::make_unique<NetworkServer>(QStringList{u"--skip-ssl"_s});
    QVERIFY(m_withTls->isReady);
    QVERIFY(m_without->isReady);
}

void tst_MariaDbTls::trustedServerIsSpokenToEncrypted()
{
    const auto session = m_withTls->connect(u"?ssl_ca="_s + m_folder.filePath(u"server.pem"_s));
    VERIFY_OK(session);
    QVERIFY(isEncrypted(**session));
}

void tst_MariaDbTls::serverOfAnotherAuthorityIsRefused()
{
    QVERIFY(!m_withTls->connect(u"?ssl_ca="_s + m_folder.filePath(u"other.pem"_s)).ok());
    QVERIFY(!m_withTls->connect(u"?ssl_ca="_s + m_folder.filePath(u"none.pem"_s)).ok());
}

void tst_MariaDbTls::serverWithoutTlsIsRefusedWhereItIsAskedFor()
{
    const auto plain = m_without->connect(u"?ssl=off"_s);
    VERIFY_OK(plain);
    QVERIFY(!isEncrypted(**plain));
    const auto refused = m_without->connect(u"?ssl_ca="_s + m_folder.filePath(u"server.pem"_s));
    QVERIFY(!refused.ok());
}

void tst_MariaDbTls::unreachableServerIsNamedWithoutItsPassword()
{
    const auto config = parseDatabaseUrl(u"mysql://kith:wrong@127.0.0.1:1/x"_s);
    VERIFY_OK(config);
    const auto unreachable = openSession(*config, Access::ReadWrite);
    QVERIFY(!unreachable.ok());
    QVERIFY2(unreachable.error().detail.contains(u"mysql://kith@127.0.0.1:1/x"_s),
        qPrintable(unreachable.error().detail));
    QVERIFY(!unreachable.error().detail.contains(u"wrong"_s));
}

KITH_TEST(tst_MariaDbTls)
#include "tst_mariadbtls.moc"
