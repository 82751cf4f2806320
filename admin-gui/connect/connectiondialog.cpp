// SPDX-License-Identifier: GPL-3.0-or-later
#include "admingui/connect/connectiondialog.h"

#include "admingui/look/labels.h"

#include <QFormLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace kith::console {

using namespace Qt::StringLiterals;

namespace {

QIcon swatch(const QColor &colour)
{
    QPixmap pixmap(28, 28);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(3, 3, 22, 22);
    return pixmap;
}

} // namespace

ConnectionDialog::ConnectionDialog(const SavedConnection &connection, QWidget *parent)
    : QDialog(parent), m_connection(connection), m_name(new QLineEdit(connection.name, this)),
      m_url(new QLineEdit(connection.url.toDisplayString(), this)), m_kind(new QComboBox(this)),
      m_colour(new QComboBox(this)),
      m_readOnly(new QCheckBox(tr("Read-only: offer nothing that changes the server"), this)),
      m_hint(label(TextRole::Faint, this)), m_save(new QPushButton(tr("Save"), this))
{
    setWindowTitle(connection.id.isEmpty() ? tr("New connection") : tr("Edit connection"));
    fillKinds();
    fillColours();
    m_readOnly->setChecked(connection.isReadOnly);
    build();
    check();
}

void ConnectionDialog::build()
{
    setMinimumWidth(460);
    m_name->setMaxLength(100);
    m_url->setPlaceholderText(u"https://chat.example.com"_s);
    m_hint->setWordWrap(true);
    m_save->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_url, &QLineEdit::textChanged, this, &ConnectionDialog::check);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(label(TextRole::Title, this, windowTitle()));
    auto *form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("&Address"), m_url);
    form->addRow(QString(), m_hint);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Kind"), m_kind);
    form->addRow(tr("&Colour"), m_colour);
    form->addRow(QString(), m_readOnly);
    column->addLayout(form);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    column->addLayout(buttons);
}

void ConnectionDialog::fillKinds()
{
    for (const auto &row : enumNames<ServerKind>) {
        SavedConnection sample;
        sample.kind = row.value;
        m_kind->addItem(swatch(colourOf(sample)), kindName(row.value), int(row.value));
    }
    m_kind->setCurrentIndex(m_kind->findData(int(m_connection.kind)));
}

void ConnectionDialog::fillColours()
{
    const std::pair<QString, QColor> choices[] = {
        {tr("That of the kind"), QColor()},
        {tr("Blue"), QColor(0x2F6FDB)},
        {tr("Green"), QColor(0x0B8570)},
        {tr("Amber"), QColor(0xB7741A)},
        {tr("Red"), QColor(0xC9362C)},
        {tr("Violet"), QColor(0x8A4FD3)},
        {tr("Grey"), QColor(0x6B7684)},
    };
    for (const auto &[name, colour] : choices)
        m_colour->addItem(colour.isValid() ? swatch(colour) : QIcon(), name, colour);
    m_colour->setCurrentIndex(std::max(0, m_colour->findData(m_connection.colour)));
}

void ConnectionDialog::check()
{
    const QUrl url = serverUrl(m_url->text());
    m_save->setEnabled(url.isValid());
    if (m_url->text().trimmed().isEmpty())
        m_hint->setText(tr("The server's address as in a browser."));
    else if (!url.isValid())
        m_hint->setText(tr("This is not the address of a server."));
    else if (url.scheme() == u"http"_s && serverUrl(url.host()).scheme() != u"http"_s)
        m_hint->setText(tr("http sends passwords unprotected over the network: use https."));
    else
        m_hint->setText(url.toDisplayString());
}

SavedConnection ConnectionDialog::connection() const
{
    SavedConnection out = m_connection;
    out.name = m_name->text().trimmed();
    out.url = serverUrl(m_url->text());
    out.kind = ServerKind(m_kind->currentData().toInt());
    out.colour = m_colour->currentData().value<QColor>();
    out.isReadOnly = m_readOnly->isChecked();
    return out;
}

} // namespace kith::console
