// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What lies over a table while it has no rows to show, or more rows than it shows.

#include "shared/result.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>

namespace kith::console {

/// Grey bars where rows will be.
class SkeletonOverlay final : public QWidget
{
    Q_OBJECT

public:
    explicit SkeletonOverlay(QWidget *over);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// "Nobody matches", and what to do about it.
class EmptyOverlay final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyOverlay(QWidget *over);
    /// An empty `button` shows none.
    void setTexts(const QString &title, const QString &hint, const QString &button);

Q_SIGNALS:
    void clicked();

private:
    QLabel *m_title;
    QLabel *m_hint;
    QPushButton *m_button;
};

/// "12 new rows": reads the list anew when it is asked to, instead of moving what is being read.
class NewRowsPill final : public QPushButton
{
    Q_OBJECT

public:
    explicit NewRowsPill(QWidget *over);
    void setCount(int count);
    void place();

protected:
    void paintEvent(QPaintEvent *event) override;
    QSize sizeHint() const override;
};

/// A failure in the place where it happened: what went wrong, again, copy.
class FailureBand final : public QFrame
{
    Q_OBJECT

public:
    explicit FailureBand(QWidget *parent);
    void show(const Error &error);

Q_SIGNALS:
    void retryWanted();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();

    QLabel *m_text;
    QPushButton *m_retry;
    QPushButton *m_copy;
    Error m_error;
};

/// "conflict: sentence (request 7f…)": for the clipboard and for people who ask for help.
QString wholeText(const Error &error);
/// The sentence for people, with what is wrong with each field.
QString sentenceOf(const Error &error);

} // namespace kith::console
