// The door: from an address to a use-case and back. It finds out who asks and at which site, refuses what may not
// come in, opens the unit of work, answers only after the commit, and tells the live stream.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/clock.hpp"
#include "http/event_hub.hpp"
#include "http/message.hpp"
#include "http/problem.hpp"
#include "http/router.hpp"
#include "http/static_files.hpp"
#include "work/routes.hpp"

namespace huiyin::http {

inline constexpr std::string_view session_cookie = "huiyin_session";

// Who is asking.
struct Identity {
    work::Actor actor;
    std::string session_digest;
    bool must_change_password = false;
};

// Turns a session token's digest into a person; null: nobody, or nobody could be asked (then with the trouble).
// May answer at once or from another thread.
class Doorkeeper {
  public:
    using Then = std::function<void(std::shared_ptr<const Identity>, std::exception_ptr trouble)>;
    virtual ~Doorkeeper() = default;
    virtual void identify(const std::string& session_digest, Then then) = 0;
};

// A request on its way through the door.
struct Exchange {
    std::shared_ptr<Request> request;
    std::shared_ptr<const Identity> identity;  // null on open routes
    SiteId site{};
    Parameters parameters;  // path and query, decoded
};

// An address that the program itself answers (signing in, the clock, the stream), not a use-case in a unit of work.
struct Endpoint {
    work::Method method = work::Method::get;
    std::string path;
    std::string operation;
    work::Permission needs = work::Permission::anyone;
    work::RouteOptions options{};
    schema::Type request{}, reply{};
    std::function<void(std::shared_ptr<Exchange>, Reply)> answer;
    std::size_t max_body = 0;                // 0: as large as any command
    std::vector<std::string> media_types{};  // bytes instead of JSON
};

struct ApiParts {
    const work::Routes& routes;
    std::vector<Endpoint> endpoints;
    store::Database& database;
    IdSource& ids;
    std::function<std::shared_ptr<const work::World>()> world;
    const Clock& clock;
    Doorkeeper& doorkeeper;
    const StaticFiles* files = nullptr;
    // Inside the transaction of a write that went well; answers headers for the reply (a fresh session's cookie).
    std::function<Headers(store::Tx&, const Exchange&, const std::string& operation, Instant now)> in_transaction{};
    // After the commit, before the answer: for the live stream and for what is kept in memory.
    std::function<void(SiteId, const std::vector<journal::Event>&)> committed{};
    // After the commit of any write, also of one that told nothing: who stands at a record is nobody's record.
    std::function<void(const std::string& operation)> written{};
    // Gives slow work (RawAnswer::later) to a worker; false: all of them have enough. Without it, it is done at once.
    std::function<bool(std::function<void()>)> aside{};
    // A gate of the handbook said no (the refusal names its clause): to be counted, outside the work that rolled back.
    struct RefusedAt {
        work::Actor actor;
        SiteId site{};
        Instant now{};
        std::string operation;
        Refusal refusal;
        std::int64_t subject = 0;  // the {id} of the address
    };
    std::function<void(const RefusedAt&)> on_refused{};
};

class Api : public Service {
  public:
    explicit Api(ApiParts parts);
    ~Api() override;
    void admit(std::shared_ptr<Request> request, Admit admit) override;
    void answer(std::shared_ptr<Request> request, Reply reply) override;

  private:
    struct Target;
    struct Asked;
    void find_out_who(std::shared_ptr<Asked> asked, Admit admit);
    std::optional<Response> not_allowed(const Asked& asked) const;
    void read(std::shared_ptr<Asked> asked, Reply reply);
    void make_slowly(const std::string& operation, std::shared_ptr<std::optional<work::RawAnswer>> answer, Reply reply);
    void write(std::shared_ptr<Asked> asked, Reply reply);
    struct Change_;
    void submit(std::shared_ptr<Change_> change, Reply reply);
    void done(const std::shared_ptr<Change_>& change, std::exception_ptr trouble, const Reply& reply);

    ApiParts parts_;
    Router router_;
    std::vector<std::unique_ptr<Target>> targets_;
};

// The body of an endpoint as a command: all field errors at once, like every route.
template <class C>
Result<C> read_command(const Exchange& exchange) {
    auto body = json::parse(exchange.request->body);
    if (!body) return refuse(body.error());
    work::Parsed parsed{exchange.parameters, {}, &*body};
    return work::detail::read_command<C>(parsed, schema::of<C>());
}

Response trouble_reply(std::exception_ptr trouble, const std::string& what);

}  // namespace huiyin::http
