// The HTTP/1.1 server: strict parsing, limits and timeouts, keep-alive, streams, graceful drain.
// Beast stays behind this header.
#pragma once
#include <chrono>
#include <memory>
#include <string>

#include "http/message.hpp"

namespace huiyin::http {

struct ServerOptions {
    std::string address = "127.0.0.1";
    unsigned short port = 8080;  // 0: any free one, for tests
    int threads = 0;             // 0: one per core
    std::size_t header_limit = 8 * 1024;
    std::size_t most_connections = 4096;
    std::chrono::milliseconds header_timeout{30'000};  // idle keep-alive time as well
    std::chrono::milliseconds body_timeout{30'000};    // and a second more for each 64 kB allowed
    std::chrono::milliseconds write_timeout{30'000};
    std::chrono::milliseconds heartbeat{10'000};       // of a stream that has nothing to say
    bool tls_in_front = false;                         // says Strict-Transport-Security
};

class Server {
  public:
    Server(ServerOptions options, Service& service);  // binds; throws std::runtime_error if it cannot
    ~Server();
    void start();
    unsigned short port() const;

    // Stops accepting, lets what is under way finish with "Connection: close", ends streams and idle connections;
    // what is not done after `patience` is cut. Returns when no connection is left.
    void drain(std::chrono::milliseconds patience);
    std::size_t connections() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace huiyin::http
