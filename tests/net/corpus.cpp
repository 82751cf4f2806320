// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QTest>
#include <QtEndian>

namespace kith::net::corpus {

namespace {

qsizetype closing(QByteArrayView text, qsizetype open)
{
    int depth = 0;
    for (qsizetype i = open; i < text.size(); ++i) {
        depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        if (depth == 0)
            return i;
    }
    qFatal("no closing parenthesis in %s", text.toByteArray().constData());
}

QByteArray unescaped(QByteArrayView text)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out.append(text[i]);
            continue;
        }
        const char c = text[++i];
        if (c == 'x') {
            out.append(static_cast<char>(text.sliced(i + 1, 2).toInt(nullptr, 16)));
            i += 2;
        } else if (c == '*') {
            const qsizetype open = text.indexOf('(', i);
            const qsizetype close = closing(text, open);
            const auto count = text.sliced(i + 1, open - i - 1).toLongLong();
            out.append(unescaped(text.sliced(open + 1, close - open - 1)).repeated(count));
            i = close;
        } else {
            out.append(c == 'r' ? '\r' : c == 'n' ? '\n' : c == 't' ? '\t' : c == '0' ? '\0' : c);
        }
    }
    return out;
}

quint8 opcodeOf(QByteArrayView word)
{
    const QByteArrayList names{"CONT", "TEXT", "BINARY"};
    if (const qsizetype at = names.indexOf(word); at >= 0)
        return static_cast<quint8>(at);
    const QByteArrayList controls{"CLOSE", "PING", "PONG"};
    if (const qsizetype at = controls.indexOf(word); at >= 0)
        return static_cast<quint8>(8 + at);
    return static_cast<quint8>(word.sliced(2).toInt()); // OPn
}

QByteArray frameOf(const QByteArray &line)
{
    FrameSpec spec{.fin = false};
    const qsizetype quote = line.indexOf('"');
    QByteArray payload = unescaped(QByteArrayView(line).sliced(quote + 1).chopped(1));
    for (const QByteArray &word : line.first(quote).split(' ')) {
        if (word == "FIN")
            spec.fin = true;
        else if (word.startsWith("RSV"))
            spec.rsv |= static_cast<quint8>(0x80 >> word.sliced(3).toInt());
        else if (word == "NOMASK")
            spec.masked = false;
        else if (word == "LEN16")
            spec.lengthBytes = 2;
        else if (word == "LEN64")
            spec.lengthBytes = 8;
        else if (word.startsWith("LENGTH="))
            spec.length = word.sliced(7).toLongLong();
        else if (word.startsWith("CODE=")) {
            const auto code = qToBigEndian(static_cast<quint16>(word.sliced(5).toInt()));
            payload.prepend(reinterpret_cast<const char *>(&code), 2);
        } else if (!word.isEmpty())
            spec.opcode = opcodeOf(word);
    }
    return clientFrame(spec, payload);
}

QByteArray bytesOf(const QByteArray &line, bool frames)
{
    if (line.startsWith("| "))
        return unescaped(QByteArrayView(line).sliced(2));
    if (line.startsWith('*')) {
        const qsizetype space = line.indexOf(' ');
        return frameOf(line.sliced(space + 1)).repeated(line.sliced(1, space - 1).toInt());
    }
    const QByteArrayView rest = QByteArrayView(line).sliced(line.startsWith("> ") ? 2 : 1);
    return frames ? frameOf(rest.toByteArray()) : unescaped(rest) + "\r\n";
}

} // namespace

QByteArray clientFrame(const FrameSpec &spec, QByteArray payload)
{
    constexpr std::array<char, 4> mask{'\x37', '\xfa', '\x21', '\x3d'};
    const qint64 length = spec.length >= 0 ? spec.length : payload.size();
    const int bytes = spec.lengthBytes ? spec.lengthBytes
        : length < 126                 ? 0
        : length < 65536               ? 2
                                       : 8;
    QByteArray frame;
    frame.append(static_cast<char>((spec.fin ? 0x80 : 0) | spec.rsv | spec.opcode));
    const int second = (spec.masked ? 0x80 : 0)
        | (bytes == 0        ? static_cast<int>(length)
                : bytes == 2 ? 126
                             : 127);
    frame.append(static_cast<char>(second));
    for (int i = bytes - 1; i >= 0; --i)
        frame.append(static_cast<char>(length >> (8 * i)));
    if (spec.masked) {
        frame.append(mask.data(), 4);
        for (qsizetype i = 0; i < payload.size(); ++i)
            payload[i] = static_cast<char>(payload.at(i) ^ mask[static_cast<size_t>(i % 4)]);
    }
    return frame + payload;
}

std::vector<Case> load(const char *folder)
{
    std::vector<Case> cases;
    const bool frames = qstrcmp(folder, "ws") == 0;
    const QDir dir(qEnvironmentVariable("KITH_SOURCE", QStringLiteral("."))
        + QStringLiteral("/tests/net/corpus/") + QString::fromLatin1(folder));
    for (const QString &file : dir.entryList({QStringLiteral("*.txt")}, QDir::Files, QDir::Name)) {
        QFile source(dir.filePath(file));
        if (!source.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qUtf8Printable(source.fileName()));
        QHash<QByteArray, QByteArray> parts;
        QByteArray *bytes = nullptr; // of the part or the case that the lines belong to
        for (const QByteArray &line : source.readAll().split('\n')) {
            if (line.startsWith(":: ")) {
                bytes = &parts[line.sliced(3)];
            } else if (line.startsWith("== ")) {
                cases.push_back({file.chopped(4).toLatin1() + ": " + line.sliced(3), {}, {}});
                bytes = &cases.back().bytes;
            } else if (line.startsWith("-> ")) {
                for (const QByteArray &word : line.sliced(3).split(' '))
                    cases.back().expected.append(unescaped(word));
            } else if (line.startsWith("@ ")) {
                if (!parts.contains(line.sliced(2)))
                    qFatal("%s has no part \"%s\"", qUtf8Printable(file), line.sliced(2).data());
                bytes->append(parts.value(line.sliced(2)));
            } else if (!line.isEmpty() && !line.startsWith('#')) {
                bytes->append(bytesOf(line, frames));
            }
        }
    }
    if (cases.empty())
        qFatal("no cases in %s", qUtf8Printable(dir.path()));
    return cases;
}

bool isRefused(const QByteArrayList &expected)
{
    const QByteArray &last = expected.last();
    return last.startsWith("close=")
        || (last.size() >= 3 && last.first(3).toInt() >= 400 && !last.startsWith("404"));
}

void addRows(const char *folder)
{
    QTest::addColumn<QByteArrayList>("expected");
    QTest::addColumn<QByteArray>("bytes");
    for (const Case &each : load(folder))
        QTest::newRow(each.name.constData()) << each.expected << each.bytes;
}

} // namespace kith::net::corpus
