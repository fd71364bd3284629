// A server for tests: everything as in `huiyin serve`, on a free port, in a folder or database of its own.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>

#include "app/serving.hpp"
#include "http/digest.hpp"
#include "http/raw_client.hpp"
#include "organisation/organisation.hpp"
#include "support/databases.hpp"

namespace huiyin::app {

class ServingHouse {
  public:
    explicit ServingHouse(store::Engine engine) : place_(engine) {
        settings.place.data = testing::TempDir() + "huiyin_serving_" + std::to_string(::getpid());
        settings.place.database = place_.where();
        settings.listen = "127.0.0.1:0";
        settings.threads = 2;
        settings.clock = "manual";
        settings.clock_start = "2026-03-03 09:10";  // a Tuesday
    }
    ~ServingHouse() {
        serving.reset();
        std::filesystem::remove_all(settings.place.data);
    }
    void open() {
        serving = std::make_unique<Serving>(settings);
        serving->run();
    }
    http::RawReply ask(const std::string& line, const std::string& body = {}, const std::string& headers = {}) {
        http::RawClient client(serving->port());
        client.send(line + " HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n" + headers + (cookie.empty() ? "" : "Cookie: " + cookie + "\r\n") +
                    (body.empty() ? "" : "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n") + "\r\n" + body);
        auto reply = client.read();
        if (const auto set = reply.header("Set-Cookie"); !set.empty()) cookie = set.substr(0, set.find(';'));
        return reply;
    }
    static std::string code(const http::RawReply& reply) {
        const auto parsed = boost::json::parse(reply.body);
        return std::string(parsed.as_object().at("code").as_string());
    }
    // Signs somebody in without a password.
    std::string session_of(StaffId staff) {
        const auto token = http::random_token();
        serving->application().database().write_now([&](store::Tx& tx) {
            organisation::start_session(tx, http::sha256_hex(token), staff, http::SystemClock{}.now());
        });
        return "huiyin_session=" + token;
    }
    SiteId site() {
        return serving->application().database().read_now([](store::Tx& tx) { return organisation::all_sites(tx).front().id; });
    }

    ServeSettings settings;
    std::unique_ptr<Serving> serving;
    std::string cookie;

  private:
    support::Place place_;
};

}  // namespace huiyin::app
