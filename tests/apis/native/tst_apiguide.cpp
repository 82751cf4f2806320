// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"
#include "support/testserver.h"

#include <QStandardPaths>

using namespace kith::support;
using namespace Qt::StringLiterals;

/// docs/api-guide.md is true: its commands are run with curl, jq and the npm client `ws` against a
/// server of their own (ws_client.mjs), and what comes is what the page shows.
class tst_ApiGuide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGuideIsTrue();
};

void tst_ApiGuide::theGuideIsTrue()
{
    for (const auto &tool : {u"curl"_s, u"jq"_s, u"node"_s}) {
        if (QStandardPaths::findExecutable(tool).isEmpty())
            QSKIP(qPrintable(tool + u" is not installed"_s));
    }
    TestServer server;
    QVERIFY2(server.start(), server.log().constData());
    QTemporaryDir folder;
    QProcess walk;
    walk.setProcessChannelMode(QProcess::MergedChannels);
    walk.start(u"node"_s,
        {qEnvironmentVariable("KITH_WALK"), u"--guide"_s,
            qEnvironmentVariable("KITH_SOURCE") + u"/docs/api-guide.md"_s, u"--server"_s,
            server.base().toString(), u"--folder"_s, folder.path()});
    QVERIFY(walk.waitForFinished(110'000));
    const QByteArray output = walk.readAll();
    QVERIFY2(walk.exitCode() == 0, output.constData());
    QVERIFY2(output.contains(" blocks, 0 differ"), output.constData());
    QCOMPARE(server.stop(), 0);
}

KITH_TEST(tst_ApiGuide)
#include "tst_apiguide.moc"
