// From the commits to the live stream.
#include "app/feed.hpp"

#include <spdlog/spdlog.h>

#include "huiyin_app_sql.hpp"

namespace huiyin::app {
namespace {
using namespace std::chrono_literals;
struct Head {
    SiteId site{};
    std::int64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(Head, (), (site, seq))
struct Row {
    SiteId site{};
    std::int64_t seq = 0;
    std::string event;
    journal::SubjectKind subject_kind{};
    std::int64_t subject_id = 0;
};
BOOST_DESCRIBE_STRUCT(Row, (), (site, seq, event, subject_kind, subject_id))
}  // namespace

Feed::Feed(store::Database& database, http::EventHub& hub) : database_(database), hub_(hub) {}

void Feed::start() {
    if (database_.engine() == store::Engine::sqlite) return;
    for (const auto& head : database_.read_now([](store::Tx& tx) { return tx.all<Head>(sql::feed_heads); })) seen_[head.site] = head.seq;
    thread_ = std::thread([this] { run(); });
}

Feed::~Feed() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Feed::committed(SiteId site, const std::vector<journal::Event>& told) {
    if (database_.engine() == store::Engine::sqlite) {
        std::vector<http::Change> changes;
        for (const auto& event : told) changes.push_back({site, event.name, event.subject});
        hub_.publish(changes);
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        poked_ = true;
    }
    wake_.notify_all();
}

void Feed::run() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
        wake_.wait_for(lock, 1s, [this] { return poked_ || ending_; });
        poked_ = false;
        if (ending_) return;
        lock.unlock();
        try {
            read_on();
        } catch (const std::exception& e) {
            spdlog::warn("the live stream waits: {}", e.what());
        }
        lock.lock();
    }
}

void Feed::read_on() {
    for (const auto& head : database_.read_now([](store::Tx& tx) { return tx.all<Head>(sql::feed_heads); })) {
        auto& seen = seen_[head.site];
        while (seen < head.seq) {
            const auto rows = database_.read_now([&](store::Tx& tx) { return tx.all<Row>(sql::feed_after, head.site, seen); });
            if (rows.empty()) break;
            std::vector<http::Change> changes;
            std::vector<journal::Event> told;
            for (const auto& row : rows) {
                changes.push_back({row.site, row.event, {row.subject_kind, row.subject_id}});
                told.push_back({row.event, {row.subject_kind, row.subject_id}, {}, {}});
                seen = row.seq;
            }
            if (hear_) hear_(head.site, told);
            hub_.publish(changes);
        }
    }
}

}  // namespace huiyin::app
