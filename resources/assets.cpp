// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/assets.h"

#include <QFile>
#include <QResource>
#include <algorithm>
#include <vector>

#ifdef KITH_WEB_EMBEDDED
static void initWebResource() // Q_INIT_RESOURCE must stand outside of any namespace.
{
    Q_INIT_RESOURCE(kithweb);
}
#endif

namespace kith::web {
namespace {

#ifdef KITH_WEB_EMBEDDED
struct Row
{
    const char *path;
    const char *contentType;
    const char *hash;
    const char *contentPolicy;
    const char *resource;
};

QByteArray resourceBytes(const QString &name)
{
    const QResource resource(name);
    Q_ASSERT(resource.isValid() && resource.compressionAlgorithm() == QResource::NoCompression);
    return QByteArray::fromRawData(
        reinterpret_cast<const char *>(resource.data()), resource.size());
}

Asset assetOf(const Row &row)
{
    const QString resource = QString::fromLatin1(row.resource);
    const QByteArray hash(row.hash);
    return Asset{
        .path = row.path,
        .contentType = row.contentType,
        .etag = '"' + hash + '"',
        .etagGzip = '"' + hash + "-gz\"",
        .body = resourceBytes(resource),
        .gzip = resourceBytes(resource + QLatin1String(".gz")),
        .contentPolicy = row.contentPolicy,
        .cacheControl = QByteArrayView(row.path).contains(hash)
            ? "public, max-age=31536000, immutable"
            : "no-cache",
    };
}

std::vector<Asset> loadAssets()
{
    initWebResource();
    static constexpr Row kRows[] = {
#include "assets_table.inc"
    };
    std::vector<Asset> assets;
    assets.reserve(std::size(kRows));
    for (const Row &row : kRows)
        assets.push_back(assetOf(row));
    return assets;
}
#else
std::vector<Asset> loadAssets() { return {}; }
#endif

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
