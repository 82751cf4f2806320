// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/shell/toasts.h"

#include "admingui/look/labels.h"
#include "shared/problem.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QTimer>

namespace kith::console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr size_t kShownAtMost = 5;
constexpr auto kNoticeStays = 6s;
constexpr int kMargin = 16;
constexpr int kGap = 8;

QLabel *wrapped(TextRole role, const QString &text, QWidget *parent)
{
    QLabel *made = label(role, parent, text);
    made->setWordWrap(true);
    return made;
}

QString codeLine(const Error &error)
{
    QString line = QString::fromLatin1(nameOf(error.code));
    if (!error.requestId.isEmpty())
        line += u" · "_s + error.requestId;
    return line;
}

QString wholeText(const QString &what, const Error &error)
{
    QString text = what + u'\n' + error.detail;
    for (const FieldError &field : error.fields)
        text += u'\n' + field.field + u": "_s + field.message;
    return text;
}

} // namespace

Toasts::Toasts(QWidget *over) : QObject(over), m_over(over) { over->installEventFilter(this); }

void Toasts::showNotice(const Notice &notice)
{
    auto *toast = new QFrame(m_over);
    toast->setObjectName(u"toast"_s);
    auto *row = new QHBoxLayout(toast);
    row->addWidget(wrapped(TextRole::Body, notice.text, toast), 1);
    if (!notice.actionText.isEmpty()) {
        auto *button = new QPushButton(notice.actionText, toast);
        connect(button, &QPushButton::clicked, toast, [toast, action = notice.action] {
            toast->deleteLater();
            action();
        });
        row->addWidget(button);
    }
    QTimer::singleShot(kNoticeStays, toast, &QObject::deleteLater);
    add(toast);
}

void Toasts::showFailure(const QString &what, const Error &error)
{
    auto *toast = new QFrame(m_over);
    toast->setObjectName(u"failure"_s);
    auto *column = new QVBoxLayout(toast);
    const QString text = wholeText(what, error);
    column->addWidget(wrapped(TextRole::Body, text, toast));
    auto *row = new QHBoxLayout;
    column->addLayout(row);
    row->addWidget(wrapped(TextRole::Faint, codeLine(error), toast), 1);
    auto *copy = new QPushButton(tr("Copy"), toast);
    connect(copy, &QPushButton::clicked, toast,
        [whole = text + u'\n' + codeLine(error)] { QGuiApplication::clipboard()->setText(whole); });
    row->addWidget(copy);
    auto *close = new QPushButton(tr("Dismiss"), toast);
    connect(close, &QPushButton::clicked, toast, &QObject::deleteLater);
    row->addWidget(close);
    add(toast);
}

void Toasts::add(QFrame *toast)
{
    toast->setAttribute(Qt::WA_StyledBackground);
    toast->layout()->setContentsMargins(16, 12, 12, 12);
    connect(toast, &QObject::destroyed, this, [this, toast] {
        std::erase(m_shown, toast);
        place();
    });
    if (m_shown.size() >= kShownAtMost)
        m_shown.front()->deleteLater();
    m_shown.push_back(toast);
    toast->show();
    place();
}

void Toasts::place()
{
    int bottom = m_over->height() - kMargin;
    for (auto toast = m_shown.rbegin(); toast != m_shown.rend(); ++toast) {
        const int width = std::min(440, m_over->width() - 2 * kMargin);
        const int height = (*toast)->heightForWidth(width) > 0 ? (*toast)->heightForWidth(width)
                                                               : (*toast)->sizeHint().height();
        (*toast)->setGeometry(m_over->width() - width - kMargin, bottom - height, width, height);
        (*toast)->raise();
        bottom -= height + kGap;
    }
}

bool Toasts::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QObject::eventFilter(watched, event);
}

} // namespace kith::console
