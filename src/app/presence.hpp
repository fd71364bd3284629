// Who stands at which record, on the live stream. Each server compares what stands in the database with what it told
// last: at once after one of its own people came, went or began to write, and every second while somebody stands
// anywhere, because people fall silent, and with PostgreSQL other servers write too. Only those who stand at a record
// hear of it: standing there needed the permission to see it.
#pragma once
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <tuple>
#include <vector>

#include "desk/desk.hpp"
#include "http/clock.hpp"
#include "http/event_hub.hpp"
#include "store/store.hpp"

namespace huiyin::app {

class Presence {
  public:
    Presence(store::Database& database, http::EventHub& hub, const http::Clock& clock);
    ~Presence();
    void start();
    void look();

  private:
    using Record = std::tuple<SiteId, journal::SubjectKind, std::int64_t>;
    using People = std::vector<desk::Standing>;
    void run();
    void compare();
    void tell(const desk::Standing& who, const People& here);
    store::Database& database_;
    http::EventHub& hub_;
    const http::Clock& clock_;
    const bool shared_;
    std::map<Record, People> told_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool poked_ = false, ending_ = false;
    std::thread thread_;
};

}  // namespace huiyin::app
