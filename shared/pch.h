// SPDX-License-Identifier: GPL-3.0-or-later
// Precompiled for every folder: the Qt value types and standard containers that all of them use.
#pragma once
#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <vector>
