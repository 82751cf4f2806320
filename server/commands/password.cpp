// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/password.h"

#include "core/crypto.h"

#include <QFile>

#include <cstdio>

#include <termios.h>
#include <unistd.h>

namespace kith::commands {

using namespace Qt::StringLiterals;

namespace {

constexpr int kGeneratedBytes = 15; // 20 characters, 120 bits
constexpr qint64 kLineBytes = 4'096;

/// What is typed is not shown while this lives.
class HiddenTyping
{
public:
    HiddenTyping()
    {
        ::tcgetattr(STDIN_FILENO, &m_before);
        termios hidden = m_before;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    ~HiddenTyping()
    {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        std::fputc('\n', stderr);
    }
    HiddenTyping(const HiddenTyping &) = delete;
    HiddenTyping &operator=(const HiddenTyping &) = delete;

private:
    termios m_before{};
};

QString readLine(QFile &input)
{
    QByteArray line = input.readLine(kLineBytes);
    if (line.endsWith('\n'))
        line.chop(1);
    return QString::fromUtf8(line);
}

QString askHidden(QFile &input, const char *question)
{
    std::fputs(question, stderr);
    const HiddenTyping hidden;
    return readLine(input);
}

ChosenPassword generatedPassword()
{
    return {.text = QString::fromLatin1(core::toBase64Url(core::randomBytes(kGeneratedBytes))),
        .isGenerated = true};
}

} // namespace

Result<ChosenPassword> choosePassword(bool isOnStdin)
{
    QFile input;
    if (!input.open(STDIN_FILENO, QIODevice::ReadOnly))
        return internalError(u"standard input cannot be read"_s);
    if (isOnStdin)
        return ChosenPassword{.text = readLine(input)};
    if (::isatty(STDIN_FILENO) != 1)
        return generatedPassword();
    const QString password = askHidden(input, "Password (nothing: one is generated): ");
    if (password.isEmpty())
        return generatedPassword();
    if (askHidden(input, "The same again: ") != password)
        return invalidInput(u"password"_s, u"was not the same twice"_s);
    return ChosenPassword{.text = password};
}

} // namespace kith::commands
