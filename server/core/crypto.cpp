// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto.h"

#include <sodium.h>

namespace kith::core {

namespace {

/// libsodium wants this once before anything else; it may be called again from any thread.
void initSodium()
{
    static const bool ready = sodium_init() >= 0;
    if (!ready)
        qFatal("libsodium cannot start: the kernel gives no random numbers");
}

const unsigned char *bytesOf(QByteArrayView view)
{
    // An empty view may be null, which memcpy() must not be given even for no bytes.
    static constexpr unsigned char none = 0;
    return view.isEmpty() ? &none : reinterpret_cast<const unsigned char *>(view.data());
}

unsigned char *bytesOf(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

} // namespace

QByteArray randomBytes(int count)
{
    initSodium();
    QByteArray bytes(count, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<size_t>(count));
    return bytes;
}

QByteArray hmacSha256(const QByteArray &key, QByteArrayView message)
{
    initSodium();
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytesOf(QByteArrayView(key)), size_t(key.size()));
    crypto_auth_hmacsha256_update(
        &state, bytesOf(message), static_cast<unsigned long long>(message.size()));
    QByteArray mac(crypto_auth_hmacsha256_BYTES, Qt::Uninitialized);
    crypto_auth_hmacsha256_final(&state, bytesOf(mac));
    sodium_memzero(&state, sizeof state);
    return mac;
}

QByteArray hkdfSha256(const QByteArray &secret, QByteArrayView info, int bytes)
{
    Q_ASSERT(bytes <= 32);
    const QByteArray key = hmacSha256(QByteArray(32, '\0'), secret);
    return hmacSha256(key, info.toByteArray() + '\x01').left(bytes);
}

QByteArray sha256(QByteArrayView message)
{
    QByteArray digest(crypto_hash_sha256_BYTES, Qt::Uninitialized);
    crypto_hash_sha256(
        bytesOf(digest), bytesOf(message), static_cast<unsigned long long>(message.size()));
    return digest;
}

bool sameBytes(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && sodium_memcmp(bytesOf(a), bytesOf(b), size_t(a.size())) == 0;
}

QByteArray toBase64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace kith::core
