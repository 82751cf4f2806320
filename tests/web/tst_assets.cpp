// SPDX-License-Identifier: GPL-3.0-or-later
// What kithd hands to browsers: every page is there, asks only for what is there, and stays small.
#include "runner/runner.h"
#include "web/assets.h"

#include <QRegularExpression>

using kith::web::Asset;
using kith::web::findAsset;

class tst_Assets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pageIsServed_data();
    void pageIsServed();
    void pageAsksOnlyForEmbeddedFiles_data();
    void pageAsksOnlyForEmbeddedFiles();
    void unknownPathIsNull_data();
    void unknownPathIsNull();
    void hashedFilesMayBeKept();
    void gzipHoldsTheSameBytes();

private:
    static void eachPage();
    static QByteArrayList addressesIn(const QByteArray &page);
};

void tst_Assets::initTestCase()
{
    if (findAsset("/chats/ui") == nullptr)
        QSKIP("built with KITH_WEB=OFF");
}

void tst_Assets::eachPage()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"/", "/chats/ui", "/chats/ui/", "/docs", "/redoc/"})
        QTest::newRow(path) << QByteArray(path);
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

void tst_Assets::gzipHoldsTheSameBytes()
{
    for (const QByteArray &address : addressesIn(findAsset("/docs")->body)) {
        const Asset *asset = findAsset(address);
        if (asset == nullptr)
            continue;
        QVERIFY(asset->gzip.startsWith("\x1f\x8b\x08"));
        // The last four bytes of gzip are the length of what it holds (RFC 1952, 2.3.1).
        const auto *tail = reinterpret_cast<const uchar *>(asset->gzip.constEnd() - 4);
        const quint32 length = quint32(tail[0]) | quint32(tail[1]) << 8 | quint32(tail[2]) << 16
            | quint32(tail[3]) << 24;
        QCOMPARE(qsizetype(length), asset->body.size());
    }
}

KITH_TEST(tst_Assets)
#include "tst_assets.moc"
