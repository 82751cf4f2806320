// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/connect/savedconnections.h"

#include "admingui/look/colours.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QSettings>
#include <QUuid>

#include <algorithm>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

const QString kGroup = u"connections"_s;
const QString kResume = u"session/connection"_s;

ServerKind kindOf(const QString &name)
{
    for (const auto &row : enumNames<ServerKind>) {
        if (name == QLatin1StringView(row.name))
            return row.value;
    }
    // What cannot be readConnection is treated with the most care.
    return ServerKind::Production;
}

SavedConnection readConnection(const QSettings &settings)
{
    SavedConnection out;
    out.id = settings.value(u"id"_s).toString();
    out.name = settings.value(u"name"_s).toString();
    out.url = settings.value(u"url"_s).toUrl();
    out.kind = kindOf(settings.value(u"kind"_s).toString());
    out.colour = QColor(settings.value(u"colour"_s).toString());
    out.login = settings.value(u"login"_s).toString();
    out.isReadOnly = settings.value(u"read_only"_s).toBool();
    out.lastUsed = fromRfc3339(settings.value(u"last_used"_s).toString().toLatin1());
    return out;
}

void write(QSettings &settings, const SavedConnection &connection)
{
    settings.setValue(u"id"_s, connection.id);
    settings.setValue(u"name"_s, connection.name);
    settings.setValue(u"url"_s, connection.url);
    settings.setValue(u"kind"_s, QString::fromLatin1(nameOf(connection.kind)));
    settings.setValue(u"colour"_s, connection.colour.isValid() ? connection.colour.name() : u""_s);
    settings.setValue(u"login"_s, connection.login);
    settings.setValue(u"read_only"_s, connection.isReadOnly);
    settings.setValue(u"last_used"_s,
        connection.lastUsed ? QString::fromLatin1(toRfc3339(*connection.lastUsed)) : u""_s);
}

} // namespace

QColor colourOf(const SavedConnection &connection)
{
    if (connection.colour.isValid())
        return connection.colour;
    switch (connection.kind) {
    case ServerKind::Development:
        return colours().series[1];
    case ServerKind::Test:
        return colours().series[2];
    case ServerKind::Production:
        break;
    }
    return colours().critical;
}

QString kindName(ServerKind kind)
{
    switch (kind) {
    case ServerKind::Development:
        return QCoreApplication::translate("ServerKind", "Development");
    case ServerKind::Test:
        return QCoreApplication::translate("ServerKind", "Test");
    case ServerKind::Production:
        break;
    }
    return QCoreApplication::translate("ServerKind", "Production");
}

QUrl serverUrl(const QString &typed)
{
    QString text = typed.trimmed();
    if (text.isEmpty())
        return {};
    if (!text.contains(u"://"_s)) {
        const QString host = QUrl(u"http://"_s + text).host();
        const bool isHere = host == u"localhost"_s || QHostAddress(host).isLoopback();
        text.prepend(isHere ? u"http://"_s : u"https://"_s);
    }
    QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"http"_s || url.scheme() == u"https"_s;
    if (!url.isValid() || !isWeb || url.host().isEmpty() || !url.userInfo().isEmpty())
        return {};
    url = url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
    if (url.path() == u"/"_s)
        url.setPath(QString());
    return url;
}

SavedConnections::SavedConnections(QSettings &settings, QObject *parent)
    : QObject(parent), m_settings(settings)
{
    load();
}

void SavedConnections::load()
{
    const int count = m_settings.beginReadArray(kGroup);
    for (int i = 0; i < count; ++i) {
        m_settings.setArrayIndex(i);
        SavedConnection connection = readConnection(m_settings);
        if (!connection.id.isEmpty() && connection.url.isValid())
            m_all.push_back(std::move(connection));
    }
    m_settings.endArray();
}

void SavedConnections::store()
{
    m_settings.remove(kGroup);
    m_settings.beginWriteArray(kGroup, int(m_all.size()));
    for (int i = 0; i < int(m_all.size()); ++i) {
        m_settings.setArrayIndex(i);
        write(m_settings, m_all[size_t(i)]);
    }
    m_settings.endArray();
    Q_EMIT changed();
}

const SavedConnection *SavedConnections::find(const QString &id) const
{
    const int index = indexOf(id);
    return index < 0 ? nullptr : &m_all[size_t(index)];
}

const SavedConnection *SavedConnections::findUrl(const QUrl &url) const
{
    const auto found = std::find_if(
        m_all.begin(), m_all.end(), [&](const SavedConnection &one) { return one.url == url; });
    return found == m_all.end() ? nullptr : &*found;
}

int SavedConnections::indexOf(const QString &id) const
{
    const auto found = std::find_if(
        m_all.begin(), m_all.end(), [&](const SavedConnection &one) { return one.id == id; });
    return found == m_all.end() ? -1 : int(found - m_all.begin());
}

QString SavedConnections::newId() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

QString SavedConnections::add(SavedConnection connection, int index)
{
    if (connection.id.isEmpty())
        connection.id = newId();
    const QString id = connection.id;
    const bool isInside = index >= 0 && index < int(m_all.size());
    m_all.insert(isInside ? m_all.begin() + index : m_all.end(), std::move(connection));
    store();
    return id;
}

void SavedConnections::change(const SavedConnection &connection)
{
    const int index = indexOf(connection.id);
    if (index < 0)
        return;
    m_all[size_t(index)] = connection;
    store();
}

void SavedConnections::remove(const QString &id)
{
    const int index = indexOf(id);
    if (index < 0)
        return;
    m_all.erase(m_all.begin() + index);
    if (toResume() == id)
        setToResume({});
    store();
}

QString SavedConnections::toResume() const { return m_settings.value(kResume).toString(); }

void SavedConnections::setToResume(const QString &id) { m_settings.setValue(kResume, id); }

} // namespace kith::console
