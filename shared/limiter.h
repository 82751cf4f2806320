// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/fields.h"

namespace kith {

/// Everything whose rate is limited. A limiter has one name: it is the key of its figures in the
/// configuration's [limits], `x-rate-limiter` in the OpenAPI documents, and what an answer names
/// that says "too many requests".
enum class Limiter : quint8 {
    ApiUser,
    ApiAddress,
    LoginAccount,
    RegisterAddress,
    ResetAddress,
    Messages,
    Frames,
    Typing,
    Search,
    Admin,
};
template <>
inline constexpr auto enumNames<Limiter> = std::to_array<EnumName<Limiter>>({
    {Limiter::ApiUser, "api_user"},
    {Limiter::ApiAddress, "api_address"},
    {Limiter::LoginAccount, "login_account"},
    {Limiter::RegisterAddress, "register_address"},
    {Limiter::ResetAddress, "reset_address"},
    {Limiter::Messages, "messages"},
    {Limiter::Frames, "frames"},
    {Limiter::Typing, "typing"},
    {Limiter::Search, "search"},
    {Limiter::Admin, "admin"},
});

} // namespace kith
