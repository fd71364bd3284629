// Signing in and out: passwords are checked on two threads of their own with a short queue, failures slow down
// whoever makes them, and every sign-in gets a fresh session.
#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "app/application.hpp"
#include "app/doorkeeper.hpp"
#include "app/throttle.hpp"
#include "http/api.hpp"
#include "organisation/organisation.hpp"

namespace huiyin::app {

// A few threads and a queue that says no when it is full.
class Workers {
  public:
    Workers(int threads, std::size_t most_waiting);
    ~Workers();
    bool submit(std::function<void()> work);  // false: full

  private:
    void run();
    std::mutex mutex_;
    std::condition_variable something_;
    std::deque<std::function<void()>> waiting_;
    std::size_t most_;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

struct CookieRules {
    bool secure = false;
    std::chrono::minutes lasts{7 * 24 * 60};
};

struct SignOut {};  // DELETE /session
BOOST_DESCRIBE_STRUCT(SignOut, (), ())

http::Endpoint sign_in_endpoint();  // without an answer: for the OpenAPI document
http::Endpoint sign_out_endpoint();

class SignIn {
  public:
    SignIn(Application& application, const http::Clock& real_clock, const http::Clock& work_clock, Doorkeeper& doorkeeper, CookieRules cookie,
           bool proxy_in_front)
        : application_(application), real_clock_(real_clock), work_clock_(work_clock), doorkeeper_(doorkeeper), cookie_(cookie),
          proxy_in_front_(proxy_in_front) {}
    std::vector<http::Endpoint> endpoints();
    // A changed password ended every session of that person; this one goes on under a new token.
    http::Headers after_write(store::Tx& tx, const http::Exchange& exchange, const std::string& operation);

  private:
    void sign_in(const std::shared_ptr<http::Exchange>& exchange, const http::Reply& reply);
    http::Response check(const http::Exchange& exchange, const organisation::SignIn& command);
    void sign_out(const std::shared_ptr<http::Exchange>& exchange, const http::Reply& reply);
    std::string cookie_for(const std::string& token) const;
    std::string address_of(const http::Request& request) const;

    Application& application_;
    const http::Clock& real_clock_;
    const http::Clock& work_clock_;
    Doorkeeper& doorkeeper_;
    CookieRules cookie_;
    bool proxy_in_front_;
    Throttle by_login_{5};     // by login and address: nobody can lock a colleague out from elsewhere
    Throttle by_address_{50};  // an office behind one address has many people in it
    Workers workers_{2, 64};
};

}  // namespace huiyin::app
