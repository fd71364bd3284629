// What the server hands up and takes back: plain requests and replies, so that nothing above it sees Beast.
#pragma once
#include <any>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/stream.hpp"

namespace huiyin::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::string method;   // "GET"
    std::string path;     // as sent, without the query
    std::string query;    // as sent, without "?"
    Headers headers;      // names in lower case
    std::string body;
    std::string remote;   // the peer's address
    std::any context;     // what admit() found out, for answer()

    std::string_view header(std::string_view lower_case_name) const;  // the first; "" if absent
    std::string_view cookie(std::string_view name) const;
};

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    std::string_view fixed;          // sent instead of `body`: bytes that live as long as the program
    std::shared_ptr<Stream> stream;  // sent after the headers for as long as it lasts
    bool close = false;              // say "Connection: close" and do so
};

// Something that is answered exactly once, from any thread. Dropped unanswered, it answers `T::dropped()` by itself,
// so that no request ever hangs.
template <class T>
class Once {
  public:
    using Answer = std::function<void(T)>;
    explicit Once(Answer answer) : answer_(std::make_shared<Slot>(std::move(answer))) {}
    void operator()(T value) const { answer_->give(std::move(value)); }

  private:
    struct Slot {
        explicit Slot(Answer a) : answer(std::move(a)) {}
        ~Slot() {
            if (answer) answer(dropped(static_cast<T*>(nullptr)));
        }
        void give(T value) {
            auto once = std::exchange(answer, nullptr);
            if (once) once(std::move(value));
        }
        Answer answer;
    };
    std::shared_ptr<Slot> answer_;
};

// What is known once the headers are read: go on with at most so much body, or this reply at once.
struct Admission {
    std::size_t body_limit = 0;
    std::shared_ptr<Response> refused;
};

Response dropped(Response*);
Admission dropped(Admission*);
using Reply = Once<Response>;
using Admit = Once<Admission>;

// What stands behind the server. Both are called on an io thread and must not block it.
class Service {
  public:
    virtual ~Service() = default;
    virtual void admit(std::shared_ptr<Request> request, Admit admit) = 0;
    virtual void answer(std::shared_ptr<Request> request, Reply reply) = 0;
};

}  // namespace huiyin::http
