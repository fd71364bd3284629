// The addresses that the program itself answers: is it alive, what time is it, what is happening.
#pragma once
#include "app/doorkeeper.hpp"
#include "app/scheduler.hpp"
#include "http/api.hpp"
#include "http/event_hub.hpp"

namespace huiyin::app {

struct ReadHealth {};  // GET /health (open): alive, and nothing more
BOOST_DESCRIBE_STRUCT(ReadHealth, (), ())
struct Health { bool ok = true; };
BOOST_DESCRIBE_STRUCT(Health, (), (ok))

struct ReadClock {};  // GET /clock
BOOST_DESCRIBE_STRUCT(ReadClock, (), ())
struct ClockView {
    Instant now{};
    bool manual = false;
};
BOOST_DESCRIBE_STRUCT(ClockView, (), (now, manual))
struct MoveClock { Instant now{}; };  // PUT /clock: forward only; answers when everything due on the way has fired
BOOST_DESCRIBE_STRUCT(MoveClock, (), (now))

struct OpenStream {};  // GET /stream
BOOST_DESCRIBE_STRUCT(OpenStream, (), ())

struct Doors {
    const http::Clock& clock;
    Scheduler& scheduler;
    http::EventHub& hub;
    Doorkeeper& doorkeeper;
};
std::vector<http::Endpoint> endpoints(Doors doors);

// Everything the program answers besides its modules, for the OpenAPI document: nothing behind it is called.
std::vector<http::Endpoint> described_endpoints();

}  // namespace huiyin::app
