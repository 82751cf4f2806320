// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace kith {

enum class Limiter : quint8;

/// Every way in which an operation can fail. Core never writes an HTTP number: problem.cpp maps
/// these, and each dialect maps them its own way.
enum class ErrorCode {
    InvalidInput,
    Unauthenticated,
    Forbidden,
    NotFound,
    Conflict,
    TooLarge,
    RateLimited,
    Unavailable,
    Internal,
};

/// What is wrong with one field of a request: `field` is its path, such as "members[3]".
struct FieldError
{
    QString field{};
    QString message{};
    bool operator==(const FieldError &) const = default;
};

/// How a dialect's original says what failed (apis/refusal.h).
struct Refusal;

/// A failure as a value. `detail` is a sentence for people that names the fix where there is one.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString detail{};
    std::vector<FieldError> fields{};
    std::optional<std::chrono::seconds> retryAfter{};
    QString requestId{}; ///< in clients: of the answer that said so; empty inside the server
    std::shared_ptr<const Refusal> refusal{}; ///< set by dialects alone

    bool operator==(const Error &) const = default;
};

Error invalidInput(QString field, QString message);
Error invalidInput(std::vector<FieldError> fields);
Error unauthenticated(QString detail);
Error forbidden(QString detail);
/// Hidden answers as absent does: say what kind of thing is missing and nothing else.
Error notFound(QString detail);
Error conflict(QString detail);
Error tooLarge(QString detail);
Error rateLimited(Limiter limiter, std::chrono::seconds retryAfter);
Error unavailable(QString detail, std::chrono::seconds retryAfter = std::chrono::seconds(1));
Error internalError(QString detail);

/// A value or an Error. std::expected is C++23; this is the part of it that Kith uses.
template <class T> class [[nodiscard]] Result
{
public:
    using Value = T;
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) { }
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) { }

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    T &value() & { return *std::get_if<0>(&m_state); }
    const T &value() const & { return *std::get_if<0>(&m_state); }
    T &&value() && { return std::move(*std::get_if<0>(&m_state)); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return std::get_if<0>(&m_state); }
    const T *operator->() const { return std::get_if<0>(&m_state); }
    Error &error() { return *std::get_if<1>(&m_state); }
    const Error &error() const { return *std::get_if<1>(&m_state); }

    template <class F> auto map(F &&f) && -> Result<decltype(f(std::declval<T>()))>
    {
        if (!ok())
            return std::move(error());
        return std::forward<F>(f)(std::move(value()));
    }

private:
    std::variant<T, Error> m_state;
};

template <> class [[nodiscard]] Result<void>
{
public:
    using Value = void;
    Result() = default;
    Result(Error error) : m_error(std::move(error)) { }

    bool ok() const { return !m_error; }
    explicit operator bool() const { return ok(); }
    Error &error() { return *m_error; }
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

} // namespace kith

#define KITH_CONCAT_(a, b) a##b
#define KITH_CONCAT(a, b) KITH_CONCAT_(a, b)

/// Returns the error of `expression` from this function, if it has one.
#define TRY(expression)                                                                            \
    do {                                                                                           \
        if (auto tryResult_ = (expression); !tryResult_.ok())                                      \
            return std::move(tryResult_.error());                                                  \
    } while (false)

/// TRY_ASSIGN(auto x, expression): x is the value, or this function returns the error.
#define TRY_ASSIGN(declaration, ...)                                                               \
    TRY_ASSIGN_(KITH_CONCAT(tryResult_, __LINE__), declaration, __VA_ARGS__)
#define TRY_ASSIGN_(name, declaration, ...)                                                        \
    auto name = (__VA_ARGS__);                                                                     \
    if (!name.ok())                                                                                \
        return std::move(name.error());                                                            \
    declaration = std::move(name).value()
