// SPDX-License-Identifier: GPL-3.0-or-later
// JSON into models, and back: whatever was accepted is written as JSON that is accepted and means
// the same; ignoring unknown fields accepts whatever refusing them accepts; and Qt's parser, which
// is laxer, must not find fault with what ours lets through.
#include "fuzz.h"

#include "shared/json.h"
#include "shared/model/chat.h"
#include "shared/model/frames.h"
#include "shared/model/message.h"
#include "shared/model/session.h"
#include "shared/model/user.h"

#include <QJsonDocument>

using namespace kith;
using namespace kith::fuzz;

namespace {

template <class Model> void check(QByteArrayView input)
{
    const auto strict = fromJson<Model>(input);
    if (!strict) {
        must(strict.error().code == ErrorCode::InvalidInput
                || strict.error().code == ErrorCode::TooLarge,
            "what cannot be read is the client's fault");
        return;
    }
    const QByteArray text = toJson(*strict);
    const auto lax = fromJson<Model>(input, Unknown::Ignore);
    must(lax.ok() && toJson(*lax) == text, "ignoring accepts what refusing accepts");
    const auto again = fromJson<Model>(text);
    must(again.ok(), "what was written can be read");
    must(toJson(*again) == text, "what was written means the same");
}

void checkAgainstQt(QByteArrayView input)
{
    const auto value = parseJson(input);
    if (!value)
        return;
    if (value->kind() != JsonValue::Kind::Array && value->kind() != JsonValue::Kind::Object)
        return; // Qt knows no other documents
    QJsonParseError error;
    QJsonDocument::fromJson(input.toByteArray(), &error);
    must(error.error == QJsonParseError::NoError, "Qt accepts what we accept");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input = viewOf(data, size);
    checkAgainstQt(input);
    check<NewMessage>(input);
    check<MessageEdit>(input);
    check<Message>(input);
    check<NewChat>(input);
    check<Chat>(input);
    check<UserChange>(input);
    check<User>(input);
    check<Registration>(input);
    check<frames::Auth>(input);
    check<frames::Resume>(input);
    check<frames::Send>(input);
    check<frames::React>(input);
    check<frames::Watch>(input);
    return 0;
}
