// SPDX-License-Identifier: GPL-3.0-or-later
// The table under the lists, over a list of numbers in this file: what a real server cannot be made
// to do at will (answers that come late, fail, or differ between two refreshes).
#include "admingui/tables/recordmodel.h"

#include "admingui/tables/recordview.h"
#include "runner/runner.h"
#include "shared/type.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace kith {

using namespace console;
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    qint64 id = 0;
    QString name{};
    bool operator==(const Row &) const = default;
};

} // namespace

const FieldList &fieldsOf(Of<Row>)
{
    static const FieldList list =
        fieldList<Row>("Row", {field("id", &Row::id), field("name", &Row::name)});
    return list;
}

namespace {

/// A list in memory, paged by cursors as the server's are: "after this id". Answers are given at
/// once, or kept until the test lets them go.
class FakeList
{
public:
    explicit FakeList(qint64 count)
    {
        for (qint64 id = 1; id <= count; ++id)
            rows.push_back({id, QString::number(id)});
    }

    RecordSource<Row> source()
    {
        return [this](const PageRequest &request, Callback<CountedPage<Row>> done) {
            asked.push_back(request);
            auto answer = [this, request, done] { done(page(request)); };
            if (isHeld)
                held.push_back(answer);
            else
                QMetaObject::invokeMethod(&context, answer, Qt::QueuedConnection);
        };
    }
    void letGo(size_t which)
    {
        const auto answer = held[which];
        held.erase(held.begin() + static_cast<ptrdiff_t>(which));
        answer();
    }

    std::vector<Row> rows{};
    std::vector<PageRequest> asked{};
    std::vector<std::function<void()>> held{};
    std::optional<Error> failure{};
    bool isHeld = false;
    bool tellsTotal = true;

private:
    Result<CountedPage<Row>> page(const PageRequest &request) const
    {
        if (failure)
            return *failure;
        std::vector<Row> sorted = rows;
        if (request.fromEnd)
            std::reverse(sorted.begin(), sorted.end());
        const qint64 after = request.cursor ? request.cursor->toLongLong() : 0;
        auto at = sorted.begin();
        if (after != 0)
            at = std::find_if(sorted.begin(), sorted.end(),
                [&](const Row &row) { return request.fromEnd ? row.id < after : row.id > after; });
        const auto left = std::min<ptrdiff_t>(request.limit, sorted.end() - at);
        CountedPage<Row> out{.items = {at, at + left}};
        if (at + left != sorted.end())
            out.next = QString::number(out.items.back().id);
        if (request.total && tellsTotal)
            out.total = static_cast<qint64>(rows.size());
        return out;
    }

    QObject context;
};

std::unique_ptr<RecordModel<Row>> modelOf(
    FakeList &list, PagePlan::Ends ends = PagePlan::Ends::Both)
{
    auto model = std::make_unique<RecordModel<Row>>(
        list.source(), [](const Row &row) { return row.id; }, ends, nullptr);
    model->setColumns(columnsOf<Row>({column(&Row::name, u"Name"_s)}));
    return model;
}

bool isRead(const RecordModelBase &model, int first, int last)
{
    return model.areLoaded({{first, last}}) && !model.isReading();
}

} // namespace

class tst_RecordModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRowCanBeReached_data();
    void everyRowCanBeReached();
    void theEndIsReadFromTheEnd();
    void memoryIsBounded();
    void withoutATotalTheListGrows();
    void anAnswerToAnOlderQueryIsDropped();
    void aFailureKeepsTheRowsAndCanBeRetried();
    void theSelectionFollowsItsRows_data();
    void theSelectionFollowsItsRows();
    void aChangedRowIsRepaintedAlone();
    void theSelectionOutlivesAnotherOrder();
    void aWalkReadsEverythingAndCanBeStopped();
};

void tst_RecordModel::everyRowCanBeReached_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("row");
    QTest::newRow("the first") << 1'000 << 0;
    QTest::newRow("the end of a page") << 1'000 << 99;
    QTest::newRow("the start of a page") << 1'000 << 100;
    QTest::newRow("the middle") << 1'000 << 512;
    QTest::newRow("the last") << 1'000 << 999;
    QTest::newRow("the last of an odd count") << 1'017 << 1'016;
    QTest::newRow("across pages counted from the end") << 1'017 << 990;
    QTest::newRow("far inside") << 20'003 << 9'000;
    QTest::newRow("of one page") << 7 << 6;
}

void tst_RecordModel::everyRowCanBeReached()
{
    QFETCH(int, count);
    QFETCH(int, row);
    FakeList list(count);
    const auto model = modelOf(list);
    QAbstractItemModelTester tester(model.get());
    model->reload();
    QTRY_COMPARE(model->rowCount(), count);
    const int last = std::min(row + 20, count - 1);
    model->lookAt(row, last);
    QTRY_VERIFY_WITH_TIMEOUT(isRead(*model, row, last), 10'000);
    for (int i = row; i <= last; ++i)
        QCOMPARE(model->idAt(i), i + 1);
}

void tst_RecordModel::theEndIsReadFromTheEnd()
{
    FakeList list(100'000);
    const auto model = modelOf(list);
    model->reload();
    QTRY_COMPARE(model->rowCount(), 100'000);
    QTRY_VERIFY(!model->isReading());
    const size_t before = list.asked.size();
    model->lookAt(99'980, 99'999);
    QTRY_VERIFY(isRead(*model, 99'980, 99'999));
    QCOMPARE(model->idAt(99'999), 100'000);
    QVERIFY(list.asked.back().fromEnd);
    QVERIFY2(list.asked.size() - before <= 3, "a jump to the end does not walk through the list");
}

void tst_RecordModel::memoryIsBounded()
{
    FakeList list(100'000);
    const auto model = modelOf(list, PagePlan::Ends::StartOnly);
    model->reload();
    QTRY_COMPARE(model->rowCount(), 100'000);
    model->lookAt(50'000, 50'020);
    QTRY_VERIFY_WITH_TIMEOUT(isRead(*model, 50'000, 50'020), 20'000);
    int loaded = 0;
    for (int row = 0; row < model->rowCount(); ++row)
        loaded += model->isLoaded(row);
    QVERIFY2(loaded <= PagePlan::kPagesKept * PagePlan::kPage, qPrintable(QString::number(loaded)));
    QVERIFY(!model->isLoaded(0));
    // What was forgotten is read again by the cursor that was kept, not by a new walk.
    const size_t before = list.asked.size();
    model->lookAt(1'000, 1'020);
    QTRY_VERIFY(isRead(*model, 1'000, 1'020));
    QVERIFY(list.asked.size() - before <= 4);
}

void tst_RecordModel::withoutATotalTheListGrows()
{
    FakeList list(250);
    list.tellsTotal = false;
    const auto model = modelOf(list, PagePlan::Ends::StartOnly);
    QAbstractItemModelTester tester(model.get());
    model->reload();
    QTRY_VERIFY(model->rowCount() > 100);
    QVERIFY(!model->knowsCount());
    model->lookAt(150, 180);
    QTRY_COMPARE(model->rowCount(), 250);
    QVERIFY(model->knowsCount());
    QCOMPARE(model->idAt(249), 250);
}

void tst_RecordModel::anAnswerToAnOlderQueryIsDropped()
{
    FakeList list(50);
    list.isHeld = true;
    const auto model = modelOf(list);
    model->reload();
    model->reload(); // a filter was changed before the first answer came
    QCOMPARE(list.held.size(), 2u);
    list.letGo(1);
    QCOMPARE(model->rowCount(), 50);
    list.rows.clear();
    list.letGo(0);
    QCOMPARE(model->rowCount(), 50);
    QCOMPARE(model->state(), RecordModelBase::State::Ready);
}

void tst_RecordModel::aFailureKeepsTheRowsAndCanBeRetried()
{
    FakeList list(300);
    const auto model = modelOf(list);
    model->reload();
    QTRY_VERIFY(isRead(*model, 0, 50));
    list.failure = unavailable(u"no connection"_s);
    model->refresh();
    QTRY_COMPARE(model->state(), RecordModelBase::State::Failed);
    QCOMPARE(model->error()->detail, u"no connection"_s);
    QCOMPARE(model->idAt(0), 1);
    const size_t before = list.asked.size();
    model->lookAt(200, 220);
    QCOMPARE(list.asked.size(), before); // it is not asked again and again
    list.failure.reset();
    model->retry();
    QTRY_COMPARE(model->state(), RecordModelBase::State::Ready);
    QTRY_VERIFY(isRead(*model, 200, 220));
    QVERIFY(!model->error());
}

void tst_RecordModel::theSelectionFollowsItsRows_data()
{
    QTest::addColumn<QList<int>>("now"); // the ids after the refresh; 2 and 4 were selected
    QTest::addColumn<QList<int>>("selectedIds");
    QTest::newRow("nothing changed") << QList{1, 2, 3, 4, 5} << QList{2, 4};
    QTest::newRow("one before went") << QList{2, 3, 4, 5} << QList{2, 4};
    QTest::newRow("one before came") << QList{0, 1, 2, 3, 4, 5} << QList{2, 4};
    QTest::newRow("a selected one went") << QList{1, 3, 4, 5} << QList{4};
    QTest::newRow("all went") << QList<int>{} << QList<int>{};
    QTest::newRow("they changed places") << QList{5, 4, 3, 2, 1} << QList{2, 4};
}

void tst_RecordModel::theSelectionFollowsItsRows()
{
    QFETCH(QList<int>, now);
    QFETCH(QList<int>, selectedIds);
    FakeList list(5);
    const auto model = modelOf(list, PagePlan::Ends::StartOnly);
    QAbstractItemModelTester tester(model.get());
    RecordView view;
    view.setRecords(model.get());
    model->reload();
    QTRY_VERIFY(isRead(*model, 0, 4));
    const auto rows = QItemSelectionModel::Select | QItemSelectionModel::Rows;
    view.selectionModel()->select(model->index(1, 0), rows);
    view.selectionModel()->select(model->index(3, 0), rows);
    list.rows.clear();
    for (const int id : now)
        list.rows.push_back({id == 0 ? 99 : id, QString::number(id)});
    QSignalSpy reset(model.get(), &QAbstractItemModel::modelReset);
    model->refresh();
    QTRY_COMPARE(model->rowCount(), int(now.size()));
    QTRY_VERIFY(!model->isReading());
    QCOMPARE(reset.size(), 0); // no flicker
    QList<int> selected;
    const QModelIndexList indexes = view.selectionModel()->selectedRows();
    for (const QModelIndex &index : indexes)
        selected.append(int(model->idAt(index.row())));
    std::sort(selected.begin(), selected.end());
    QCOMPARE(selected, selectedIds);
}

void tst_RecordModel::aChangedRowIsRepaintedAlone()
{
    FakeList list(250);
    const auto model = modelOf(list);
    model->reload();
    QTRY_VERIFY(isRead(*model, 0, 100));
    QSignalSpy changed(model.get(), &QAbstractItemModel::dataChanged);
    QVERIFY(model->upsert({.id = 43, .name = u"changed"_s}));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 42);
    QCOMPARE(changed[0][1].toModelIndex().row(), 42);
    QCOMPARE(model->index(42, 0).data().toString(), u"changed"_s);
    QVERIFY(!model->upsert({.id = 999, .name = {}})); // not in memory
    model->noteNewRow();
    QCOMPARE(model->newRows(), 1);
    QCOMPARE(model->rowCount(), 250); // nothing jumps
    model->reload();
    QCOMPARE(model->newRows(), 0);
}

void tst_RecordModel::theSelectionOutlivesAnotherOrder()
{
    FakeList list(90);
    const auto model = modelOf(list, PagePlan::Ends::StartOnly);
    RecordView view;
    view.setRecords(model.get());
    model->reload();
    QTRY_VERIFY(isRead(*model, 0, 89));
    QVERIFY(view.showId(11));
    std::reverse(list.rows.begin(), list.rows.end());
    model->reload();
    QTRY_COMPARE(model->idAt(0), 90);
    const QModelIndexList rows = view.selectionModel()->selectedRows();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(model->idAt(rows[0].row()), 11);
    QCOMPARE(model->idAt(view.currentRow()), 11);
}

void tst_RecordModel::aWalkReadsEverythingAndCanBeStopped()
{
    FakeList list(1'234);
    const auto model = modelOf(list);
    qint64 sum = 0;
    const auto walk = model->walk([&](const std::vector<Row> &rows) {
        for (const Row &row : rows)
            sum += row.id;
        return true;
    });
    QSignalSpy finished(walk.get(), &RecordWalk::finished);
    walk->start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(sum, 1'234 * 1'235 / 2);
    QCOMPARE(walk->done(), 1'234);

    const auto stopped = model->walk([](const std::vector<Row> &) { return true; });
    connect(stopped.get(), &RecordWalk::progressed, stopped.get(), [&](qint64 done) {
        if (done >= 300)
            stopped->cancel();
    });
    const size_t before = list.asked.size();
    stopped->start();
    QTRY_COMPARE(stopped->done(), 300);
    QTest::qWait(1); // queued answers, if there were any, have come
    QCOMPARE(list.asked.size() - before, 3u);
}

} // namespace kith

KITH_WIDGET_TEST(kith::tst_RecordModel)
#include "tst_recordmodel.moc"
