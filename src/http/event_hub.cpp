// The live stream's hub: a ring of the last changes and everybody who listens.
#include "http/event_hub.hpp"

#include <algorithm>
#include <charconv>

#include "kernel/json.hpp"

namespace huiyin::http {
namespace {
constexpr std::size_t ring_size = 1024;

// "<run>-<number>" of this run, or nothing.
std::optional<std::uint64_t> number_in(std::string_view id, std::string_view run) {
    if (!id.starts_with(run) || id.size() <= run.size() + 1 || id[run.size()] != '-') return std::nullopt;
    id.remove_prefix(run.size() + 1);
    std::uint64_t n = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), n);
    if (error != std::errc{} || end != id.data() + id.size()) return std::nullopt;
    return n;
}
}  // namespace

std::shared_ptr<Stream> EventHub::subscribe(Sites sites, std::string_view last_event_id, StillWelcome still_welcome, Instant now,
                                            bool manual, StaffId who) {
    auto stream = std::make_shared<Stream>();
    const std::lock_guard lock(mutex_);
    std::string text = "retry: 2000\n\n" + tick_text(now, manual);
    if (!last_event_id.empty()) {
        const auto seen = number_in(last_event_id, run_);
        const auto oldest = ring_.empty() ? last_ + 1 : ring_.front().number;
        if (!seen || *seen + 1 < oldest || *seen > last_) {
            text += "event: reset\nid: " + run_ + "-" + std::to_string(last_) + "\ndata: {}\n\n";
        } else {
            for (const auto& kept : ring_) {
                if (kept.number > *seen && meant_for(sites, kept.site)) text += kept.text;
            }
        }
    }
    stream->push(text);
    listeners_.push_back({stream, std::move(sites), std::move(still_welcome), who});
    return stream;
}

void EventHub::publish(const std::vector<Change>& changes) {
    const std::lock_guard lock(mutex_);
    for (const auto& change : changes) {
        Kept kept{++last_, change.site, {}};
        kept.text = "event: change\nid: " + run_ + "-" + std::to_string(kept.number) + "\ndata: {\"subject_kind\":";
        json::write(kept.text, change.subject.kind);
        kept.text += ",\"id\":\"" + std::to_string(change.subject.id) + "\"";
        if (change.version > 0) kept.text += ",\"version\":" + std::to_string(change.version);
        kept.text += ",\"event\":";
        json::write_string(kept.text, change.event);
        kept.text += "}\n\n";
        for (const auto& listener : listeners_) {
            if (meant_for(listener.sites, change.site)) listener.stream->push(kept.text);
        }
        ring_.push_back(std::move(kept));
        if (ring_.size() > ring_size) ring_.pop_front();
    }
}

void EventHub::whisper(StaffId who, SiteId site, std::string_view event, const boost::json::object& data) {
    const auto text = "event: " + std::string(event) + "\ndata: " + boost::json::serialize(data) + "\n\n";
    const std::lock_guard lock(mutex_);
    for (const auto& listener : listeners_)
        if (listener.who == who && meant_for(listener.sites, site)) listener.stream->push(text);
}

std::string EventHub::tick_text(Instant now, bool manual) const {
    std::string text = "event: tick\ndata: {\"now\":" + std::to_string(now.ms) + ",\"manual\":" + (manual ? "true" : "false") + ",\"version\":";
    json::write_string(text, program_version_);
    return text + "}\n\n";
}

void EventHub::tick(Instant now, bool manual) {
    std::vector<Listener> asked;
    {
        const std::lock_guard lock(mutex_);
        std::erase_if(listeners_, [](const Listener& l) { return l.stream->closed(); });
        const auto text = tick_text(now, manual);
        for (const auto& listener : listeners_) listener.stream->push(text);
        asked = listeners_;
    }
    for (const auto& listener : asked) {
        if (!listener.still_welcome) continue;
        listener.still_welcome([this, stream = listener.stream](std::optional<Sites> sites) { welcome_again(stream, std::move(sites)); });
    }
}

void EventHub::welcome_again(const std::shared_ptr<Stream>& stream, std::optional<Sites> sites) {
    const std::lock_guard lock(mutex_);
    const auto listener = std::ranges::find_if(listeners_, [&](const Listener& l) { return l.stream == stream; });
    if (listener == listeners_.end()) return;
    if (sites) {
        listener->sites = std::move(*sites);
    } else {
        stream->push("event: signed-out\ndata: {}\n\n");
        stream->close();
    }
}

void EventHub::close_all() {
    const std::lock_guard lock(mutex_);
    for (const auto& listener : listeners_) listener.stream->close();
    listeners_.clear();
}

std::size_t EventHub::listeners() const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(std::ranges::count_if(listeners_, [](const Listener& l) { return !l.stream->closed(); }));
}

}  // namespace huiyin::http
