// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/keys.h"

#include "config/secretcheck.h"

#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kith::config {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kRandomBytes = 64;
constexpr qint64 kLongestKeyFile = 4'096;

class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) { }
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int fd() const { return m_fd; }
    bool ok() const { return m_fd >= 0; }

private:
    int m_fd;
};

QString systemError() { return QString::fromLocal8Bit(std::strerror(errno)); }

Result<Secret> readKeyFile(int fd, const QString &path)
{
    struct stat info = {};
    if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return forbidden(u"%1 is not a file"_s.arg(path));
    if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return forbidden(
            u"%1 may be read by others, so its key is not secret; run: chmod 0600 %1"_s.arg(path));
    QByteArray text(kLongestKeyFile, Qt::Uninitialized);
    const ssize_t size = ::read(fd, text.data(), static_cast<size_t>(text.size()));
    if (size < 0)
        return unavailable(u"%1 cannot be read: %2"_s.arg(path, systemError()));
    text.truncate(size);
    const Secret secret(QByteArray::fromBase64(text.trimmed()));
    if (secret.size() < kSecretBytes)
        return forbidden(u"%1 holds no key; put it back from a backup, or remove it: then all "
                         "people sign in again"_s.arg(path));
    return secret;
}

Result<Secret> createKeyFile(const QString &path)
{
    QByteArray random(kRandomBytes, Qt::Uninitialized);
    randombytes_buf(random.data(), kRandomBytes);
    const Secret secret(random);
    const QByteArray text = random.toBase64() + '\n';
    // Written aside and renamed: a crash in between leaves no half key behind.
    const QString aside = path + u".new"_s;
    {
        const Descriptor file(::open(QFile::encodeName(aside).constData(),
            O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
        const bool written = file.ok()
            && ::write(file.fd(), text.constData(), static_cast<size_t>(text.size())) == text.size()
            && ::fsync(file.fd()) == 0;
        if (!written)
            return unavailable(u"%1 cannot be written: %2"_s.arg(aside, systemError()));
    }
    const Descriptor folder(::open(QFile::encodeName(path.section(u'/', 0, -2)).constData(),
        O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (::rename(QFile::encodeName(aside).constData(), QFile::encodeName(path).constData()) != 0
        || !folder.ok() || ::fsync(folder.fd()) != 0)
        return unavailable(u"%1 cannot be written: %2"_s.arg(path, systemError()));
    return secret;
}

Result<Secret> storedSecret(const QString &dataFolder)
{
    const QString path = keyFileIn(dataFolder);
    const Descriptor file(
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file.ok())
        return readKeyFile(file.fd(), path);
    if (errno != ENOENT)
        return forbidden(u"%1 cannot be read: %2"_s.arg(path, systemError()));
    return createKeyFile(path);
}

} // namespace

QString keyFileIn(const QString &dataFolder) { return dataFolder + u"/secret.key"_s; }

Result<Keys> loadKeys(const Config &config)
{
    if (sodium_init() < 0)
        return internalError(u"libsodium cannot be initialised"_s);
    const Auth &auth = config.auth;
    Secret root = auth.jwtSecret;
    if (root.isEmpty()) {
        TRY_ASSIGN(root, storedSecret(config.server.data));
    }
    const auto orRoot = [&root](const Secret &own) { return own.isEmpty() ? root : own; };
    return Keys{.access = orRoot(auth.jwtAccessSecret), .refresh = orRoot(auth.jwtRefreshSecret)};
}

} // namespace kith::config
