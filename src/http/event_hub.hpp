// The live stream: what was committed goes to everybody who may enter the site, and the server's time every so often.
// The last 1024 changes are kept, so that a page that lost its connection goes on where it stopped; one that was away
// longer is told `reset` and asks for everything again.
#pragma once
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "http/stream.hpp"
#include "journal/event.hpp"
#include "kernel/ids.hpp"
#include "kernel/json.hpp"
#include "kernel/time.hpp"

namespace huiyin::http {

struct Change {
    SiteId site{};
    std::string event;
    journal::Subject subject{};
    std::int64_t version = 0;  // 0: not known
};

class EventHub {
  public:
    // `run` marks this start of the program: ids of an earlier one are not taken for ours.
    EventHub(std::string run, std::string program_version) : run_(std::move(run)), program_version_(std::move(program_version)) {}

    using Sites = std::set<SiteId>;
    // `still_welcome` is asked at every tick and answers the sites, or nothing if the person is gone.
    using StillWelcome = std::function<void(std::function<void(std::optional<Sites>)>)>;
    std::shared_ptr<Stream> subscribe(Sites sites, std::string_view last_event_id, StillWelcome still_welcome, Instant now, bool manual, StaffId who = {});

    void publish(const std::vector<Change>& changes);
    // To one person only, on each stream they have. Not kept: whoever was away is told again when there is something to tell.
    void whisper(StaffId who, SiteId site, std::string_view event, const boost::json::object& data);
    void tick(Instant now, bool manual);
    void close_all();
    std::size_t listeners() const;

  private:
    struct Listener {
        std::shared_ptr<Stream> stream;
        Sites sites;
        StillWelcome still_welcome;
        StaffId who{};
    };
    struct Kept {
        std::uint64_t number;
        SiteId site;
        std::string text;
    };
    static bool meant_for(const Sites& sites, SiteId site) { return !site || sites.contains(site); }
    std::string tick_text(Instant now, bool manual) const;
    void welcome_again(const std::shared_ptr<Stream>& stream, std::optional<Sites> sites);

    mutable std::mutex mutex_;
    std::string run_, program_version_;
    std::uint64_t last_ = 0;
    std::deque<Kept> ring_;
    std::vector<Listener> listeners_;
};

}  // namespace huiyin::http
