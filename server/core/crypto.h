// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The few primitives that accounts and tokens need, from libsodium. Any thread.

#include "shared/secret.h"

#include <QByteArray>
#include <QByteArrayView>

namespace kith::core {

/// From the kernel's generator.
QByteArray randomBytes(int count);

/// 32 bytes.
QByteArray hmacSha256(const QByteArray &key, QByteArrayView message);

/// RFC 5869, with an empty salt, one block: at most 32 bytes. `info` tells the subkeys of one
/// secret apart.
QByteArray hkdfSha256(const QByteArray &secret, QByteArrayView info, int bytes = 32);

QByteArray sha256(QByteArrayView message);

/// Takes the same time wherever the two differ; lengths are not secret.
bool sameBytes(QByteArrayView a, QByteArrayView b);

/// Without padding, as in RFC 7515.
QByteArray toBase64Url(const QByteArray &bytes);

} // namespace kith::core
