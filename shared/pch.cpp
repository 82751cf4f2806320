// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing: a library must have a source, and this one is there for its precompiled header.
