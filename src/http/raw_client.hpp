// A client for tests that sends exactly the bytes it is given, well-formed or not.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace huiyin::http {

struct RawReply {
    int status = 0;  // 0: the connection ended without one
    std::string head;
    std::string body;
    std::string header(std::string name) const {
        std::string wanted = "\r\n" + name + ": ";
        const auto at = std::search(head.begin(), head.end(), wanted.begin(), wanted.end(),
                                    [](char a, char b) { return std::tolower(a) == std::tolower(b); });
        if (at == head.end()) return {};
        const auto from = static_cast<std::size_t>(at - head.begin()) + wanted.size();
        return head.substr(from, head.find("\r\n", from) - from);
    }
};

class RawClient {
  public:
    explicit RawClient(unsigned short port) {
        fd_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
            ::close(fd_);
            throw std::runtime_error("could not connect");
        }
    }
    ~RawClient() { ::close(fd_); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return;  // the server may have closed already; what it said is still there to read
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
    }

    // The next reply; a chunked one ends when its text holds `until`, or at its end.
    RawReply read(bool head_only = false) {
        RawReply r;
        const auto head_end = wait_for("\r\n\r\n");
        if (!head_end) return r;
        r.head = received_.substr(0, *head_end + 2);
        received_.erase(0, *head_end + 4);
        std::from_chars(r.head.data() + 9, r.head.data() + 12, r.status);
        const auto length = r.header("Content-Length");
        const std::size_t size = length.empty() || head_only || r.status == 304 ? 0 : std::stoul(length);
        while (received_.size() < size && more()) {}
        r.body = received_.substr(0, size);
        received_.erase(0, std::min(size, received_.size()));
        return r;
    }
    // Everything up to and with `text`, as sent; nothing if it does not come.
    std::optional<std::string> read_until(std::string_view text) {
        const auto at = wait_for(text);
        if (!at) return std::nullopt;
        auto out = received_.substr(0, *at + text.size());
        received_.erase(0, out.size());
        return out;
    }
    int descriptor() const { return fd_; }
    bool closed_by_server(int milliseconds = 5000) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
        while (std::chrono::steady_clock::now() < until) {
            if (!more(100) && ended_) return true;
        }
        return false;
    }

  private:
    std::optional<std::size_t> wait_for(std::string_view text) {
        for (;;) {
            if (const auto at = received_.find(text); at != std::string::npos) return at;
            if (!more()) return std::nullopt;
        }
    }
    bool more(int milliseconds = 5000) {
        pollfd p{fd_, POLLIN, 0};
        if (::poll(&p, 1, milliseconds) <= 0) return false;
        char buffer[65536];
        const auto n = ::recv(fd_, buffer, sizeof buffer, 0);
        if (n <= 0) {
            ended_ = true;
            return false;
        }
        received_.append(buffer, static_cast<std::size_t>(n));
        return true;
    }
    int fd_ = -1;
    bool ended_ = false;
    std::string received_;
};

}  // namespace huiyin::http
