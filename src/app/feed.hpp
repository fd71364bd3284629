// From the commits to the live stream. With SQLite this server makes every change itself and passes it on at once;
// with PostgreSQL other servers write too, so the journal itself is read on, every second and after our own commits.
#pragma once
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "app/application.hpp"
#include "http/event_hub.hpp"

namespace huiyin::app {

class Feed {
  public:
    Feed(store::Database& database, http::EventHub& hub);
    ~Feed();
    void committed(SiteId site, const std::vector<journal::Event>& told);
    // When another server changed staff, sites or accounts, what is kept in memory must be read again here.
    void on_heard(std::function<void(SiteId, const std::vector<journal::Event>&)> hear) { hear_ = std::move(hear); }
    void start();

  private:
    void run();
    void read_on();
    store::Database& database_;
    http::EventHub& hub_;
    std::function<void(SiteId, const std::vector<journal::Event>&)> hear_;
    std::map<SiteId, std::int64_t> seen_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool poked_ = false, ending_ = false;
    std::thread thread_;
};

}  // namespace huiyin::app
