// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/tomlsource.h"

#include <toml++/toml.h>

namespace kith::config {

using namespace Qt::StringLiterals;

namespace {

QString fromStd(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::optional<Raw> rawOf(const toml::node &node)
{
    if (const auto *value = node.as_boolean())
        return Raw{.value = value->get()};
    if (const auto *value = node.as_integer())
        return Raw{.value = static_cast<qint64>(value->get())};
    if (const auto *value = node.as_floating_point())
        return Raw{.value = value->get()};
    if (const auto *value = node.as_string())
        return Raw{.value = fromStd(value->get())};
    const toml::array *array = node.as_array();
    if (!array)
        return {}; // dates and times: no setting is one
    QStringList list;
    for (const toml::node &item : *array) {
        const auto *text = item.as_string();
        if (!text)
            return {};
        list += fromStd(text->get());
    }
    return Raw{.value = list};
}

class TomlReader
{
public:
    TomlReader(QString path, Reading &out) : m_path(std::move(path)), m_out(out) { }

    void readTable(const toml::table &table, const QString &prefix)
    {
        for (const auto &[key, node] : table) {
            const QString name = prefix + fromStd(key.str());
            const QString place = m_path + u':' + QString::number(key.source().begin.line);
            if (const toml::table *inner = node.as_table(); inner && prefix.isEmpty())
                readSection(*inner, name, place);
            else
                readSetting(node, name, place);
        }
    }

private:
    void readSection(const toml::table &table, const QString &name, const QString &place)
    {
        const auto &all = sections();
        const bool known = std::any_of(
            all.begin(), all.end(), [&](const Section &section) { return section.name == name; });
        if (known)
            readTable(table, name + u'.');
        else
            m_out.refuse(place, name, u"is not a section of the configuration"_s);
    }

    void readSetting(const toml::node &node, const QString &name, const QString &place)
    {
        const Setting *setting = findSetting(name);
        if (!setting) {
            const QString nearest = nearestKey(name);
            m_out.refuse(place, name,
                nearest.isEmpty() ? u"is not a setting"_s
                                  : u"is not a setting; did you mean %1?"_s.arg(nearest));
            return;
        }
        const auto raw = rawOf(node);
        if (!raw)
            m_out.refuse(place, name, u"must be of this type: "_s + setting->typeText());
        else
            m_out.add({.setting = setting,
                .raw = *raw,
                .layer = Layer::File,
                .place = place,
                .name = name});
    }

    QString m_path;
    Reading &m_out;
};

} // namespace

void readToml(const QString &path, const QByteArray &bytes, Reading &out)
{
    // toml++ throws; its exceptions end here.
    try {
        const std::string_view text(bytes.constData(), static_cast<size_t>(bytes.size()));
        const toml::table table = toml::parse(text, path.toStdString());
        TomlReader(path, out).readTable(table, {});
    } catch (const toml::parse_error &error) {
        const QString place = path + u':' + QString::number(error.source().begin.line);
        out.refuse(place, {}, u"is not TOML: "_s + fromStd(error.description()));
    }
}

} // namespace kith::config
