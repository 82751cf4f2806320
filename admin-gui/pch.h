// SPDX-License-Identifier: GPL-3.0-or-later
// Precompiled for the console: what nearly all of its files use.
#pragma once
#include "shared/pch.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QWidget>
