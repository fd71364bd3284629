// The addresses that the program itself answers.
#include "app/endpoints.hpp"

#include "app/public_door.hpp"
#include "app/sign_in.hpp"
#include "app/wording.hpp"

namespace huiyin::app {
namespace {
using http::Endpoint;
using http::Exchange;
using http::Reply;
using work::Method;

Endpoint health() {
    return {.path = "/health", .operation = "read_health", .options = {.open = true},
            .request = schema::of<ReadHealth>(), .reply = schema::of<Health>()};
}
Endpoint read_clock() {
    return {.path = "/clock", .operation = "read_clock", .request = schema::of<ReadClock>(), .reply = schema::of<ClockView>()};
}
Endpoint move_clock() {
    return {.method = Method::put, .path = "/clock", .operation = "move_clock", .needs = work::Permission::move_clock,
            .request = schema::of<MoveClock>(), .reply = schema::of<ClockView>()};
}
Endpoint stream() {
    return {.path = "/stream", .operation = "open_stream", .request = schema::of<OpenStream>(), .reply = schema::of<OpenStream>()};
}
void answer_move(const Doors& doors, const Exchange& exchange, const Reply& reply) {
    if (!doors.clock.manual()) return reply(http::problem(Refusal{"clock.not-manual", Trouble::conflict, {}, {}, {}}));
    const auto command = http::read_command<MoveClock>(exchange);
    if (!command) return reply(http::problem(command.error()));
    if (command->now < doors.clock.now()) {
        return reply(http::problem(Refusal{"invalid", Trouble::invalid, {}, {{"now", "clock-goes-forward"}}, {}}));
    }
    doors.scheduler.move_clock(command->now, [doors, reply](std::exception_ptr trouble) {
        if (trouble) return reply(http::trouble_reply(trouble, "move_clock"));
        doors.hub.tick(doors.clock.now(), true);
        reply(http::json_reply(200, json::text(ClockView{doors.clock.now(), true})));
    });
}

void answer_stream(const Doors& doors, const Exchange& exchange, const Reply& reply) {
    const auto& sites = exchange.identity->actor.sites;
    const auto digest = exchange.identity->session_digest;
    auto still_welcome = [&doorkeeper = doors.doorkeeper, digest](std::function<void(std::optional<http::EventHub::Sites>)> then) {
        doorkeeper.identify(digest, [then](std::shared_ptr<const http::Identity> identity, std::exception_ptr trouble) {
            if (trouble) return;  // nobody could be asked: the next tick asks again
            if (!identity) return then(std::nullopt);
            const auto& now = identity->actor.sites;
            then(http::EventHub::Sites{now.begin(), now.end()});
        });
    };
    http::Response response;
    response.headers = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}};
    response.stream = doors.hub.subscribe({sites.begin(), sites.end()}, exchange.request->header("last-event-id"), std::move(still_welcome),
                                          doors.clock.now(), doors.clock.manual(), exchange.identity->actor.staff);
    reply(std::move(response));
}
}  // namespace

std::vector<Endpoint> endpoints(Doors doors) {
    std::vector<Endpoint> all{health(), read_clock(), move_clock(), stream()};
    all[0].answer = [](std::shared_ptr<Exchange>, Reply reply) { reply(http::json_reply(200, json::text(Health{}))); };
    all[1].answer = [doors](std::shared_ptr<Exchange>, Reply reply) {
        reply(http::json_reply(200, json::text(ClockView{doors.clock.now(), doors.clock.manual()})));
    };
    all[2].answer = [doors](std::shared_ptr<Exchange> exchange, Reply reply) { answer_move(doors, *exchange, reply); };
    all[3].answer = [doors](std::shared_ptr<Exchange> exchange, Reply reply) { answer_stream(doors, *exchange, reply); };
    return all;
}

std::vector<Endpoint> described_endpoints() {
    std::vector<Endpoint> all{health(), read_clock(), move_clock(), stream(), sign_in_endpoint(), sign_out_endpoint(), check_wording_endpoint()};
    for (auto& e : PublicDoor::described()) all.push_back(std::move(e));
    return all;
}

}  // namespace huiyin::app
