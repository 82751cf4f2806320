// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

/// With which code a socket is closed. Those that only one dialect knows stand in its socket.
namespace kith::closecodes {

// RFC 6455, section 7.4.1, and IANA's list
inline constexpr quint16 kNormal = 1000;
inline constexpr quint16 kGoingAway = 1001;
inline constexpr quint16 kProtocolError = 1002;
inline constexpr quint16 kNoCode = 1005; ///< never sent: the peer gave none
inline constexpr quint16 kLost = 1006; ///< never sent: there was no close
inline constexpr quint16 kBadText = 1007;
inline constexpr quint16 kPolicy = 1008;
inline constexpr quint16 kTooBig = 1009;
inline constexpr quint16 kServerError = 1011;
inline constexpr quint16 kServiceRestart = 1012;
inline constexpr quint16 kTryAgainLater = 1013;

// Of the native socket (docs/protocol.md, "How a socket ends")
inline constexpr quint16 kByAdmin = 4000;
inline constexpr quint16 kTooSlow = 4008;
inline constexpr quint16 kUnauthenticated = 4401;
inline constexpr quint16 kForbidden = 4403;
inline constexpr quint16 kAuthTimeout = 4408;
inline constexpr quint16 kTooMany = 4429;

} // namespace kith::closecodes
