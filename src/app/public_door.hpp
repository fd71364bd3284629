// The door for whoever has no account (D2, F3): a poster's code or a secret link says what may be seen, and nothing
// else. Everything here is slowed down per sender, per poster and over all, and a wrong guess looks like any other.
#pragma once
#include <functional>
#include <vector>

#include "app/application.hpp"
#include "app/pace.hpp"
#include "app/throttle.hpp"
#include "http/api.hpp"
#include "self/self.hpp"

namespace huiyin::app {

// The secret of a link travels in this header: an address would stand in the logs along the way.
inline constexpr std::string_view link_header = "huiyin-link";

class PublicDoor {
  public:
    PublicDoor(Application& application, const http::Clock& clock, bool proxy_in_front);
    std::vector<http::Endpoint> endpoints();
    static std::vector<http::Endpoint> described();  // for the OpenAPI document

  private:
    using Shared = std::shared_ptr<http::Exchange>;
    using SiteOf = std::function<std::optional<SiteId>(store::Tx&)>;
    using Read = std::function<Result<work::Answer>(work::Reading&)>;
    using Write = std::function<Result<work::Answer>(work::Unit&)>;

    std::optional<http::Response> slowed(const http::Exchange& exchange, bool hands_in, const std::string& poster);
    void read(const Shared& exchange, const http::Reply& reply, SiteOf site_of, Read what);
    void write(const Shared& exchange, const http::Reply& reply, int status, SiteOf site_of, Write what);
    void guessed(const http::Exchange& exchange);
    std::string address_of(const http::Request& request) const;
    std::string origin_of(const http::Request& request) const;

    void open_place(const Shared& exchange, const http::Reply& reply);
    void submit(const Shared& exchange, const http::Reply& reply);
    void open_matter(const Shared& exchange, const http::Reply& reply);
    void add_photo(const Shared& exchange, const http::Reply& reply);
    void open_rating(const Shared& exchange, const http::Reply& reply);
    void read_calendar(const Shared& exchange, const http::Reply& reply);
    void answer_rating(const Shared& exchange, const http::Reply& reply);
    template <class C>
    void on_matter(const Shared& exchange, const http::Reply& reply, Result<self::PublicMatter> (*use_case)(work::Unit&, std::string_view, const C&));

    Application& application_;
    const http::Clock& clock_;
    bool proxy_in_front_;
    std::string salt_;  // tells senders apart until the next start, and says nothing about them
    Pace looks_, submissions_, from_poster_, over_all_;
    Throttle guesses_;
};

}  // namespace huiyin::app
