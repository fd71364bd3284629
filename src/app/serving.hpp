// Everything that runs while serving, in the order in which it is put together; it ends the other way round.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "app/doorkeeper.hpp"
#include "app/feed.hpp"
#include "app/presence.hpp"
#include "app/public_door.hpp"
#include "app/scheduler.hpp"
#include "app/sender.hpp"
#include "app/settings.hpp"
#include "app/sign_in.hpp"
#include "http/server.hpp"

namespace huiyin::app {

class Serving {
  public:
    explicit Serving(const ServeSettings& settings);  // binds and migrates; throws std::runtime_error with what to do
    void run();
    void stop();  // finishes what is under way
    unsigned short port() const { return server_->port(); }
    const std::optional<std::string>& first_password() const { return first_password_; }
    bool manual() const { return manual_ != nullptr; }
    Application& application() { return application_; }

  private:
    void keep_memory_true(const std::vector<journal::Event>& told);
    void prepare_housekeeping();
    void make_api();
    void count_refusal(const http::ApiParts::RefusedAt& at);

    http::SystemClock real_clock_;
    Application application_;
    std::unique_ptr<http::Clock> clock_;
    http::ManualClock* manual_;
    http::EventHub hub_;
    http::StaticFiles files_;
    SessionLimits sessions_;
    Doorkeeper doorkeeper_;
    Scheduler scheduler_;
    Sender sender_;
    Feed feed_;
    Presence presence_;
    SignIn sign_in_;
    Workers press_{1, 64};  // makes PDFs, one after another: the press is one
    PublicDoor public_door_;
    std::optional<std::string> first_password_;
    std::unique_ptr<http::Api> api_;
    std::unique_ptr<http::Server> server_;
};

}  // namespace huiyin::app
