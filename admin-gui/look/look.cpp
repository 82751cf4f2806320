// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/look/look.h"

#include "admingui/look/colours.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFile>
#include <QLibraryInfo>
#include <QPalette>
#include <QSettings>
#include <QStyleFactory>

// Outside of any namespace, as Q_INIT_RESOURCE must be.
static void loadTexts()
{
    Q_INIT_RESOURCE(look);
    Q_INIT_RESOURCE(texts);
}

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

bool darkHolds = false;

template <NamedEnum E> E readChoice(const QSettings &settings, const QString &key)
{
    const QString name = settings.value(key).toString();
    for (const auto &row : enumNames<E>) {
        if (name == QLatin1StringView(row.name))
            return row.value;
    }
    return E{};
}

QPalette paletteOf(const Colours &c)
{
    QPalette palette(
        c.text, c.surface, c.hover, c.border, c.control, c.text, c.text, c.surface, c.window);
    palette.setColor(QPalette::Highlight, c.selection);
    palette.setColor(QPalette::HighlightedText, c.text);
    palette.setColor(QPalette::AlternateBase, c.window);
    palette.setColor(QPalette::ToolTipBase, c.text);
    palette.setColor(QPalette::ToolTipText, c.surface);
    palette.setColor(QPalette::PlaceholderText, c.muted);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.control);
    return palette;
}

/// The stylesheet's @names are the members of Colours.
QString styleSheetOf(const Colours &c)
{
    QFile file(u":/look/console.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<QString, QColor> names[] = {{u"@window"_s, c.window}, {u"@side"_s, c.side},
        {u"@surface"_s, c.surface}, {u"@hover"_s, c.hover}, {u"@selection"_s, c.selection},
        {u"@border"_s, c.border}, {u"@control"_s, c.control}, {u"@text"_s, c.text},
        {u"@muted"_s, c.muted}, {u"@accent"_s, c.accent}, {u"@onAccent"_s, c.onAccent},
        {u"@ok"_s, c.ok}, {u"@warning"_s, c.warning}, {u"@critical"_s, c.critical}};
    for (const auto &[name, colour] : names)
        sheet.replace(name + u';', colour.name() + u';');
    return sheet;
}

QLocale localeOf(Language language)
{
    switch (language) {
    case Language::English:
        return QLocale(QLocale::English);
    case Language::Russian:
        return QLocale(QLocale::Russian);
    case Language::System:
        break;
    }
    const QLocale system = QLocale::system();
    return system.language() == QLocale::Russian ? system : QLocale(QLocale::English);
}

const QString kPortal = u"org.freedesktop.portal.Desktop"_s;
const QString kPortalPath = u"/org/freedesktop/portal/desktop"_s;
const QString kPortalSettings = u"org.freedesktop.portal.Settings"_s;
const QString kAppearance = u"org.freedesktop.appearance"_s;
const QString kColorScheme = u"color-scheme"_s;

} // namespace

Look::Look(QSettings &settings, QObject *parent)
    : QObject(parent), m_settings(settings), m_theme(readChoice<Theme>(settings, u"look/theme"_s)),
      m_language(readChoice<Language>(settings, u"look/language"_s))
{
    loadTexts();
    // Until the desktop answers: its own palette tells, before ours replaces it.
    m_systemIsDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    applyTheme();
    applyLanguage();
    followSystem();
}

Look::~Look() { darkHolds = false; }

bool Look::isDark() { return darkHolds; }

void Look::setTheme(Theme theme)
{
    m_theme = theme;
    m_settings.setValue(u"look/theme"_s, QString::fromLatin1(nameOf(theme)));
    applyTheme();
}

void Look::applyTheme()
{
    darkHolds = m_theme == Theme::Dark || (m_theme == Theme::System && m_systemIsDark);
    QApplication::setPalette(paletteOf(colours()));
    qApp->setStyleSheet(styleSheetOf(colours()));
}

void Look::setLanguage(Language language)
{
    m_language = language;
    m_settings.setValue(u"look/language"_s, QString::fromLatin1(nameOf(language)));
    applyLanguage();
}

void Look::applyLanguage()
{
    const QLocale locale = localeOf(m_language);
    QLocale::setDefault(locale);
    const QString code = locale.language() == QLocale::Russian ? u"ru"_s : u"en"_s;
    for (QTranslator *translator : {&m_qt, &m_ours, &m_screens})
        QApplication::removeTranslator(translator);
    // English has files too: they hold its plural forms.
    if (m_qt.load(u"qtbase_"_s + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(&m_qt);
    if (m_ours.load(u":/i18n/console_"_s + code))
        QApplication::installTranslator(&m_ours);
    if (m_screens.load(u":/i18n/screens_"_s + code))
        QApplication::installTranslator(&m_screens);
}

// Qt learns of the desktop's preference in 6.5; the portal tells every desktop's, and its changes.
void Look::followSystem()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kPortal, kPortalPath, kPortalSettings, u"SettingChanged"_s, this,
        SLOT(onSystemSetting(QString, QString)));
    askSystem();
}

void Look::onSystemSetting(const QString &area, const QString &name)
{
    if (area == kAppearance && name == kColorScheme)
        askSystem();
}

void Look::askSystem()
{
    QDBusMessage ask =
        QDBusMessage::createMethodCall(kPortal, kPortalPath, kPortalSettings, u"Read"_s);
    ask << kAppearance << kColorScheme;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(ask), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isError())
            return; // no portal: the palette's word stands
        // Read answers a variant in a variant; 0: no preference, 1: dark, 2: light.
        QVariant value = reply.value().variant();
        if (value.canConvert<QDBusVariant>())
            value = value.value<QDBusVariant>().variant();
        if (value.toUInt() != 0) {
            m_systemIsDark = value.toUInt() == 1;
            applyTheme();
        }
    });
}

} // namespace kith::console
