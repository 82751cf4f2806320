// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of the assets, put into the program by the assembler: as C++ arrays they would take the
// compiler a gigabyte. assets.cpp gives them their addresses.

// ccache sees .incbin and compiles each time, CMake sees the files: see CMakeLists.txt.
#define KITH_EMBED(symbol, file)                                                                   \
    asm(".pushsection .rodata\n"                                                                   \
        ".balign 16\n"                                                                             \
        ".globl " symbol "\n"                                                                      \
        ".hidden " symbol "\n"                                                                     \
        ".globl " symbol "_size\n"                                                                 \
        ".hidden " symbol "_size\n" symbol ":\n"                                                   \
        ".incbin \"" file "\"\n"                                                                   \
        "1:\n"                                                                                     \
        ".balign 4\n" symbol "_size:\n"                                                            \
        ".4byte 1b - " symbol "\n"                                                                 \
        ".popsection\n");

#define KITH_ASSET(name, path, type, hash, policy, file)                                           \
    KITH_EMBED("kith_asset_" #name, KITH_WEB_BUILT "/files/" file)                                 \
    KITH_EMBED("kith_asset_" #name "_gz", KITH_WEB_PACKED "/" file ".gz")

#include "web/built/assets.inc"
