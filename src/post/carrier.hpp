// Carries parcels: e-mail by SMTP, robots by HTTPS, several at once over connections that stay open.
#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

#include "post/ledger.hpp"
#include "post/parcel.hpp"

namespace huiyin::post {

struct CarrierOptions {
    bool local_robots = false;  // robots inside the house and without TLS: for trials and tests, never by default
    int connections = 6;        // to one server at once
    std::chrono::seconds patience{20};
};

class Carrier {
  public:
    explicit Carrier(CarrierOptions options);
    ~Carrier();
    Carrier(const Carrier&) = delete;
    Carrier& operator=(const Carrier&) = delete;

    // One outcome for each parcel, in their order; the ledger is marked at every stage. Blocks; never throws for what
    // the other side does. `stop` is asked now and then: what has not begun to leave then comes back as failed.
    std::vector<Outcome> carry(const std::vector<Parcel>& parcels, Ledger& ledger, Instant real_now, const std::function<bool()>& stop);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace huiyin::post
