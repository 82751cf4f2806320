// SPDX-License-Identifier: GPL-3.0-or-later
#include "report.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSysInfo>

#include <cmath>
#include <cstdio>
#include <thread>

namespace kith::bench {

using namespace Qt::StringLiterals;

namespace {

/// As many digits as mean something.
QString number(double value)
{
    const double size = std::abs(value);
    return QString::number(value, 'f', size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

QString verdict(const Goal &goal, double value)
{
    return u"%1 %2: %3"_s.arg(goal.is == Goal::Is::AtLeast ? u"at least"_s : u"at most"_s,
        number(goal.bound), goal.isMet(value) ? u"met"_s : u"MISSED"_s);
}

double ratioTo(const Figure &figure, const Reference &reference)
{
    return reference.value > 0 ? figure.value / reference.value : 0;
}

void print(const Figure &figure)
{
    QString text =
        u"%1, %2: %3 %4"_s.arg(figure.scenario, figure.name, number(figure.value), figure.unit);
    if (figure.goal)
        text += u" (%1)"_s.arg(verdict(*figure.goal, figure.value));
    if (const auto &used = figure.processor)
        text += u"\n    processor: %1 us each, %2 cores; the load %3 cores"_s.arg(
            number(used->microseconds), number(used->cores), number(used->loadCores));
    for (const Reference &reference : figure.references) {
        const double ratio = ratioTo(figure, reference);
        text += u"\n    %1 of %2 (%3"_s.arg(number(ratio), reference.name, number(reference.value));
        if (reference.microseconds)
            text += u", %1 us each"_s.arg(number(*reference.microseconds));
        text += u')';
        if (reference.goal)
            text += u", "_s + verdict(*reference.goal, ratio);
    }
    if (!figure.note.isEmpty())
        text += u"\n    "_s + figure.note;
    std::printf("%s\n", qPrintable(text));
    std::fflush(stdout);
}

QJsonObject toJson(const Goal &goal, double value)
{
    return {{goal.is == Goal::Is::AtLeast ? u"at_least"_s : u"at_most"_s, goal.bound},
        {u"met"_s, goal.isMet(value)}};
}

QJsonObject toJson(const Figure &figure, const Reference &reference)
{
    const double ratio = ratioTo(figure, reference);
    QJsonObject out{
        {u"name"_s, reference.name}, {u"value"_s, reference.value}, {u"ratio"_s, ratio}};
    if (reference.microseconds)
        out[u"microseconds"] = *reference.microseconds;
    if (reference.goal)
        out[u"goal"] = toJson(*reference.goal, ratio);
    return out;
}

QJsonObject toJson(const Figure &figure)
{
    QJsonObject out{{u"scenario"_s, figure.scenario}, {u"name"_s, figure.name},
        {u"value"_s, figure.value}, {u"unit"_s, figure.unit}};
    if (figure.goal)
        out[u"goal"] = toJson(*figure.goal, figure.value);
    if (figure.processor)
        out[u"processor"] = QJsonObject{{u"microseconds"_s, figure.processor->microseconds},
            {u"cores"_s, figure.processor->cores}, {u"load_cores"_s, figure.processor->loadCores}};
    QJsonArray references;
    for (const Reference &reference : figure.references)
        references.append(toJson(figure, reference));
    out[u"references"] = references;
    if (!figure.note.isEmpty())
        out[u"note"] = figure.note;
    return out;
}

QString processorModel()
{
    QFile info(u"/proc/cpuinfo"_s);
    if (!info.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray &line : info.readAll().split('\n')) {
        if (line.startsWith("model name"))
            return QString::fromLatin1(line.mid(line.indexOf(':') + 1).trimmed());
    }
    return {};
}

} // namespace

void Report::add(Figure figure)
{
    print(figure);
    m_figures.push_back(std::move(figure));
}

QJsonObject Report::json() const
{
    QJsonArray figures;
    for (const Figure &figure : m_figures)
        figures.append(toJson(figure));
    return {{u"made_at"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
        {u"cores"_s, static_cast<int>(std::thread::hardware_concurrency())},
        {u"processor"_s, processorModel()}, {u"kernel"_s, QSysInfo::kernelVersion()},
        {u"figures"_s, figures}};
}

bool Report::write(const QString &file) const
{
    QFile out(file);
    const QByteArray text = QJsonDocument(json()).toJson();
    return out.open(QIODevice::WriteOnly | QIODevice::Truncate) && out.write(text) == text.size();
}

} // namespace kith::bench
