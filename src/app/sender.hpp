// Takes what is due from the outbox and carries it, on a thread of its own. Several servers on one database: one sends,
// by a lease. Each batch is claimed durably before anything leaves the house and written down after; what a kill leaves
// in between is resolved from the ledger (post/ledger.hpp).
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "app/application.hpp"
#include "http/clock.hpp"
#include "post/carrier.hpp"

namespace huiyin::app {

class Sender {
  public:
    Sender(Application& application, const http::Clock& clock, std::string name, bool local_robots);
    ~Sender();
    void start();
    void stop();
    void look();  // something may have been put into the outbox

    // Sends everything that is due now; answers how many parcels were carried. Blocking.
    std::int64_t send_due();

  private:
    void run();
    bool leads();
    void recover();

    Application& application_;
    const http::Clock& clock_;
    std::string name_;
    bool local_robots_;
    std::unique_ptr<post::Carrier> carrier_;
    std::unique_ptr<post::Ledger> ledger_;
    bool recovered_ = false;
    std::mutex mutex_, sending_;
    std::condition_variable wake_;
    bool ending_ = false, looked_ = false;
    std::thread thread_;
};

}  // namespace huiyin::app
