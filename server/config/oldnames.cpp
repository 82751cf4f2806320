// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/oldnames.h"

#include <QString>

namespace kith::config {

namespace {

using enum OldName::Effect;

constexpr char kNoMongo[] =
    "Kith keeps its data in SQLite or MariaDB and reads no MongoDB; take this name away. Data of "
    "the old service is brought over by the importer, kithd import, which this version does not "
    "have yet";
constexpr char kNoPostgres[] =
    "Kith keeps its data in SQLite or MariaDB and reads no PostgreSQL; take this name away. Data "
    "of the old service is brought over by the importer, kithd import, which this version does "
    "not have yet";
constexpr char kOneNode[] = "this version runs as one node and needs no Redis";
constexpr char kNoMail[] = "this version sends no mail";
constexpr char kNoFiles[] = "this version keeps no files";
constexpr char kFixedPaths[] = "paths and titles of the API are fixed";

constexpr OldName kOldNames[] = {
    {"HOST", Alias, "server.host"},
    {"API_HOST", Alias, "server.host"},
    {"PORT", Alias, "server.port"},
    {"API_SERVICE_PORT", Alias, "server.port"},
    {"ENVIRONMENT", Alias, "server.environment"},
    {"API_ENVIRONMENT", Alias, "server.environment"},
    {"CORS_ORIGINS", Alias, "server.cors_origins"},
    {"BACKEND_CORS_ORIGINS", Alias, "server.cors_origins"},
    {"API_CORS_ALLOWED_HOSTS", Alias, "server.cors_origins"},
    {"DATABASE_URL", Alias, "database.url"},
    {"MYSQL_HOST", Alias, "database.mysql_host"},
    {"MYSQL_PORT", Alias, "database.mysql_port"},
    {"MYSQL_USER", Alias, "database.mysql_user"},
    {"MYSQL_PASSWORD", Alias, "database.mysql_password"},
    {"MYSQL_DATABASE", Alias, "database.mysql_database"},
    {"SECRET_KEY", Alias, "auth.jwt_secret"},
    {"JWT_SECRET_KEY", Alias, "auth.jwt_secret"},
    {"JWT_ACCESS_SECRET", Alias, "auth.jwt_access_secret"},
    {"JWT_REFRESH_SECRET", Alias, "auth.jwt_refresh_secret"},
    {"ALGORITHM", Alias, "auth.jwt_algorithm"},
    {"JWT_ALGORITHM", Alias, "auth.jwt_algorithm"},
    {"JWT_ALG", Alias, "auth.jwt_algorithm"},
    // Each set the life of tokens of its own service; the native API's stays short whatever they
    // say.
    {"JWT_EXPIRE_MINUTES", Alias, "dialects.chatsocket_access_minutes"},
    {"ACCESS_TOKEN_EXPIRE_MINUTES", Alias,
        "dialects.telegramapp_access_minutes dialects.chatservice_access_minutes"},
    {"JWT_ACCESS_TOKEN_EXPIRE_MINUTES", Alias,
        "dialects.messenger_access_minutes dialects.pythia_access_minutes"},
    {"JWT_REFRESH_TOKEN_EXPIRE_DAYS", Alias, "auth.refresh_idle_days"},
    {"DEBUG", Alias, "log.debug"},
    {"LOG_LEVEL", Alias, "log.level"},

    {"MONGODB_*", Refused, kNoMongo},
    {"PG_SERVER_*", Refused, kNoPostgres},

    {"DATABASE_NAME", Ignored, "it names a MongoDB database"},
    {"REDIS_URL", Ignored, kOneNode},
    {"CELERY_BROKER_URL", Ignored, kOneNode},
    {"CELERY_RESULT_BACKEND", Ignored, kOneNode},
    {"SMTP_*", Ignored, kNoMail},
    {"MAIL_*", Ignored, kNoMail},
    {"REFRESH_TOKEN_EXPIRE_MINUTES", Ignored, "set auth.refresh_idle_days instead"},
    {"JWT_CONFIRMATION_TOKEN_EXPIRE_DAYS", Ignored, kNoMail},
    {"RATE_LIMIT_AUTH_PER_MINUTE", Ignored, "set limits.login_account instead"},
    {"API_PREFIX", Ignored, kFixedPaths},
    {"API_V1_STR", Ignored, kFixedPaths},
    {"API_VERSION", Ignored, kFixedPaths},
    {"API_TITLE", Ignored, kFixedPaths},
    {"API_DOC_PATH", Ignored, kFixedPaths},
    {"API_REDOC_PATH", Ignored, kFixedPaths},
    {"API_ROUTE_*", Ignored, kNoMail},
    {"PROJECT_NAME", Ignored, kFixedPaths},
    {"API_RELOAD", Ignored, "kithd does not reload itself"},
    {"API_WORKERS", Ignored, "set server.reactors instead"},
    {"MEDIA_BASE_PATH", Ignored, kNoFiles},
    {"MEDIA_BASE_URL", Ignored, kNoFiles},
    {"IMAGE_MAX_BYTES", Ignored, kNoFiles},
    {"FILE_MAX_BYTES", Ignored, kNoFiles},
    {"PER_USER_STORAGE_QUOTA_BYTES", Ignored, kNoFiles},
    {"AUTH_EMAIL_*", Ignored, "the check of e-mail addresses is fixed"},
    {"AUTH_PASSWORD_*", Ignored, "set auth.password_min instead"},
    {"CHAT_CACHE_TTL_SECONDS", Ignored, "repeated messages are told by client_id"},
    {"CHAT_MIN_MESSAGE_INTERVAL", Ignored, "set limits.messages instead"},
    {"LOG_ENABLE", Ignored, "logs go to stderr"},
    {"LOG_WRITE_TO_FILE", Ignored, "logs go to stderr"},
    {"MODULES_SECTION_ENABLED_MODULES", Ignored, "there are no modules to switch"},
};

bool matches(QLatin1StringView pattern, QStringView name)
{
    return pattern.endsWith(u'*') ? name.startsWith(pattern.chopped(1)) : name == pattern;
}

} // namespace

std::span<const OldName> oldNames() { return kOldNames; }

const OldName *findOldName(QStringView name)
{
    for (const OldName &old : kOldNames) {
        if (matches(QLatin1StringView(old.name), name))
            return &old;
    }
    return nullptr;
}

} // namespace kith::config
