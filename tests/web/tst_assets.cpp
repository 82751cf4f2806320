// SPDX-License-Identifier: GPL-3.0-or-later
// What kithd hands to browsers: every page is there, asks only for what is there, and stays small.
#include "runner/runner.h"
#include "web/assets.h"

#include <QCryptographicHash>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>

using kith::web::Asset;
using kith::web::findAsset;

class tst_Assets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pageIsServed_data();
    void pageIsServed();
    void pageAsksOnlyForEmbeddedFiles_data();
    void pageAsksOnlyForEmbeddedFiles();
    void unknownPathIsNull_data();
    void unknownPathIsNull();
    void hashedFilesMayBeKept();
    void bytesAreThoseOfTheEntityTag_data();
    void bytesAreThoseOfTheEntityTag();
    void gzipHoldsTheSameBytes_data();
    void gzipHoldsTheSameBytes();
    void bundlesNameTheirLicences_data();
    void bundlesNameTheirLicences();

private:
    static void eachPage();
    static void eachAsset();
    static QByteArrayList addressesIn(const QByteArray &page);
};

void tst_Assets::eachPage()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"/", "/chats/ui", "/chats/ui/", "/docs", "/redoc/"})
        QTest::newRow(path) << QByteArray(path);
}

/// Every page, and everything that a page asks for.
void tst_Assets::eachAsset()
{
    QTest::addColumn<QByteArray>("path");
    QSet<QByteArray> seen;
    for (const char *page : {"/", "/chats/ui", "/docs", "/redoc"}) {
        for (const QByteArray &path : QByteArrayList{page} + addressesIn(findAsset(page)->body)) {
            if (findAsset(path) == nullptr || seen.contains(path))
                continue;
            seen.insert(path);
            QTest::newRow(path.constData()) << path;
        }
    }
}

QByteArrayList tst_Assets::addressesIn(const QByteArray &page)
{
    static const QRegularExpression reference(QStringLiteral("(?:src|href)=\"([^\"]+)\""));
    QByteArrayList found;
    auto match = reference.globalMatch(QString::fromUtf8(page));
    while (match.hasNext())
        found.append(match.next().captured(1).toUtf8());
    return found;
}

void tst_Assets::pageIsServed_data() { eachPage(); }

void tst_Assets::pageIsServed()
{
    QFETCH(QByteArray, path);
    const Asset *asset = findAsset(path);
    QVERIFY(asset != nullptr);
    QCOMPARE(asset->contentType, QByteArray("text/html; charset=utf-8"));
    QCOMPARE(asset->cacheControl, QByteArray("no-cache"));
    QVERIFY(asset->body.startsWith("<!doctype html>"));
    QVERIFY(asset->contentPolicy.contains("default-src 'none'"));
    QVERIFY(!asset->contentPolicy.contains("unsafe"));
    QVERIFY2(!asset->body.contains("<style") && !asset->body.contains("<script>"),
        "the policy forbids inline scripts and styles");
}

void tst_Assets::pageAsksOnlyForEmbeddedFiles_data() { eachPage(); }

void tst_Assets::pageAsksOnlyForEmbeddedFiles()
{
    QFETCH(QByteArray, path);
    static const QByteArrayList kServedElsewhere{"/openapi.json", "/health"};
    const QByteArrayList addresses = addressesIn(findAsset(path)->body);
    QVERIFY(!addresses.isEmpty());
    for (const QByteArray &address : addresses)
        QVERIFY2(kServedElsewhere.contains(address) || findAsset(address) != nullptr,
            address.constData());
}

void tst_Assets::unknownPathIsNull_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"", "//", "/chats", "/chats/ui//", "/chats/ui/index.html", "/assets/",
             "/assets/../chats/ui", "/CHATS/UI", "zzz"})
        QTest::newRow(*path == '\0' ? "empty" : path) << QByteArray(path);
}

void tst_Assets::unknownPathIsNull()
{
    QFETCH(QByteArray, path);
    QVERIFY(findAsset(path) == nullptr);
}

void tst_Assets::hashedFilesMayBeKept()
{
    for (const QByteArray &address : addressesIn(findAsset("/chats/ui")->body)) {
        const Asset *asset = findAsset(address);
        QVERIFY(asset->cacheControl.contains("immutable"));
        QVERIFY(address.contains(asset->etag.mid(1, 16)));
        QVERIFY(asset->etag != asset->etagGzip);
    }
}

void tst_Assets::bytesAreThoseOfTheEntityTag_data() { eachAsset(); }

void tst_Assets::bytesAreThoseOfTheEntityTag()
{
    QFETCH(QByteArray, path);
    const Asset *asset = findAsset(path);
    QVERIFY(asset != nullptr);
    const QByteArray hash =
        QCryptographicHash::hash(asset->body, QCryptographicHash::Sha256).toHex().left(16);
    QCOMPARE(asset->etag, '"' + hash + '"');
}

void tst_Assets::gzipHoldsTheSameBytes_data() { eachAsset(); }

void tst_Assets::gzipHoldsTheSameBytes()
{
    QFETCH(QByteArray, path);
    const Asset *asset = findAsset(path);
    QVERIFY(asset != nullptr);
    QProcess gzip;
    gzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc")});
    gzip.write(asset->gzip);
    gzip.closeWriteChannel();
    QVERIFY(gzip.waitForFinished());
    QVERIFY(gzip.readAllStandardOutput() == asset->body);
}

void tst_Assets::bundlesNameTheirLicences_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("licence");
    QTest::newRow("chat page") << QByteArray("/chats/ui/assets/LICENSE.txt")
                               << QByteArray("The MIT License");
    QTest::newRow("Swagger UI") << QByteArray("/docs/assets/LICENSE.txt")
                                << QByteArray("Apache License");
    QTest::newRow("Redoc") << QByteArray("/redoc/assets/LICENSE.txt")
                           << QByteArray("The MIT License");
}

void tst_Assets::bundlesNameTheirLicences()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, licence);
    const Asset *asset = findAsset(path);
    QVERIFY(asset != nullptr);
    QVERIFY(asset->body.contains(licence));
}

KITH_TEST(tst_Assets)
#include "tst_assets.moc"
