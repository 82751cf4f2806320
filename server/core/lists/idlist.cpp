// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lists/idlist.h"

namespace kith::core {

namespace {

const std::array<QByteArray, kIdsAtOnce> &placeNames()
{
    static const auto names = [] {
        std::array<QByteArray, kIdsAtOnce> all;
        for (size_t i = 0; i < all.size(); ++i)
            all[i] = ":i" + QByteArray::number(static_cast<qulonglong>(i));
        return all;
    }();
    return names;
}

} // namespace

QByteArray idPlaces()
{
    QByteArray text;
    for (const QByteArray &name : placeNames()) {
        if (!text.isEmpty())
            text += ", ";
        text += name;
    }
    return text;
}

Result<void> queryByIds(store::SqlSession &sql, store::Sql text, std::span<const qint64> ids,
    const std::function<void(const store::SqlRow &)> &visit)
{
    std::vector<store::Param> params;
    for (size_t from = 0; from < ids.size(); from += kIdsAtOnce) {
        params.clear();
        for (size_t i = 0; i < kIdsAtOnce; ++i)
            params.push_back(
                {placeNames()[i].constData(), ids[std::min(from + i, ids.size() - 1)]});
        TRY(sql.query(text, params, visit));
    }
    return {};
}

} // namespace kith::core
