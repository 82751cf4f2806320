// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/check.h"

#include "config/database.h"
#include "config/secretcheck.h"

#include <QFileInfo>
#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>

namespace kith::config {

using namespace Qt::StringLiterals;

namespace {

/// Gathers faults with the place where the setting was given.
class Faults
{
public:
    explicit Faults(const Loaded &loaded) : m_loaded(loaded) { }

    void add(const QString &key, const QString &sentence)
    {
        const auto origin = m_loaded.origins.find(key);
        // In the environment and on the command line the place ends with the name that was used.
        const bool byKey = origin == m_loaded.origins.end() || origin->second.layer == Layer::File;
        const QString place =
            origin == m_loaded.origins.end() ? u"default"_s : origin->second.place;
        faults.push_back({byKey ? place + u':' + key : place, sentence});
    }

    std::vector<FieldError> faults{};

private:
    const Loaded &m_loaded;
};

bool isHostName(const QString &text)
{
    static const QRegularExpression kForm(
        u"^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return kForm.match(text).hasMatch();
}

/// scheme://host[:port] and nothing else, as browsers send Origin.
bool isOrigin(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && url.path().isEmpty() && !url.hasQuery()
        && !url.hasFragment() && url.userInfo().isEmpty()
        && (url.scheme() == u"http" || url.scheme() == u"https");
}

void checkListener(const Config &config, Faults &out)
{
    const Server &server = config.server;
    if (server.host != u"localhost" && QHostAddress(server.host).isNull())
        return out.add(u"server.host"_s,
            u"must be an address such as 127.0.0.1, 0.0.0.0 or ::1, or localhost"_s);
    if (isLoopback(server.host))
        return;
    if (config.isLocal())
        out.add(u"server.host"_s,
            u"must be loopback (127.0.0.1) while server.environment is LOCAL: the demo people's "
            "password is known to everybody"_s);
    if (config.limits.profile == LimitProfile::Off)
        out.add(u"limits.profile"_s,
            u"off is refused beyond loopback; set server.host to 127.0.0.1 for a benchmark"_s);
    if (!server.insecureHttp && !config.isLocal())
        out.add(u"server.host"_s,
            u"%1 can be reached from other machines, and Kith speaks plain HTTP there; listen on "
            "127.0.0.1 behind a proxy that speaks TLS, or set server.insecure_http to true"_s.arg(
                server.host));
}

void checkPublicUrl(const Config &config, Faults &out)
{
    const QString &text = config.server.publicUrl;
    if (text.isEmpty()) {
        if (config.isProduction())
            out.add(u"server.public_url"_s,
                u"is required in production: set it to the address that people type, such as "
                "https://chat.example.org; to try Kith out on this machine, set server.environment "
                "to LOCAL"_s);
        return;
    }
    QString origin = text;
    while (origin.endsWith(u'/'))
        origin.chop(1);
    if (!isOrigin(origin))
        out.add(u"server.public_url"_s,
            u"must be scheme, host and port only, such as https://chat.example.org"_s);
    else if (config.isProduction() && !text.startsWith(u"https:") && !config.server.insecureHttp
        && !isLoopback(QUrl(text).host()))
        out.add(u"server.public_url"_s,
            u"must begin with https:// in production, or server.insecure_http must be true"_s);
}

void checkWhoMayCall(const Config &config, Faults &out)
{
    for (const QString &host : config.server.allowedHosts) {
        if (!isHostName(host) && QHostAddress(host).isNull())
            out.add(u"server.allowed_hosts"_s,
                u"\"%1\" is not a host name; leave scheme and port away"_s.arg(host));
    }
    for (const QString &network : config.server.trustedProxies) {
        const auto [address, bits] = QHostAddress::parseSubnet(network);
        if (address.isNull())
            out.add(u"server.trusted_proxies"_s,
                u"\"%1\" is not a network such as 10.0.0.0/8 or fd00::/8"_s.arg(network));
        else if (bits == 0)
            out.add(u"server.trusted_proxies"_s,
                u"\"%1\" is everybody: any client could then choose its own address"_s.arg(
                    network));
    }
    static const QRegularExpression kAnyPort(u"^http://(localhost|127\\.0\\.0\\.1):\\*$"_s);
    for (const QString &origin : config.server.corsOrigins) {
        if (origin == u"*")
            out.add(u"server.cors_origins"_s,
                u"\"*\" would open the API to every web page; list the origins of yours"_s);
        else if (kAnyPort.match(origin).hasMatch() ? config.isProduction() : !isOrigin(origin))
            out.add(u"server.cors_origins"_s,
                u"\"%1\" is not an origin such as https://app.example.org"_s.arg(origin));
    }
}

void checkAuth(const Config &config, Faults &out)
{
    const Auth &auth = config.auth;
    if (auth.passwordMin < 8 && !config.isLocal())
        out.add(u"auth.password_min"_s, u"must be at least 8 outside LOCAL"_s);
    if (auth.refreshIdle > auth.refreshAbsolute)
        out.add(u"auth.refresh_idle_days"_s,
            u"is longer than auth.refresh_absolute_days (%1 and %2); make it at most as long"_s
                .arg(auth.refreshIdle.count())
                .arg(auth.refreshAbsolute.count()));
    const std::pair<const char *, const Secret *> secrets[] = {
        {"auth.jwt_secret", &auth.jwtSecret},
        {"auth.jwt_access_secret", &auth.jwtAccessSecret},
        {"auth.jwt_refresh_secret", &auth.jwtRefreshSecret},
    };
    for (const auto &[key, secret] : secrets) {
        if (const QString wrong = weakSecret(*secret); !wrong.isEmpty())
            out.add(QString::fromLatin1(key), wrong);
    }
    if (!auth.jwtAccessSecret.isEmpty()
        && auth.jwtAccessSecret.reveal() == auth.jwtRefreshSecret.reveal())
        out.add(u"auth.jwt_refresh_secret"_s,
            u"must differ from auth.jwt_access_secret: a refresh token must never pass for an "
            "access token"_s);
    const Secret &token = config.metrics.token;
    if (!token.isEmpty() && token.size() < 16)
        out.add(u"metrics.token"_s,
            u"must have at least 16 characters; openssl rand -hex 16 makes one"_s);
}

/// Passwordless is for a gateway that stands in front.
void checkDialects(const Config &config, Faults &out)
{
    const Dialects &dialects = config.dialects;
    const bool isBehind = isLoopback(config.server.host) || !config.server.trustedProxies.isEmpty();
    if (dialects.chatsocket && dialects.chatsocketPasswordless && !isBehind)
        out.add(u"dialects.chatsocket_passwordless"_s,
            u"lets anybody who reaches %1 sign in as anybody; set server.host to 127.0.0.1, or "
            "server.trusted_proxies to the network of the gateway that proves who asks"_s.arg(
                config.server.host));
    if (dialects.messenger && dialects.messengerPort != 0
        && dialects.messengerPort == config.server.port)
        out.add(u"dialects.messenger_port"_s, u"is server.port already"_s);
}

void checkChannels(const Config &config, Faults &out)
{
    QStringList seen;
    for (const QString &name : config.chat.defaultChannels) {
        if (name.size() > limits::kNameChars)
            out.add(u"chat.default_channels"_s,
                u"\"%1…\" is longer than %2 characters"_s.arg(name.left(20))
                    .arg(limits::kNameChars));
        if (seen.contains(name, Qt::CaseInsensitive))
            out.add(u"chat.default_channels"_s, u"\"%1\" is there twice"_s.arg(name));
        seen += name;
    }
}

void checkDatabase(const Config &config, Faults &out)
{
    const auto target = databaseOf(config);
    if (!target.ok())
        out.add(target.error().fields.at(0).field, target.error().fields.at(0).message);
}

/// A file that everybody may read keeps no secret.
void checkFileMode(const Loaded &loaded, const QString &file, Faults &out)
{
    const bool open = QFileInfo(file).permissions().testFlag(QFileDevice::ReadOther);
    for (const auto &[key, origin] : loaded.origins) {
        const Setting *setting = findSetting(key);
        const bool given =
            setting->isSecret() && setting->write(loaded.config) != quoted(QString());
        if (open && given && origin.layer == Layer::File)
            out.add(key,
                u"stands in a file that every user of this machine may read; run: chmod 0640 %1"_s
                    .arg(file));
    }
}

} // namespace

bool isLoopback(const QString &host)
{
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

std::vector<FieldError> findConflicts(const Loaded &loaded, const QString &file)
{
    Faults out(loaded);
    checkListener(loaded.config, out);
    checkPublicUrl(loaded.config, out);
    checkWhoMayCall(loaded.config, out);
    checkAuth(loaded.config, out);
    checkDialects(loaded.config, out);
    checkChannels(loaded.config, out);
    checkDatabase(loaded.config, out);
    checkFileMode(loaded, file, out);
    return std::move(out.faults);
}

} // namespace kith::config
