// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/runner.h"

#include <cstdio>
#include <map>
#include <string>

namespace kith::test {

namespace {

using Tests = std::map<std::string, RunTest, std::less<>>;

Tests &tests()
{
    static Tests all;
    return all;
}

/// "tst_chats" of a path to its source, and of one to the program or to a link to it.
std::string nameOf(std::string_view path)
{
    path.remove_prefix(path.rfind('/') + 1); // npos + 1 is 0
    return std::string(path.substr(0, path.find('.')));
}

} // namespace

TestFile::TestFile(const char *file, RunTest run)
{
    if (!tests().emplace(nameOf(file), run).second)
        qFatal("two tests are called %s", file);
}

} // namespace kith::test

/// tst_chats [Qt Test's options], or PROGRAM tst_chats [Qt Test's options]
int main(int argc, char **argv)
{
    using namespace kith::test;
    auto test = tests().find(nameOf(argv[0]));
    if (test == tests().end() && argc > 1) {
        test = tests().find(argv[1]);
        ++argv;
        --argc;
    }
    if (test != tests().end())
        return test->second(argc, argv);
    std::fprintf(stderr, "Which test? This program holds:\n");
    for (const auto &[name, run] : tests())
        std::fprintf(stderr, "  %s\n", name.c_str());
    return 64;
}
