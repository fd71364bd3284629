// The chain finds every flip, cut, swap and insertion, and survives lawful erasure.
#include "journal/journal.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>

#include "journal_test_sql.hpp"
#include "support/databases.hpp"

namespace huiyin::journal {
namespace {

constexpr SiteId site{7};

class Chain : public testing::TestWithParam<store::Engine> {
  protected:
    void SetUp() override {
        for (int i = 1; i <= 6; ++i) write(i);
    }
    void write(int i) {
        db->write_now([&](store::Tx& tx) {
            const Instant at{1'772'000'000'000 + i * 60'000};
            Event event{"complaint.noted", {SubjectKind::complaint, i % 2 + 1}, {{"n", i}}, {{"text", "住户说第" + std::to_string(i) + "件"}}};
            append(tx, ids, {site, StaffId{3}, at, at, "2026-01-01+test"}, event);
        });
    }
    Verdict verdict(const std::vector<Head>& checkpoint = {}) {
        return db->read_now([&](store::Tx& tx) { return verify(tx, checkpoint); });
    }
    void tamper(const store::Query& query) {
        db->write_now([&](store::Tx& tx) { ASSERT_GT(tx.run(query), 0); });
    }
    std::vector<std::string> faults(const std::vector<Head>& checkpoint = {}) {
        std::vector<std::string> all;
        for (const auto& f : verdict(checkpoint).faults) all.push_back(f.what + "@" + std::to_string(f.seq));
        return all;
    }
    using Faults = std::vector<std::string>;
    std::unique_ptr<store::Database> db = support::fresh_database(GetParam());
    IdSource ids;
};

TEST_P(Chain, IsWholeWhenNobodyTouchedIt) {
    const auto v = verdict();
    EXPECT_TRUE(v.faults.empty());
    EXPECT_EQ(v.entries, 6);
    ASSERT_EQ(v.heads.size(), 1u);
    EXPECT_EQ(v.heads.front().seq, 6);
}
TEST_P(Chain, FindsAFlippedFactAndSaysWhere) {
    tamper(sql::tamper_fact);
    EXPECT_EQ(faults(), Faults{"flipped@3"});
}
TEST_P(Chain, FindsAChangedTimeAndActor) {
    tamper(sql::tamper_actor);
    EXPECT_EQ(faults(), Faults{"flipped@4"});
}
TEST_P(Chain, FindsAChangedPersonalPart) {
    tamper(sql::tamper_personal);
    EXPECT_EQ(faults(), Faults{"personal-part-changed@2"});
}
TEST_P(Chain, FindsAnEntryTakenOutOfTheMiddle) {
    tamper(sql::tamper_delete_middle);
    const auto found = faults();
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front(), "missing@3");
}
TEST_P(Chain, FindsTheEndCutOff) {
    tamper(sql::tamper_cut);
    EXPECT_EQ(faults(), Faults{"cut@5"});
}
TEST_P(Chain, FindsTheEndCutOffTogetherWithItsHeadOnlyByACheckpoint) {
    const auto before = verdict().heads;
    db->write_now([&](store::Tx& tx) {
        const auto rest = tx.all<std::string>(sql::tamper_hash_of_4);
        tx.run(sql::tamper_cut);
        tx.run(sql::tamper_head, rest.front());
    });
    EXPECT_TRUE(faults().empty());
    EXPECT_EQ(faults(before), Faults{"cut@5"});
}
TEST_P(Chain, FindsTwoEntriesThatChangedPlaces) {
    db->write_now([&](store::Tx& tx) {
        tx.run(sql::tamper_park);
        tx.run(sql::tamper_swap_second);
        tx.run(sql::tamper_swap_first);
    });
    const auto found = faults();
    ASSERT_FALSE(found.empty());
    EXPECT_TRUE(found.front().ends_with("@2")) << found.front();
}
TEST_P(Chain, FindsAnInsertedEntry) {
    tamper(sql::tamper_insert);
    const auto found = faults();
    ASSERT_FALSE(found.empty());
    EXPECT_TRUE(std::ranges::find(found, "inserted@7") != found.end()) << found.front();
}
TEST_P(Chain, StaysWholeAfterLawfulErasure) {
    const auto before = verdict().heads;
    db->write_now([&](store::Tx& tx) { EXPECT_EQ(erase_personal(tx, {SubjectKind::complaint, 1}), 3); });
    EXPECT_TRUE(faults(before).empty());
    const auto left = db->read_now([&](store::Tx& tx) { return history(tx, {SubjectKind::complaint, 1}); });
    for (const auto& e : left) {
        EXPECT_FALSE(e.personal.has_value());
        EXPECT_FALSE(e.salt.has_value());
        EXPECT_EQ(e.personal_digest.size(), 64u);
    }
}
TEST_P(Chain, GoesOnFromHeadsThatWereVerifiedBefore) {
    const auto trusted = verdict().heads;
    write(7);
    const auto v = db->read_now([&](store::Tx& tx) { return verify(tx, {}, {}, trusted); });
    EXPECT_TRUE(v.faults.empty());
    EXPECT_EQ(v.entries, 1);
}
TEST_P(Chain, RolledBackWorkLeavesNoHole) {
    EXPECT_THROW(db->write_now([&](store::Tx& tx) {
        append(tx, ids, {site, StaffId{3}, {1}, {1}, "v"}, {"complaint.noted", {SubjectKind::complaint, 9}, {}, {}});
        throw store::StaleRow("somebody else was first");
    }), store::StaleRow);
    write(7);
    EXPECT_TRUE(faults().empty());
}
ON_EACH_ENGINE(Chain);

TEST(ACheckpoint, IsReadOnlyWithItsOwnSignature) {
    const auto folder = std::filesystem::temp_directory_path() / ("huiyin-checkpoint-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const auto key = (folder / "checkpoint.key").string();
    const std::vector<Head> heads{{site, 6, "abcd"}};
    const auto text = sign_checkpoint(heads, {1'772'000'000'000}, key);
    const auto read = read_checkpoint(text, key + ".pub");
    ASSERT_EQ(read.size(), 1u);
    EXPECT_EQ(read.front().seq, 6);
    auto forged = text;
    forged.replace(forged.find("abcd"), 4, "abce");
    EXPECT_THROW(read_checkpoint(forged, key + ".pub"), std::runtime_error);
    EXPECT_THROW(read_checkpoint("not json", key + ".pub"), std::runtime_error);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace huiyin::journal
