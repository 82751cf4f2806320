// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/client/apiclient.h"

namespace kith::console {

/// Where refresh tokens are kept between two starts: one for each saved connection, by its id. On
/// the GUI thread; answers come later, through the event loop.
class TokenStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// None: nothing is kept for this key.
    virtual void read(const QString &key, Callback<std::optional<Secret>> done) = 0;
    /// Always takes the token: in memory where it cannot be kept longer, and isLasting() then says
    /// so.
    virtual void write(const QString &key, const Secret &token) = 0;
    virtual void remove(const QString &key) = 0;

    /// False: what is kept here ends with the program.
    virtual bool isLasting() const = 0;
    /// Why not, for people; empty while it is lasting.
    virtual QString whyNot() const = 0;

Q_SIGNALS:
    void lastingChanged();
};

} // namespace kith::console
