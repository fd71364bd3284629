// Sends.
#include "app/sender.hpp"

#include <spdlog/spdlog.h>

#include <filesystem>
#include <random>

#include "huiyin_app_sql.hpp"
#include "notices/notices.hpp"

namespace huiyin::app {
namespace {
using namespace std::chrono_literals;
constexpr int most_letters_at_once = 256;
constexpr auto sender_lease_lasts = std::chrono::milliseconds(60'000);  // longer than the patience of one batch
constexpr auto sender_lease = "sender";
}  // namespace

Sender::Sender(Application& application, const http::Clock& clock, std::string name, bool local_robots)
    : application_(application), clock_(clock), name_(std::move(name)), local_robots_(local_robots) {
    notices::furnish(local_robots);
}

Sender::~Sender() { stop(); }

void Sender::start() {
    thread_ = std::thread([this] { run(); });
}

void Sender::stop() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Sender::look() {
    {
        const std::lock_guard lock(mutex_);
        looked_ = true;
    }
    wake_.notify_all();
}

void Sender::run() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
        looked_ = false;
        lock.unlock();
        auto wait = 1000ms;
        try {
            send_due();
        } catch (const std::exception& e) {
            spdlog::error("notices go on in a moment: {}", e.what());
            wait = 5000ms;
        }
        lock.lock();
        wake_.wait_for(lock, wait, [this] { return ending_ || looked_; });
    }
}

bool Sender::leads() {
    auto& database = application_.database();
    if (database.engine() == store::Engine::sqlite) return true;
    const auto now = http::SystemClock{}.now();
    bool leading = false;
    database.write_now([&](store::Tx& tx) {
        tx.run(sql::lease_create, sender_lease);
        leading = tx.run(sql::lease_take, sender_lease, name_, now, now + sender_lease_lasts) > 0;
    });
    if (!leading) recovered_ = false;
    return leading;
}

// Before the first batch of this server: what an ended one had claimed.
void Sender::recover() {
    if (recovered_) return;
    if (!ledger_) ledger_ = std::make_unique<post::Ledger>(std::filesystem::path(application_.place().data) / "notices.ledger");
    if (!carrier_) carrier_ = std::make_unique<post::Carrier>(post::CarrierOptions{.local_robots = local_robots_});
    const auto now = clock_.now();
    application_.database().write_now([&](store::Tx& tx) { notices::recover(tx, name_, now, ledger_->left_behind(), ledger_->same_boot()); });
    ledger_->end();
    recovered_ = true;
}

std::int64_t Sender::send_due() {
    const std::lock_guard lock(sending_);
    static thread_local std::mt19937_64 chance{std::random_device{}()};
    std::int64_t carried = 0;
    const auto ends = [this] {
        const std::lock_guard l(mutex_);
        return ending_;
    };
    // What an ended server left claimed is looked for even when nothing else is due.
    if (!recovered_ && leads()) recover();
    for (;;) {
        const auto now = clock_.now();
        const auto next = application_.database().read_now([](store::Tx& tx) { return notices::next_at(tx); });
        if (!next || *next > now || ends() || !leads()) return carried;
        recover();
        notices::Claimed claimed;
        application_.database().write_now([&](store::Tx& tx) { claimed = notices::claim(tx, name_, now, most_letters_at_once); });
        if (claimed.parcels.empty()) {
            if (claimed.broken.empty()) return carried;
            continue;
        }
        std::vector<std::int64_t> ids;
        for (const auto& p : claimed.parcels) ids.push_back(p.id);
        ledger_->begin(ids);
        const auto outcomes = carrier_->carry(claimed.parcels, *ledger_, http::SystemClock{}.now(), ends);
        application_.database().write_now([&](store::Tx& tx) { notices::settle(tx, name_, clock_.now(), outcomes, chance()); });
        ledger_->end();
        carried += static_cast<std::int64_t>(outcomes.size());
    }
}

}  // namespace huiyin::app
