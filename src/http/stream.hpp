// A reply that goes on: text pushed by anybody, sent by the connection. The buffer is bounded; a reader who
// does not keep up is cut off and comes back with Last-Event-ID.
#pragma once
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>

namespace huiyin::http {

class Stream {
  public:
    explicit Stream(std::size_t most_bytes = 256 * 1024) : most_(most_bytes) {}
    bool push(std::string_view text);  // false: closed, or closed now because the buffer is full
    void close();                      // what was pushed before is still sent
    bool closed() const;

    // The connection's side.
    struct Taken {
        std::string text;
        bool closed = false;
    };
    Taken take();
    void on_ready(std::function<void()> wake);  // called from any thread after push and close; {} to stop

  private:
    void wake(std::unique_lock<std::mutex> lock);
    mutable std::mutex mutex_;
    std::string waiting_;
    bool closed_ = false;
    std::size_t most_;
    std::function<void()> wake_;
};

}  // namespace huiyin::http
