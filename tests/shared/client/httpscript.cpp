// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpscript.h"

#include <QTcpSocket>

QByteArray HttpScript::Request::header(const QByteArray &name) const
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

HttpScript::HttpScript(Answer answer) : m_answer(std::move(answer))
{
    listen(QHostAddress::LocalHost);
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = nextPendingConnection())
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    });
}

QUrl HttpScript::base() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort()));
}

void HttpScript::read(QTcpSocket *socket)
{
    const QByteArray all = socket->peek(socket->bytesAvailable());
    const qsizetype end = all.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    Request request{.head = all.left(end)};
    const QByteArrayList line = request.head.left(request.head.indexOf("\r\n")).split(' ');
    request.method = line.value(0);
    request.target = line.value(1);
    const qsizetype length = request.header("Content-Length").toInt();
    if (all.size() < end + 4 + length)
        return;
    request.body = all.mid(end + 4, length);
    socket->read(end + 4 + length);
    requests.push_back(request);
    const Reply reply = m_answer(request);
    if (reply.silent)
        return;
    QByteArray out = "HTTP/1.1 " + QByteArray::number(reply.status) + " Scripted\r\n"
        + reply.headers + "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    if (!reply.contentType.isEmpty())
        out += "Content-Type: " + reply.contentType + "\r\n";
    socket->write(out + "\r\n" + reply.body);
}
