// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/passwords.h"
#include "core/accounts/sessions.h"

/// Accounts: making them and proving who one is. What hashes a password comes in three: a read that
/// says what to compute, a pure computation for the slow thread, and a write that checks again.
namespace kith::core {

/// What the slow thread is to compute.
struct HashWork
{
    QString storedHash{}; ///< to check the password against
    PasswordCost cost{};
    UserId user{}; ///< not stored: there is no such user, or they were suspended
    bool tellsSuspended = false; ///< Suspended::AreChecked
};

// ---- Registration ---------------------------------------------------------------------------

/// Errors: Forbidden when registration is not open; InvalidInput for the password; Conflict that
/// names what is taken.
Result<HashWork> prepareRegistration(ReadTx &tx, const Registration &in);
Result<QString> hashForRegistration(const Registration &in, const HashWork &work);
/// A new person, who joins the default channels. Names need only be free: which characters they may
/// have is a matter of the field list that each API reads a request by.
Result<store::UserRow> makePerson(Tx &tx, const Registration &in, const QString &passwordHash);
/// The same, and signs them in.
Result<Token> registerUser(
    Tx &tx, const Issuer &issuer, const Registration &in, const QString &passwordHash);

// ---- Login ----------------------------------------------------------------------------------

/// A password that was right when it was checked.
struct Proof
{
    UserId user{};
    bool tellsSuspended = false; ///< Suspended::AreChecked
    QString checkedHash{}; ///< it still counts only while the person's hash is this one
    std::optional<QString> newHash{}; ///< to keep instead
};

/// What Login::login may be. Either: an address where it has an '@', else a username.
enum class LoginBy { Either, Username, Email };
/// What suspended people are to a login. Either way it costs the same.
enum class Suspended {
    AreUnknown, ///< refused like a wrong password
    AreChecked, ///< told by login() that they are, once their password was right: Forbidden
};

/// Always work of the same cost: an unknown user, a suspended one and a wrong password answer with
/// the same error after the same time.
Result<HashWork> prepareLogin(ReadTx &tx, const Login &in, LoginBy by = LoginBy::Either,
    Suspended suspended = Suspended::AreUnknown);
Result<Proof> proveLogin(const Login &in, const HashWork &work);
/// Lifts a suspension that has lapsed.
Result<Token> login(Tx &tx, const Issuer &issuer, const Proof &proof,
    const std::optional<QString> &fingerprint = std::nullopt);

// ---- Password -------------------------------------------------------------------------------

/// Errors: InvalidInput that names `current_password` or `new_password`.
Result<HashWork> preparePasswordChange(ReadTx &tx, const PasswordChange &in);
Result<Proof> provePasswordChange(const PasswordChange &in, const HashWork &work);
/// All other sessions of the person end.
Result<void> changePassword(Tx &tx, const Proof &proof);

// ---- For administration -----------------------------------------------------------------------

/// A new person, in the database, counted, and in the default channels. Errors: Conflict that names
/// what is taken.
Result<store::UserRow> addPerson(Tx &tx, store::UserRow row);

// ---- Others ---------------------------------------------------------------------------------

Result<User> me(ReadTx &tx);

struct NewOwner
{
    QString username{};
    QString email{};
    QString fullName{};
    QString passwordHash{};
};
enum class OwnerRule {
    OnlyFirst, ///< Conflict when there is an active owner
    Additional,
};
/// For the command line, not for HTTP: the first owner has nobody who could grant the role.
Result<User> createOwner(Tx &tx, const NewOwner &in, OwnerRule rule);

} // namespace kith::core
