// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/assets.h"

#include <algorithm>
#include <cstdint>
#include <vector>

// Defined in assetbytes.cpp.
#define KITH_ASSET(name, path, type, hash, policy, file)                                           \
    extern "C" const char kith_asset_##name[];                                                     \
    extern "C" const std::uint32_t kith_asset_##name##_size;                                       \
    extern "C" const char kith_asset_##name##_gz[];                                                \
    extern "C" const std::uint32_t kith_asset_##name##_gz_size;
#include "web/built/assets.inc"
#undef KITH_ASSET

namespace kith::web {
namespace {

struct Row
{
    const char *path;
    const char *contentType;
    const char *hash;
    const char *contentPolicy;
    QByteArray body;
    QByteArray gzip;
};

Asset assetOf(const Row &row)
{
    const QByteArray hash(row.hash);
    return Asset{
        .path = row.path,
        .contentType = row.contentType,
        .etag = '"' + hash + '"',
        .etagGzip = '"' + hash + "-gz\"",
        .body = row.body,
        .gzip = row.gzip,
        .contentPolicy = row.contentPolicy,
        .cacheControl = QByteArrayView(row.path).contains(hash)
            ? "public, max-age=31536000, immutable"
            : "no-cache",
    };
}

std::vector<Asset> loadAssets()
{
    const Row rows[] = {
#define KITH_ASSET(name, path, type, hash, policy, file)                                           \
    {path, type, hash, policy,                                                                     \
        QByteArray::fromRawData(kith_asset_##name, kith_asset_##name##_size),                      \
        QByteArray::fromRawData(kith_asset_##name##_gz, kith_asset_##name##_gz_size)},
#include "web/built/assets.inc"
#undef KITH_ASSET
    };
    std::vector<Asset> assets;
    assets.reserve(std::size(rows));
    for (const Row &row : rows)
        assets.push_back(assetOf(row));
    return assets;
}

QByteArrayView withoutLastSlash(QByteArrayView path)
{
    return path.size() > 2 && path.endsWith('/') ? path.chopped(1) : path;
}

} // namespace

const Asset *findAsset(QByteArrayView urlPath)
{
    static const std::vector<Asset> kAssets = loadAssets();
    const QByteArrayView wanted = withoutLastSlash(urlPath);
    const auto found = std::lower_bound(kAssets.begin(), kAssets.end(), wanted,
        [](const Asset &asset, QByteArrayView path) { return QByteArrayView(asset.path) < path; });
    return found != kAssets.end() && QByteArrayView(found->path) == wanted ? &*found : nullptr;
}

} // namespace kith::web
