// The HTTP/1.1 server on Beast and coroutines: one thread accepts, each io thread owns its connections.
// Beast parses; headers of replies are written by hand, and every refusal of the parser gets a reply of ours.
//
// Coroutine rules kept here: no co_await inside ?:, no capturing lambda written inside a co_await expression,
// parameters by value or owned by the connection.
#include "http/server.hpp"

#include <algorithm>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <condition_variable>
#include <ctime>
#include <list>
#include <thread>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "http/problem.hpp"

namespace huiyin::http {
namespace {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using asio::ip::tcp;
using namespace std::chrono_literals;
constexpr auto with_error = asio::as_tuple(asio::use_awaitable);

const std::string& date_line() {
    thread_local std::time_t made_at = 0;
    thread_local std::string line;
    const auto now = std::time(nullptr);
    if (now != made_at) {
        std::tm utc{};
        gmtime_r(&now, &utc);
        char text[64];
        std::strftime(text, sizeof text, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &utc);
        line = text;
        made_at = now;
    }
    return line;
}

bool has(const Headers& headers, std::string_view name) {
    return std::ranges::any_of(headers, [&](const auto& h) { return beast::iequals(h.first, name); });
}

// A header value never ends its line early, wherever it came from.
void append_value(std::string& out, std::string_view value) {
    for (const char c : value) out += (c == '\r' || c == '\n' || c == '\0') ? ' ' : c;
}

std::string head_of(const Response& r, bool keep_alive, bool tls) {
    std::string h;
    h.reserve(640);
    h += "HTTP/1.1 ";
    h += std::to_string(r.status);
    h += ' ';
    h += reason(r.status);
    h += "\r\n";
    h += date_line();
    for (const auto& [name, value] : r.headers) {
        h += name;
        h += ": ";
        append_value(h, value);
        h += "\r\n";
    }
    if (!has(r.headers, "Content-Security-Policy")) h += "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";
    h += "X-Content-Type-Options: nosniff\r\n"
         "X-Frame-Options: DENY\r\n"
         "Referrer-Policy: same-origin\r\n"
         "Cross-Origin-Opener-Policy: same-origin\r\n"
         "Cross-Origin-Resource-Policy: same-origin\r\n";
    if (tls) h += "Strict-Transport-Security: max-age=31536000\r\n";
    if (r.stream) {
        h += "Transfer-Encoding: chunked\r\n";
    } else if (r.status != 304) {
        h += "Content-Length: ";
        h += std::to_string(r.fixed.data() ? r.fixed.size() : r.body.size());
        h += "\r\n";
    }
    h += keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return h;
}

std::string lower(beast::string_view text) {
    std::string out(text.data(), text.size());
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    return out;
}

using Parser = bhttp::request_parser<bhttp::string_body>;

std::shared_ptr<Request> request_of(const Parser& parser, const std::string& remote) {
    auto r = std::make_shared<Request>();
    const auto& from = parser.get();
    r->method = std::string(from.method_string());
    const std::string_view target(from.target().data(), from.target().size());
    const auto mark = target.find('?');
    r->path = target.substr(0, mark);
    if (mark != std::string_view::npos) r->query = target.substr(mark + 1);
    for (const auto& field : from) r->headers.emplace_back(lower(field.name_string()), std::string(field.value()));
    r->remote = remote;
    return r;
}

// A request we can read but not trust: which machine it is for must be said exactly once, and plainly.
bool plain(const Parser& parser) {
    const auto& from = parser.get();
    if (from.target().empty() || from.target().front() != '/') return false;
    const auto hosts = std::distance(from.equal_range(bhttp::field::host).first, from.equal_range(bhttp::field::host).second);
    return hosts == 1 || (hosts == 0 && from.version() == 10);
}

Response parser_problem(const beast::error_code& error) {
    if (error == bhttp::error::header_limit || error == bhttp::error::buffer_overflow) return problem(431, "header-too-large");
    if (error == bhttp::error::body_limit) return problem(413, "body-too-large");
    return problem(400, "malformed-request");
}

Response nobody_there() {
    Response r;
    r.status = 0;
    return r;
}

bool from_parser(const beast::error_code& error) {
    return error.category() == bhttp::make_error_code(bhttp::error::bad_method).category() &&
           error != bhttp::error::end_of_stream && error != bhttp::error::partial_message;
}

// Brings an answer given on any thread back to the connection's own io thread. The io_context is kept alive by it.
template <class T, class Start>
asio::awaitable<T> answered(std::shared_ptr<asio::io_context> io, Start start) {
    auto begin = [io = std::move(io)](auto handler, Start run) {
        auto held = std::make_shared<decltype(handler)>(std::move(handler));
        run(Once<T>([held, io](T value) {
            asio::post(*io, [held, value = std::move(value)]() mutable { std::move(*held)(std::move(value)); });
        }));
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, void(T)>(std::move(begin), asio::use_awaitable, std::move(start));
}

struct Wake {
    explicit Wake(asio::io_context& io) : timer(io) {}
    asio::steady_timer timer;
};
}  // namespace

struct Server::Impl {
    // One io thread and the connections that live on it; touched only from that thread.
    struct Connection {
        explicit Connection(tcp::socket socket) : stream(std::move(socket)) {}
        beast::tcp_stream stream;
        beast::flat_buffer buffer{64 * 1024};
        bool waiting_for_request = true;
        std::shared_ptr<Stream> streaming;
    };
    struct Lane {
        std::shared_ptr<asio::io_context> io = std::make_shared<asio::io_context>(1);
        asio::executor_work_guard<asio::io_context::executor_type> guard = asio::make_work_guard(*io);
        std::list<std::shared_ptr<Connection>> connections;
        std::thread thread;
    };

    Impl(ServerOptions o, Service& s) : options(std::move(o)), service(s) {
        const int threads = options.threads > 0 ? options.threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
        for (int i = 0; i < threads; ++i) lanes.push_back(std::make_unique<Lane>());
        acceptor = std::make_unique<tcp::acceptor>(*lanes[0]->io);
        beast::error_code error;
        const auto address = asio::ip::make_address(options.address, error);
        if (error) throw std::runtime_error("not an address to listen on: " + options.address);
        const tcp::endpoint endpoint(address, options.port);
        acceptor->open(endpoint.protocol());
        acceptor->set_option(asio::socket_base::reuse_address(true));
        acceptor->bind(endpoint, error);
        if (error) {
            throw std::runtime_error(fmt::format("cannot listen on {}:{}: {}", options.address, options.port, error.message()));
        }
        acceptor->listen(1024);
        port = acceptor->local_endpoint().port();
    }

    asio::awaitable<void> accept() {
        std::size_t turn = 0;
        while (!draining) {
            auto& lane = *lanes[turn++ % lanes.size()];
            tcp::socket socket(*lane.io);
            const auto [error] = co_await acceptor->async_accept(socket, with_error);
            if (error == asio::error::operation_aborted || draining) break;
            if (error) {  // out of descriptors, or gone already: breathe and go on
                asio::steady_timer pause(*lanes[0]->io, 20ms);
                co_await pause.async_wait(with_error);
                continue;
            }
            if (open.load() >= options.most_connections) continue;  // the socket closes
            ++open;
            beast::error_code ignored;
            socket.set_option(tcp::no_delay(true), ignored);
            auto connection = std::make_shared<Connection>(std::move(socket));
            asio::co_spawn(*lane.io, serve(lane, connection), [this](std::exception_ptr broken) {
                if (broken) {
                    try {
                        std::rethrow_exception(broken);
                    } catch (const std::exception& e) {
                        spdlog::error("a connection broke: {}", e.what());
                    }
                }
                const std::lock_guard lock(mutex);
                --open;
                none_left.notify_all();
            });
        }
    }

    asio::awaitable<void> serve(Lane& lane, std::shared_ptr<Connection> c) {
        const auto place = lane.connections.insert(lane.connections.end(), c);
        std::string remote;
        {
            beast::error_code error;
            const auto peer = c->stream.socket().remote_endpoint(error);
            if (!error) remote = peer.address().to_string();
        }
        try {
            bool more = true;
            while (more) more = co_await one_request(lane, c, remote);
        } catch (...) {
            lane.connections.erase(place);
            throw;
        }
        lane.connections.erase(place);
    }

    // Reads one request and answers it; false: the connection is at its end.
    asio::awaitable<bool> one_request(Lane& lane, std::shared_ptr<Connection> c, std::string remote) {
        Parser parser;
        parser.header_limit(static_cast<std::uint32_t>(options.header_limit));
        parser.body_limit(boost::none);
        c->stream.expires_after(options.header_timeout);
        c->waiting_for_request = true;
        if (draining && c->buffer.size() == 0) co_return false;
        const auto [error, n] = co_await bhttp::async_read_header(c->stream, c->buffer, parser, with_error);
        c->waiting_for_request = false;
        if (error) {
            if (from_parser(error)) co_await refuse_and_close(c, parser_problem(error));
            co_return false;  // gone, or too slow: the stream hangs up by itself
        }
        if (!plain(parser)) {
            co_await refuse_and_close(c, problem(400, "malformed-request"));
            co_return false;
        }

        auto request = request_of(parser, remote);
        // What admit() found out points back at the request: whichever way this ends, the circle is broken here.
        struct Forget {
            std::shared_ptr<Request> request;
            ~Forget() { request->context.reset(); }
        } forget{request};
        c->stream.expires_never();  // whoever answers keeps its own time
        auto ask_admission = [this, request](Admit admit) { service.admit(request, std::move(admit)); };
        const auto admission = co_await answered<Admission>(lane.io, std::move(ask_admission));
        const bool has_body = parser.chunked() || parser.content_length().value_or(0) > 0;
        if (admission.refused && has_body) {
            co_await refuse_and_close(c, *admission.refused);
            co_return false;
        }

        Response response;
        if (admission.refused) {
            response = std::move(*admission.refused);
        } else {
            if (has_body) {
                const auto trouble = co_await read_body(c, parser, admission.body_limit);
                if (trouble) {
                    if (trouble->status) co_await refuse_and_close(c, *trouble);
                    co_return false;
                }
                request->body = std::move(parser.get().body());
            }
            c->stream.expires_never();
            auto ask = [this, request](Reply reply) { service.answer(request, std::move(reply)); };
            response = co_await answered<Response>(lane.io, std::move(ask));
        }
        const bool keep_alive = parser.get().keep_alive() && !draining && !response.close && !response.stream;
        const bool head_only = request->method == "HEAD";
        if (!co_await write(c, response, keep_alive, head_only)) co_return false;
        if (response.stream && !head_only) co_await send_stream(lane, c, response.stream);
        if (!keep_alive) {
            beast::error_code ignored;
            c->stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
        }
        co_return keep_alive;
    }

    // Nothing on success; otherwise what to say (status 0: nobody is there to hear it).
    asio::awaitable<std::optional<Response>> read_body(std::shared_ptr<Connection> c, Parser& parser, std::size_t limit) {
        if (parser.content_length().value_or(0) > limit) co_return problem(413, "body-too-large");
        parser.body_limit(limit);
        c->stream.expires_after(options.body_timeout + 1s * static_cast<long>(limit / 65536));
        if (beast::iequals(parser.get()[bhttp::field::expect], "100-continue") && c->buffer.size() == 0) {
            static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            const auto [error, n] = co_await asio::async_write(c->stream, asio::buffer(go_on), with_error);
            if (error) co_return nobody_there();
        }
        const auto [error, n] = co_await bhttp::async_read(c->stream, c->buffer, parser, with_error);
        if (!error) co_return std::nullopt;
        if (from_parser(error)) co_return parser_problem(error);
        co_return nobody_there();
    }

    asio::awaitable<bool> write(std::shared_ptr<Connection> c, const Response& response, bool keep_alive, bool head_only) {
        const auto head = head_of(response, keep_alive, options.tls_in_front);
        const std::string_view body = response.fixed.data() ? response.fixed : std::string_view(response.body);
        std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(body.data(), body.size())};
        if (head_only || response.status == 304 || response.stream) parts[1] = {};
        c->stream.expires_after(options.write_timeout + 1s * static_cast<long>(body.size() / 65536));
        const auto [error, n] = co_await asio::async_write(c->stream, parts, with_error);
        co_return !error;
    }

    // The peer may still be sending: say why, then listen a while to nothing, or the reply would be lost in a reset.
    asio::awaitable<void> refuse_and_close(std::shared_ptr<Connection> c, Response response) {
        if (!co_await write(c, response, false, false)) co_return;
        beast::error_code ignored;
        c->stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
        c->stream.expires_after(2s);
        std::array<char, 16 * 1024> away;
        for (std::size_t heard = 0; heard < 16 * 1024 * 1024;) {
            const auto [error, n] = co_await c->stream.async_read_some(asio::buffer(away), with_error);
            if (error) break;
            heard += n;
        }
    }

    asio::awaitable<void> send_stream(Lane& lane, std::shared_ptr<Connection> c, std::shared_ptr<Stream> stream) {
        auto wake = std::make_shared<Wake>(*lane.io);
        stream->on_ready([wake, io = lane.io] { asio::post(*io, [wake] { wake->timer.cancel(); }); });
        c->streaming = stream;
        if (draining) stream->close();
        for (bool on = true; on;) {
            auto taken = stream->take();
            if (taken.text.empty() && !taken.closed) {
                wake->timer.expires_after(options.heartbeat);
                const auto [woken] = co_await wake->timer.async_wait(with_error);
                if (woken) continue;  // cancelled: there is something to take
                taken.text = ": still here\n\n";
            }
            std::string chunk;
            if (!taken.text.empty()) chunk = fmt::format("{:x}\r\n{}\r\n", taken.text.size(), taken.text);
            if (taken.closed) chunk += "0\r\n\r\n";
            c->stream.expires_after(options.write_timeout);
            const auto [error, n] = co_await asio::async_write(c->stream, asio::buffer(chunk), with_error);
            on = !error && !taken.closed;
        }
        stream->on_ready({});
        stream->close();
        c->streaming.reset();
    }

    ServerOptions options;
    Service& service;
    std::vector<std::unique_ptr<Lane>> lanes;
    std::unique_ptr<tcp::acceptor> acceptor;
    unsigned short port = 0;
    std::atomic<bool> draining{false};
    std::atomic<std::size_t> open{0};
    std::mutex mutex;
    std::condition_variable none_left;
    bool started = false;
};

Server::Server(ServerOptions options, Service& service) : impl_(std::make_unique<Impl>(std::move(options), service)) {}
unsigned short Server::port() const { return impl_->port; }
std::size_t Server::connections() const { return impl_->open.load(); }

void Server::start() {
    impl_->started = true;
    asio::co_spawn(*impl_->lanes[0]->io, impl_->accept(), asio::detached);
    for (auto& lane : impl_->lanes) lane->thread = std::thread([io = lane->io] { io->run(); });
}

void Server::drain(std::chrono::milliseconds patience) {
    if (!impl_->started) return;
    impl_->draining = true;
    asio::post(*impl_->lanes[0]->io, [this] {
        beast::error_code ignored;
        impl_->acceptor->close(ignored);
    });
    for (auto& lane : impl_->lanes) {
        asio::post(*lane->io, [l = lane.get()] {
            for (const auto& c : l->connections) {
                if (c->waiting_for_request) c->stream.cancel();
                if (c->streaming) c->streaming->close();
            }
        });
    }
    std::unique_lock lock(impl_->mutex);
    const auto empty = [this] { return impl_->open.load() == 0; };
    if (impl_->none_left.wait_for(lock, patience, empty)) return;
    lock.unlock();
    for (auto& lane : impl_->lanes) {
        asio::post(*lane->io, [l = lane.get()] {
            for (const auto& c : l->connections) c->stream.close();
        });
    }
    lock.lock();
    impl_->none_left.wait_for(lock, 2s, empty);
}

Server::~Server() {
    drain(0ms);
    for (auto& lane : impl_->lanes) {
        lane->guard.reset();
        lane->io->stop();
        if (lane->thread.joinable()) lane->thread.join();
    }
}

}  // namespace huiyin::http
