// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QString>

#include <vector>

/// The files of tests/net/corpus, whose format requestline.txt and messages.txt explain.
namespace kith::net::corpus {

struct Case
{
    QByteArray name; ///< "file: name"
    QByteArrayList expected;
    QByteArray bytes;
};

/// Every case of corpus/http or corpus/ws. Ends the test program on a file it cannot read.
std::vector<Case> load(const char *folder);

/// What a case sends is malformed or too much: it ends with a refusal by the edge.
bool isRefused(const QByteArrayList &expected);

struct FrameSpec
{
    bool fin = true;
    quint8 opcode = 1;
    quint8 rsv = 0; ///< as bits of the first byte
    bool masked = true;
    int lengthBytes = 0; ///< 0: the shortest form; else 2 or 8
    qint64 length = -1; ///< claimed, when not the payload's
};
/// A frame as a client sends it.
QByteArray clientFrame(const FrameSpec &spec, QByteArray payload);
inline QByteArray clientText(const QByteArray &payload) { return clientFrame({}, payload); }

/// What a test's rows need: QTest::newRow takes a name, and rows of one name are confusing.
void addRows(const char *folder);

} // namespace kith::net::corpus
