// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lists/folding.h"

namespace kith::core {

QString folded(const QString &text)
{
    // Folding may leave a text that is no longer normalised (Unicode 15, section 3.13, D145).
    return text.normalized(QString::NormalizationForm_KC)
        .toCaseFolded()
        .normalized(QString::NormalizationForm_KC);
}

QString escapedLike(QString text)
{
    for (const QChar special : {u'!', u'%', u'_'})
        text.replace(special, QString(u'!') + special);
    return text;
}

QString likePattern(const QString &search)
{
    return u'%' + escapedLike(folded(search.simplified())) + u'%';
}

} // namespace kith::core
