// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace kith::console {

/// What is asked before something is done that people will notice.
struct Question
{
    QString title{}; ///< the question
    QString text{}; ///< what follows, and whether it can be undone
    QString warning{}; ///< what easily surprises; may be empty
    QString accept{}; ///< the verb on the button
    bool isHarmless = false; ///< then the accepting button is the default one
};

/// Shows it over the parent's window, without waiting; `accepted` is called when it is. Enter means
/// Cancel unless it is harmless.
void ask(QWidget *parent, const Question &question, std::function<void()> accepted);

} // namespace kith::console
