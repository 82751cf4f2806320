// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/client/apiclient.h"

#include <vector>

namespace kith::console {

/// Makes a call for each item, one at a time, and counts how many worked; deletes itself after the
/// last answer. Ends with its parent, and then `done` is not called.
template <class T, class Answer = void> class InTurn final : public QObject
{
public:
    using Call = std::function<void(const T &, Callback<Answer>)>;
    struct Outcome
    {
        std::vector<T> worked{};
        std::optional<Error> error{}; ///< of the last item that did not work
    };
    using Done = std::function<void(Outcome)>;

    InTurn(std::vector<T> items, Call call, Done done, QObject *parent)
        : QObject(parent), m_items(std::move(items)), m_call(std::move(call)),
          m_done(std::move(done))
    {
    }

    void next()
    {
        if (m_at == m_items.size()) {
            deleteLater();
            return m_done(std::move(m_outcome));
        }
        const T &item = m_items[m_at++];
        m_call(item, Callback<Answer>(this, [this, &item](Result<Answer> result) {
            // Somebody else ended it first: that is what was wanted.
            if (result || (std::is_void_v<Answer> && result.error().code == ErrorCode::NotFound))
                m_outcome.worked.push_back(item);
            else
                m_outcome.error = result.error();
            next();
        }));
    }

private:
    std::vector<T> m_items;
    Call m_call;
    Done m_done;
    size_t m_at = 0;
    Outcome m_outcome;
};

} // namespace kith::console
