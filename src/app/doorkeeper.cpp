// Sessions at the door.
#include "app/doorkeeper.hpp"

#include "organisation/organisation.hpp"

namespace huiyin::app {
namespace {
constexpr auto remembered_for = std::chrono::seconds(5);
constexpr auto touched_every = std::chrono::minutes(1);
constexpr std::size_t most_remembered = 20'000;
}  // namespace

void Doorkeeper::identify(const std::string& digest, Then then) {
    std::uint64_t generation = 0;
    std::shared_ptr<const http::Identity> identity;
    {
        const std::lock_guard lock(mutex_);
        generation = generation_;
        const auto found = known_.find(digest);
        if (found != known_.end() && found->second.until > std::chrono::steady_clock::now()) identity = found->second.identity;
    }
    if (identity) return then(identity, {});

    struct Found {
        std::shared_ptr<const http::Identity> identity;
        bool expired = false, touch = false;
    };
    auto found = std::make_shared<Found>();
    const auto now = clock_.now();
    auto job = [this, digest, found, now](store::Tx& tx) {
        *found = {};
        found->identity = look_up(tx, digest, now, found->expired, found->touch);
    };
    auto done = [this, digest, found, now, generation, then](std::exception_ptr trouble) {
        if (trouble) return then(nullptr, trouble);
        if (found->expired || found->touch) {
            try {
                database_.write(
                    [digest, found, now](store::Tx& tx) {
                        if (found->expired) organisation::end_session(tx, digest);
                        else organisation::touch_session(tx, digest, now);
                    },
                    {});
            } catch (const store::Error&) {
                // A full queue is no reason to send anybody away; the next request touches it.
            }
        }
        if (found->identity) remember(digest, found->identity, generation);
        then(found->identity, {});
    };
    try {
        database_.read(std::move(job), std::move(done));
    } catch (...) {
        then(nullptr, std::current_exception());
    }
}

std::shared_ptr<const http::Identity> Doorkeeper::look_up(store::Tx& tx, const std::string& digest, Instant now, bool& expired, bool& touch) const {
    const auto session = organisation::find_session(tx, digest);
    if (!session) return nullptr;
    if (now >= session->last_seen_at + limits_.idle || now >= session->started_at + limits_.whole) {
        expired = true;
        return nullptr;
    }
    auto actor = organisation::load_actor(tx, session->staff, work_now_());
    if (!actor) {
        expired = true;
        return nullptr;
    }
    touch = now - session->last_seen_at >= touched_every;
    auto identity = std::make_shared<http::Identity>();
    identity->actor = std::move(*actor);
    identity->session_digest = digest;
    identity->must_change_password = organisation::must_change_password(tx, session->staff);
    return identity;
}

void Doorkeeper::remember(const std::string& digest, std::shared_ptr<const http::Identity> identity, std::uint64_t generation) {
    const std::lock_guard lock(mutex_);
    if (generation != generation_) return;  // something changed while we were reading
    const auto now = std::chrono::steady_clock::now();
    if (known_.size() >= most_remembered) std::erase_if(known_, [&](const auto& k) { return k.second.until <= now; });
    if (known_.size() < most_remembered) known_[digest] = {std::move(identity), now + remembered_for};
}

void Doorkeeper::forget_everybody() {
    const std::lock_guard lock(mutex_);
    ++generation_;
    known_.clear();
}

}  // namespace huiyin::app
