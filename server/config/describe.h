// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The settings in words, all from the field lists. A test compares the two files in the tree with
// what these answer, so that neither can fall behind.

#include "config/sources.h"

namespace kith::config {

/// resources/kithd.conf.example: every setting with its default, commented out.
QString exampleFile();

/// docs/configuration.md.
QString markdown();

/// kithd.conf(5), for man.
QString manual(const QString &version);

/// The settings for `kithd --help`.
QString helpText();

/// `kithd config --print`: the configuration as TOML, secrets masked, with each value's source.
QString printed(const Loaded &loaded);

} // namespace kith::config
