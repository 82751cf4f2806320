// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>
#include <QVariant>

namespace kith::console {

/// A filter as a small rounded button: its name while it lets everything through, its name and
/// value, tinted, while it does not. What it opens is up to its kind.
class FilterChip : public QToolButton
{
    Q_OBJECT

public:
    explicit FilterChip(QWidget *parent = nullptr);

    void setName(const QString &name);
    const QString &name() const { return m_name; }
    virtual bool isSet() const = 0;
    virtual void clear() = 0;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void changed();

protected:
    /// What it lets through, as people read it.
    virtual QString valueText() const = 0;
    void paintEvent(QPaintEvent *event) override;
    void refreshText();

private:
    QString m_name;
};

/// One of a few values, or any.
class ChoiceChip final : public FilterChip
{
    Q_OBJECT

public:
    struct Choice
    {
        QVariant value{};
        QString text{};
    };

    using FilterChip::FilterChip;

    /// Keeps the value that is set; again at a change of language.
    void setChoices(const QString &name, const QList<Choice> &choices);
    /// Invalid: any.
    const QVariant &value() const { return m_value; }
    void setValue(const QVariant &value);
    template <class E> std::optional<E> chosen() const
    {
        return m_value.isValid() ? std::optional<E>(static_cast<E>(m_value.toInt())) : std::nullopt;
    }
    std::optional<bool> chosenBool() const
    {
        return m_value.isValid() ? std::optional<bool>(m_value.toBool()) : std::nullopt;
    }

    bool isSet() const override { return m_value.isValid(); }
    void clear() override { setValue({}); }

protected:
    QString valueText() const override;

private:
    void fillMenu();

    QList<Choice> m_choices;
    QVariant m_value;
};

/// A value that was taken from a row of the table; a click lets it go. Hidden while there is none.
class ValueChip final : public FilterChip
{
    Q_OBJECT

public:
    explicit ValueChip(QWidget *parent = nullptr);

    const QVariant &value() const { return m_value; }
    void setValue(const QVariant &value, const QString &text);

    bool isSet() const override { return m_value.isValid(); }
    void clear() override { setValue({}, {}); }

protected:
    QString valueText() const override { return m_text; }

private:
    QVariant m_value;
    QString m_text;
};

} // namespace kith::console
