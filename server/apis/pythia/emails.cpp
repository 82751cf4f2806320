// SPDX-License-Identifier: GPL-3.0-or-later
#include "pythia/emails.h"

#include <QRegularExpression>
#include <QStringList>

namespace kith::pythia {

using namespace Qt::StringLiterals;

namespace {

/// RFC 2142 names: one mailbox, whatever the case.
bool isRoleName(const QString &local)
{
    static const QStringList names{u"info"_s, u"marketing"_s, u"sales"_s, u"support"_s, u"abuse"_s,
        u"noc"_s, u"security"_s, u"postmaster"_s, u"hostmaster"_s, u"usenet"_s, u"news"_s,
        u"webmaster"_s, u"www"_s, u"uucp"_s, u"ftp"_s};
    return names.contains(local, Qt::CaseInsensitive);
}

bool isSpecialUse(const QString &domain)
{
    static const QStringList ends{
        u"arpa"_s, u"invalid"_s, u"local"_s, u"localhost"_s, u"onion"_s, u"test"_s};
    return ends.contains(domain.section(u'.', -1));
}

QString addressIn(const QString &text)
{
    static const QRegularExpression named(u"^[^<>]*<([^<>]+)>$"_s);
    const auto match = named.match(text.trimmed());
    return (match.hasMatch() ? match.captured(1) : text).trimmed();
}

} // namespace

ReadEmail readEmail(const QString &text)
{
    const auto wrong = [](const QString &fault) { return ReadEmail{.fault = fault}; };
    const QString address = addressIn(text);
    if (address.count(u'@') != 1)
        return wrong(u"The email address is not valid. It must have exactly one @-sign."_s);
    QString local = address.section(u'@', 0, 0);
    const QString domain =
        address.section(u'@', 1).normalized(QString::NormalizationForm_C).toLower();
    if (local.isEmpty())
        return wrong(u"There must be something before the @-sign."_s);
    if (domain.isEmpty())
        return wrong(u"There must be something after the @-sign."_s);
    static const QRegularExpression atoms(
        u"^[\\w!#$%&'*+\\-/=?^`{|}~]+(\\.[\\w!#$%&'*+\\-/=?^`{|}~]+)*$"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    if (local.size() > 64 || !atoms.match(local).hasMatch())
        return wrong(u"The email address contains invalid characters before the @-sign."_s);
    static const QRegularExpression labels(u"^[\\w]([\\w-]*[\\w])?(\\.[\\w]([\\w-]*[\\w])?)*$"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    if (domain.size() > 253 || domain.contains(u'_') || !labels.match(domain).hasMatch())
        return wrong(u"The part after the @-sign contains invalid characters."_s);
    if (!domain.contains(u'.'))
        return wrong(u"The part after the @-sign is not valid. It should have a period."_s);
    if (isSpecialUse(domain))
        return wrong(u"The part after the @-sign is a special-use or reserved name that cannot be "
                     "used with email."_s);
    if (isRoleName(local))
        local = local.toLower();
    return {.address = local + u'@' + domain};
}

} // namespace kith::pythia
