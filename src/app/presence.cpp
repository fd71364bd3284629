// Who stands at which record, on the live stream.
#include "app/presence.hpp"

#include <algorithm>

#include <spdlog/spdlog.h>

namespace huiyin::app {
namespace {
using namespace std::chrono_literals;

bool looks_alike(const desk::Standing& a, const desk::Standing& b) {
    return a.staff == b.staff && a.name == b.name && a.writing == b.writing;
}
}  // namespace

Presence::Presence(store::Database& database, http::EventHub& hub, const http::Clock& clock)
    : database_(database), hub_(hub), clock_(clock), shared_(database.engine() != store::Engine::sqlite) {}

void Presence::start() {
    thread_ = std::thread([this] { run(); });
}

Presence::~Presence() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Presence::look() {
    {
        const std::lock_guard lock(mutex_);
        poked_ = true;
    }
    wake_.notify_all();
}

void Presence::run() {
    std::unique_lock lock(mutex_);
    const auto called = [this] { return poked_ || ending_; };
    while (true) {
        if (shared_ || !told_.empty()) wake_.wait_for(lock, 1s, called);
        else wake_.wait(lock, called);
        if (ending_) return;
        const bool worth = poked_ || !told_.empty() || hub_.listeners() > 0;
        poked_ = false;
        if (!worth) continue;
        lock.unlock();
        try {
            compare();
        } catch (const std::exception& e) {
            spdlog::warn("who stands where waits: {}", e.what());
        }
        lock.lock();
    }
}

void Presence::compare() {
    std::map<Record, People> now;
    for (auto& s : database_.read_now([this](store::Tx& tx) { return desk::standing(tx, clock_.now()); }))
        now[{s.site, s.subject_kind, s.subject_id}].push_back(std::move(s));
    for (const auto& [record, here] : now) {
        const auto before = told_.find(record);
        const bool changed = before == told_.end() || !std::ranges::equal(before->second, here, looks_alike);
        for (const auto& who : here) {
            // Whoever says again that they stand here may have missed the last word.
            const bool again = !changed && std::ranges::none_of(before->second, [&](const desk::Standing& s) { return s.staff == who.staff && s.until_at == who.until_at; });
            if (changed || again) tell(who, here);
        }
    }
    told_ = std::move(now);
}

void Presence::tell(const desk::Standing& who, const People& here) {
    boost::json::array others;
    for (const auto& other : here)
        if (other.staff != who.staff) others.push_back(boost::json::object{{"name", other.name}, {"writing", other.writing}});
    hub_.whisper(who.staff, who.site, "presence",
                 {{"subject_kind", json::enum_name(who.subject_kind)}, {"id", std::to_string(who.subject_id)}, {"others", std::move(others)}});
}

}  // namespace huiyin::app
