// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// runner/ makes one program of all Qt Test classes of a folder: compiled together they share the
// reading of headers, and are linked once. Each class is a test of its own to ctest, under the name
// of its file: build/dev/tests/tst_NAME is a link to the program, which runs what it was called as.
//
//     class tst_Chats : public QObject { … };
//     KITH_TEST(tst_Chats)
//     #include "tst_chats.moc"

#include <QTest>

namespace kith::test {

using RunTest = int (*)(int argc, char **argv);

/// What a test file says of itself before main().
struct TestFile
{
    TestFile(const char *file, RunTest run);
};

template <class App, class Test> int runTest(int argc, char **argv)
{
    App app(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace kith::test

#define KITH_TEST_FILE(name, run) static const kith::test::TestFile name{__FILE__, run};
#define KITH_TEST_NAME(number) testFile_##number
#define KITH_TEST_NUMBERED(number, run) KITH_TEST_FILE(KITH_TEST_NAME(number), run)

/// With what a main() of one's own would do: an int(int, char **).
#define KITH_TEST_MAIN(run) KITH_TEST_NUMBERED(__COUNTER__, run)
#define KITH_TEST(Class) KITH_TEST_MAIN((kith::test::runTest<QCoreApplication, Class>))
/// For tests of widgets.
#define KITH_WIDGET_TEST(Class) KITH_TEST_MAIN((kith::test::runTest<QApplication, Class>))
