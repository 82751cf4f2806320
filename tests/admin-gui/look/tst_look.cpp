// SPDX-License-Identifier: GPL-3.0-or-later
#include "../consoletest.h"
#include "admingui/look/colours.h"
#include "admingui/look/icons.h"
#include "admingui/shell/pages.h"
#include "admingui/shell/workspaceview.h"
#include "runner/runner.h"

#include <QListWidget>

#include <cmath>

namespace kith {

using namespace console;
using namespace test;
using namespace Qt::StringLiterals;

namespace {

/// WCAG 2.1, "relative luminance" and "contrast ratio".
double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}
double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace

/// Themes and languages: that they can be read, and that both change while windows are open.
class tst_Look : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }
    void coloursCanBeRead_data();
    void coloursCanBeRead();
    void themeChangesOpenWindows();
    void languageChangesOpenWindows();
    void choicesAreKept();
    void everyIconDraws();

private:
    support::TestServer m_server{withDemoPeople()};
};

void tst_Look::coloursCanBeRead_data()
{
    QTest::addColumn<QColor>("colour");
    QTest::addColumn<QColor>("behind");
    QTest::addColumn<double>("least");
    const std::pair<const char *, const Colours *> themes[] = {
        {"light", &lightColours()}, {"dark", &darkColours()}};
    for (const auto &[theme, c] : themes) {
        const std::pair<const char *, QColor> grounds[] = {{"window", c->window}, {"side", c->side},
            {"surface", c->surface}, {"hover", c->hover}, {"selection", c->selection}};
        for (const auto &[ground, behind] : grounds) {
            QTest::addRow("%s text on %s", theme, ground) << c->text << behind << 4.5;
            QTest::addRow("%s muted on %s", theme, ground) << c->muted << behind << 4.5;
        }
        for (const auto &[name, colour] : {std::pair("accent", c->accent), std::pair("ok", c->ok),
                 std::pair("warning", c->warning), std::pair("critical", c->critical)}) {
            QTest::addRow("%s %s on surface", theme, name) << colour << c->surface << 4.5;
            QTest::addRow("%s %s on side", theme, name) << colour << c->side << 4.5;
        }
        QTest::addRow("%s main button", theme) << c->onAccent << c->accent << 4.5;
        QTest::addRow("%s outlines", theme) << c->control << c->surface << 3.0;
        for (size_t i = 0; i < c->series.size(); ++i)
            QTest::addRow("%s line %zu", theme, i) << c->series[i] << c->surface << 3.0;
    }
}

void tst_Look::coloursCanBeRead()
{
    QFETCH(const QColor, colour);
    QFETCH(const QColor, behind);
    QFETCH(const double, least);
    const double found = contrast(colour, behind);
    QVERIFY2(found >= least, qPrintable(u"%1 : 1"_s.arg(found)));
}

void tst_Look::themeChangesOpenWindows()
{
    Console console;
    console.open();
    console.look.setTheme(Theme::Light);
    QCOMPARE(colours().isDark, false);
    QCOMPARE(console.window->palette().color(QPalette::Window), lightColours().window);
    console.look.setTheme(Theme::Dark);
    QCOMPARE(console.window->palette().color(QPalette::Window), darkColours().window);
    const QImage seen = console.window->grab().toImage();
    QCOMPARE(seen.pixelColor(5, 5), darkColours().window);
}

void tst_Look::languageChangesOpenWindows()
{
    Console console;
    console.look.setLanguage(Language::English);
    WorkspaceView view(signedIn(m_server), &console.look);
    view.show();
    const auto *list = view.findChild<QListWidget *>(u"navigation"_s);
    QCOMPARE(list->item(0)->text(), u"Overview"_s);
    console.look.setLanguage(Language::Russian);
    QTRY_COMPARE(list->item(0)->text(), u"Обзор"_s);
    QCOMPARE(
        QCoreApplication::translate("kith::console::WorkspaceView", "%n minute(s)", nullptr, 5),
        u"5 минут"_s);
    console.look.setLanguage(Language::English);
    QTRY_COMPARE(list->item(0)->text(), u"Overview"_s);
    QCOMPARE(
        QCoreApplication::translate("kith::console::WorkspaceView", "%n minute(s)", nullptr, 1),
        u"1 minute"_s);
}

void tst_Look::choicesAreKept()
{
    Console console;
    console.look.setTheme(Theme::Dark);
    console.look.setLanguage(Language::Russian);
    Look again(console.settings);
    QCOMPARE(again.theme(), Theme::Dark);
    QCOMPARE(again.language(), Language::Russian);
    again.setLanguage(Language::English);
    again.setTheme(Theme::Light);
}

void tst_Look::everyIconDraws()
{
    for (const PageEntry &entry : pages()) {
        const QImage image = icon(entry.icon).pixmap(24, 24).toImage();
        bool isDrawn = false;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                isDrawn = isDrawn || image.pixelColor(x, y).alpha() > 0;
        }
        QVERIFY2(isDrawn, entry.icon);
    }
}

} // namespace kith

KITH_WIDGET_TEST(kith::tst_Look)
#include "tst_look.moc"
