// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lists/keyset.h"

namespace kith::core {

using namespace Qt::StringLiterals;
using store::SqlValue;

namespace {

constexpr auto kBase64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray condition(
    KeysetStage stage, const QByteArray &column, const QByteArray &id, const char *later)
{
    switch (stage) {
    case KeysetStage::All:
        return "1 = 1";
    case KeysetStage::Ties:
        return column + " = :value AND " + id + ' ' + later + " :id";
    case KeysetStage::Beyond:
        return column + ' ' + later + " :value";
    case KeysetStage::NullTies:
        return column + " IS NULL AND " + id + ' ' + later + " :id";
    case KeysetStage::Nulls:
        return column + " IS NULL";
    case KeysetStage::NotNulls:
        break;
    }
    return column + " IS NOT NULL";
}

} // namespace

QString textOf(const KeysetPlace &place)
{
    QString text = (place.isForward ? u'>' : u'<') + QString::number(place.sort) + u':'
        + QString::number(place.id) + u'.';
    if (const qint64 *number = std::get_if<qint64>(&place.value))
        text += u'i' + QString::number(*number);
    else if (const QString *string = std::get_if<QString>(&place.value))
        text += u't' + *string;
    return QString::fromLatin1(text.toUtf8().toBase64(kBase64));
}

Result<KeysetPlace> placeFrom(const QString &cursor, size_t sort)
{
    const auto bad = [] {
        return invalidInput(u"cursor"_s, u"must be the `next` or `prev` of a page of this list"_s);
    };
    const QString text =
        QString::fromUtf8(QByteArray::fromBase64(cursor.toLatin1(), QByteArray::Base64UrlEncoding));
    const QString start = QString::number(sort) + u':';
    const qsizetype dot = text.indexOf(u'.');
    const bool hasWay = text.startsWith(u'>') || text.startsWith(u'<');
    if (!hasWay || !QStringView(text).sliced(1).startsWith(start) || dot <= start.size())
        return bad();
    bool idOk = false;
    bool valueOk = true;
    const qsizetype id = 1 + start.size();
    KeysetPlace place{.isForward = text.startsWith(u'>'),
        .sort = sort,
        .id = QStringView(text).sliced(id, dot - id).toLongLong(&idOk)};
    const QStringView value = QStringView(text).sliced(dot + 1);
    if (value.startsWith(u'i'))
        place.value = value.sliced(1).toLongLong(&valueOk);
    else if (value.startsWith(u't'))
        place.value = value.sliced(1).toString();
    else
        valueOk = value.isEmpty();
    if (!idOk || !valueOk)
        return bad();
    return place;
}

std::vector<KeysetStage> stagesFrom(const std::optional<KeysetPlace> &place, bool isAscending)
{
    using enum KeysetStage;
    if (!place)
        return {All};
    const bool isNull = std::holds_alternative<std::monostate>(place->value);
    if (isNull)
        return isAscending ? std::vector{NullTies, NotNulls} : std::vector{NullTies};
    return isAscending ? std::vector{Ties, Beyond} : std::vector{Ties, Beyond, Nulls};
}

KeysetSql::KeysetSql(const QByteArray &select, const std::vector<QByteArray> &plans,
    const std::vector<QByteArray> &sortColumns, const QByteArray &id)
    : m_sorts(sortColumns.size())
{
    for (const QByteArray &plan : plans) {
        for (const QByteArray &column : sortColumns) {
            for (const bool isAscending : {false, true}) {
                const QByteArray direction = isAscending ? "ASC" : "DESC";
                for (size_t stage = 0; stage < kKeysetStages; ++stage)
                    m_texts.push_back(select + " WHERE " + plan + " AND "
                        + condition(
                            static_cast<KeysetStage>(stage), column, id, isAscending ? ">" : "<")
                        + " ORDER BY " + column + ' ' + direction + ", " + id + ' ' + direction
                        + " LIMIT :limit");
            }
        }
    }
}

store::Sql KeysetSql::text(const Which &which, KeysetStage stage) const
{
    const size_t index =
        ((which.plan * m_sorts + which.sort) * 2 + (which.isAscending ? 1 : 0)) * kKeysetStages
        + static_cast<size_t>(stage);
    return store::Sql(m_texts[index].constData());
}

} // namespace kith::core
