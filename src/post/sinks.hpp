// Mail servers and robots for tests, on the loopback address, inside the test program: they count what they accept.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace huiyin::post {

// Listens, and gives each connection to `serve` on a thread of its own.
class Sink {
  public:
    explicit Sink(std::function<void(int fd)> serve) : serve_(std::move(serve)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int yes = 1;
        ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(listener_, reinterpret_cast<sockaddr*>(&at), sizeof at);
        ::listen(listener_, 64);
        socklen_t size = sizeof at;
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size);
        port = ntohs(at.sin_port);
        acceptor_ = std::thread([this] { accept(); });
    }
    ~Sink() {
        ending_ = true;
        acceptor_.join();
        {
            const std::lock_guard lock(mutex_);
            for (const int fd : open_) ::shutdown(fd, SHUT_RDWR);
        }
        for (auto& t : threads_) t.join();
        ::close(listener_);
    }
    int port = 0;

  private:
    void accept() {
        while (!ending_) {
            pollfd p{listener_, POLLIN, 0};
            if (::poll(&p, 1, 20) <= 0) continue;
            const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (fd < 0) continue;
            const std::lock_guard lock(mutex_);
            open_.push_back(fd);
            threads_.emplace_back([this, fd] { serve_(fd); ::shutdown(fd, SHUT_RDWR); });
        }
    }
    std::function<void(int)> serve_;
    int listener_ = -1;
    std::atomic<bool> ending_{false};
    std::mutex mutex_;
    std::vector<int> open_;
    std::vector<std::thread> threads_;
    std::thread acceptor_;
};

inline bool say(int fd, const std::string& text) { return ::send(fd, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size()); }

class Lines {
  public:
    explicit Lines(int fd) : fd_(fd) {}
    bool next(std::string& line) {
        for (;;) {
            if (const auto at = kept_.find("\r\n"); at != std::string::npos) {
                line = kept_.substr(0, at);
                kept_.erase(0, at + 2);
                return true;
            }
            if (!more()) return false;
        }
    }
    bool bytes(std::size_t n, std::string& out) {
        while (kept_.size() < n)
            if (!more()) return false;
        out = kept_.substr(0, n);
        kept_.erase(0, n);
        return true;
    }

  private:
    bool more() {
        char buffer[16384];
        const auto n = ::recv(fd_, buffer, sizeof buffer, 0);
        if (n <= 0) return false;
        kept_.append(buffer, static_cast<std::size_t>(n));
        return true;
    }
    int fd_;
    std::string kept_;
};

// A mail server: accepts a letter with its last dot, whether or not its yes still arrives.
struct MailSink {
    std::mutex mutex;
    std::map<std::string, int> by_id;      // accepted letters by their Message-ID
    std::vector<std::string> letters;
    std::string refuse_to;                 // this mailbox does not exist: 550
    std::atomic<int> busy{0};              // so many times "try later": 451
    std::atomic<bool> silent{false};       // takes everything and says nothing after the last dot
    Sink sink{[this](int fd) { serve(fd); }};

    void serve(int fd) {
        Lines lines(fd);
        std::string line, letter;
        if (!say(fd, "220 sink\r\n")) return;
        while (lines.next(line)) {
            if (line.starts_with("EHLO") || line.starts_with("HELO")) say(fd, "250-sink\r\n250 8BITMIME\r\n");
            else if (line.starts_with("RCPT") && !refuse_to.empty() && line.find(refuse_to) != std::string::npos) say(fd, "550 nobody here\r\n");
            else if (line.starts_with("MAIL") && busy > 0) { --busy; say(fd, "451 later\r\n"); }
            else if (line == "DATA") {
                say(fd, "354 go on\r\n");
                letter.clear();
                bool whole = false;
                while (lines.next(line)) {
                    if (line == ".") { whole = true; break; }
                    letter += line + "\n";
                }
                if (!whole) return;
                {
                    const std::lock_guard lock(mutex);
                    const auto at = letter.find("Message-ID: ");
                    ++by_id[at == std::string::npos ? "" : letter.substr(at + 12, letter.find('\n', at) - at - 12)];
                    if (letters.size() < 100) letters.push_back(letter);
                }
                if (silent) continue;
                say(fd, "250 taken\r\n");
            } else if (line == "QUIT") { say(fd, "221 bye\r\n"); return; }
            else say(fd, "250 ok\r\n");
        }
    }
    int accepted() {
        const std::lock_guard lock(mutex);
        int n = 0;
        for (const auto& [id, times] : by_id) n += times;
        return n;
    }
    int twice() {
        const std::lock_guard lock(mutex);
        int n = 0;
        for (const auto& [id, times] : by_id) n += times > 1;
        return n;
    }
};

// A robot: one answer for everything, or what the test wants.
struct RobotSink {
    std::mutex mutex;
    std::vector<std::pair<std::string, std::string>> asked;  // request line, body
    std::function<std::string(int n)> answer = [](int) { return std::string("200 OK\r\n\r\n{\"errcode\":0,\"errmsg\":\"ok\"}"); };
    Sink sink{[this](int fd) { serve(fd); }};

    void serve(int fd) {
        Lines lines(fd);
        std::string line;
        while (lines.next(line)) {
            const auto first = line;
            std::size_t length = 0;
            while (lines.next(line) && !line.empty())
                if (line.starts_with("Content-Length: ")) length = std::stoul(line.substr(16));
            std::string body;
            if (!lines.bytes(length, body)) return;
            std::string said;
            {
                const std::lock_guard lock(mutex);
                asked.emplace_back(first, body);
                said = answer(static_cast<int>(asked.size()));
            }
            const auto head = said.find("\r\n\r\n");
            say(fd, "HTTP/1.1 " + said.substr(0, head) + "\r\nContent-Length: " + std::to_string(said.size() - head - 4) + said.substr(head));
        }
    }
};

}  // namespace huiyin::post
