// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/fields.h"

#include <QObject>
#include <QTranslator>

class QSettings;

namespace kith::console {

enum class Theme { System, Light, Dark };
enum class Language { System, English, Russian };

} // namespace kith::console

namespace kith {
template <>
inline constexpr auto enumNames<console::Theme> = std::to_array<EnumName<console::Theme>>(
    {{console::Theme::System, "system"}, {console::Theme::Light, "light"},
        {console::Theme::Dark, "dark"}});
template <>
inline constexpr auto enumNames<console::Language> = std::to_array<EnumName<console::Language>>(
    {{console::Language::System, "system"}, {console::Language::English, "en"},
        {console::Language::Russian, "ru"}});
} // namespace kith

namespace kith::console {

/// Theme and language of the whole program, kept in its settings. One is made in main(), after the
/// application and before the first window; both may change while windows are open: widgets hear
/// of it by QEvent::PaletteChange and QEvent::LanguageChange. On the GUI thread.
class Look : public QObject
{
    Q_OBJECT

public:
    explicit Look(QSettings &settings, QObject *parent = nullptr);
    ~Look() override;

    Theme theme() const { return m_theme; }
    void setTheme(Theme theme);
    Language language() const { return m_language; }
    void setLanguage(Language language);

    /// Of the theme that now holds; light where there is no Look.
    static bool isDark();

private:
    void applyTheme();
    void applyLanguage();
    void followSystem();
    void askSystem();

private Q_SLOTS:
    /// By its name, because QDBusConnection::connect() takes no function.
    void onSystemSetting(const QString &area, const QString &name);

private:
    QSettings &m_settings;
    Theme m_theme = Theme::System;
    Language m_language = Language::System;
    bool m_systemIsDark = false;
    QTranslator m_ours;
    QTranslator m_screens;
    QTranslator m_qt;
};

} // namespace kith::console
