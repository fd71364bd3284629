// Signing in and out.
#include "app/sign_in.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "http/digest.hpp"
#include "kernel/text.hpp"
#include "organisation/organisation.hpp"

namespace huiyin::app {
using namespace std::chrono_literals;

Workers::Workers(int threads, std::size_t most_waiting) : most_(most_waiting) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

Workers::~Workers() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    something_.notify_all();
    for (auto& t : threads_) t.join();
}

bool Workers::submit(std::function<void()> work) {
    {
        const std::lock_guard lock(mutex_);
        if (ending_ || waiting_.size() >= most_) return false;
        waiting_.push_back(std::move(work));
    }
    something_.notify_one();
    return true;
}

void Workers::run() {
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock lock(mutex_);
            something_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            work = std::move(waiting_.front());
            waiting_.pop_front();
        }
        work();
    }
}

std::vector<http::Endpoint> SignIn::endpoints() {
    auto in = sign_in_endpoint(), out = sign_out_endpoint();
    in.answer = [this](std::shared_ptr<http::Exchange> e, http::Reply reply) { sign_in(e, reply); };
    out.answer = [this](std::shared_ptr<http::Exchange> e, http::Reply reply) { sign_out(e, reply); };
    return {std::move(in), std::move(out)};
}

http::Endpoint sign_in_endpoint() {
    return {.method = work::Method::post, .path = "/session", .operation = "sign_in", .options = {.open = true},
            .request = schema::of<organisation::SignIn>(), .reply = schema::of<organisation::Me>()};
}
http::Endpoint sign_out_endpoint() {
    return {.method = work::Method::del, .path = "/session", .operation = "sign_out", .request = schema::of<SignOut>(),
            .reply = schema::of<SignOut>()};
}

std::string SignIn::cookie_for(const std::string& token) const {
    const auto seconds = token.empty() ? 0 : std::chrono::duration_cast<std::chrono::seconds>(cookie_.lasts).count();
    return std::string(http::session_cookie) + "=" + token + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(seconds) +
           (cookie_.secure ? "; Secure" : "");
}

// Only a proxy that we were told about may say who is behind it, and only its own last word counts.
std::string SignIn::address_of(const http::Request& request) const {
    const auto forwarded = request.header("x-forwarded-for");
    if (!proxy_in_front_ || forwarded.empty()) return request.remote;
    return text::trim(forwarded.substr(forwarded.rfind(',') + 1));
}

void SignIn::sign_in(const std::shared_ptr<http::Exchange>& exchange, const http::Reply& reply) {
    auto command = http::read_command<organisation::SignIn>(*exchange);
    if (!command) return reply(http::problem(command.error()));
    if (command->password.size() > 1024 || command->login.size() > 200) {
        return reply(http::problem(401, "sign-in-failed"));
    }
    const auto address = address_of(*exchange->request);
    const auto whom = text::fold(text::trim(command->login)) + "\n" + address;
    const auto now = std::chrono::steady_clock::now();
    const auto wait = std::max(by_login_.wait(whom, now), by_address_.wait(address, now));
    const auto too_many = [](std::chrono::seconds seconds) {
        return http::problem(Refusal{"too-many-attempts", Trouble::too_many, {}, {}, {{"retry_after", seconds.count()}}});
    };
    if (wait > 0s) return reply(too_many(wait));
    const bool taken = workers_.submit([this, exchange, reply, c = std::move(*command), whom, address] {
        auto response = check(*exchange, c);
        const auto then = std::chrono::steady_clock::now();
        if (response.status == 200) {
            by_login_.succeeded(whom);
        } else if (response.status == 401) {
            by_login_.failed(whom, then);
            by_address_.failed(address, then);
        }
        reply(std::move(response));
    });
    if (!taken) reply(too_many(1s));
}

http::Response SignIn::check(const http::Exchange& exchange, const organisation::SignIn& command) {
    try {
        auto& database = application_.database();
        const auto now = work_clock_.now();
        const auto account = database.read_now([&](store::Tx& tx) { return organisation::find_account(tx, command.login); });
        // The slow part stands outside the transaction.
        const auto staff = organisation::check_sign_in(account, command.password, now);
        if (!staff) return http::problem(staff.error());

        const auto token = http::random_token();
        const auto old = exchange.request->cookie(http::session_cookie);
        database.write_now([&](store::Tx& tx) {
            if (!old.empty()) organisation::end_session(tx, http::sha256_hex(old));
            organisation::start_session(tx, http::sha256_hex(token), *staff, real_clock_.now());
        });
        if (!old.empty()) doorkeeper_.forget_everybody();
        const auto world = application_.world();
        auto me = database.read_now([&](store::Tx& tx) -> Result<organisation::Me> {
            const auto actor = organisation::load_actor(tx, *staff, now);
            if (!actor) return refuse({"sign-in-failed", Trouble::unauthenticated, {}, {}, {}});
            const auto site = actor->site ? actor->site : actor->sites.empty() ? SiteId{} : actor->sites.front();
            work::Reading reading{tx, *actor, site, now, *world};
            return organisation::read_me(reading, {});
        });
        if (!me) return http::problem(me.error());
        auto response = http::json_reply(200, json::text(*me));
        response.headers.emplace_back("Set-Cookie", cookie_for(token));
        return response;
    } catch (...) {
        return http::trouble_reply(std::current_exception(), "sign_in");
    }
}

void SignIn::sign_out(const std::shared_ptr<http::Exchange>& exchange, const http::Reply& reply) {
    const auto digest = exchange->identity->session_digest;
    application_.database().write([digest](store::Tx& tx) { organisation::end_session(tx, digest); },
                                  [this, reply](std::exception_ptr trouble) {
                                      if (trouble) return reply(http::trouble_reply(trouble, "sign_out"));
                                      doorkeeper_.forget_everybody();
                                      auto response = http::json_reply(200, "{}");
                                      response.headers.emplace_back("Set-Cookie", cookie_for(""));
                                      reply(std::move(response));
                                  });
}

http::Headers SignIn::after_write(store::Tx& tx, const http::Exchange& exchange, const std::string& operation) {
    if (operation != "change_password") return {};
    const auto token = http::random_token();
    organisation::start_session(tx, http::sha256_hex(token), exchange.identity->actor.staff, real_clock_.now());
    return {{"Set-Cookie", cookie_for(token)}};
}

}  // namespace huiyin::app
