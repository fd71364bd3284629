// POST /api/wording/checks.
#include "app/wording.hpp"

#include "lexicon/lexicon.hpp"

namespace huiyin::app {

http::Endpoint check_wording_endpoint(AskWorld world) {
    http::Endpoint e{.method = work::Method::post, .path = "/wording/checks", .operation = "check_wording", .needs = lexicon::CheckWording::needs,
                     .request = schema::of<lexicon::CheckWording>(), .reply = schema::of<lexicon::WordingHits>()};
    e.answer = [world = std::move(world)](std::shared_ptr<http::Exchange> exchange, http::Reply reply) {
        const auto command = http::read_command<lexicon::CheckWording>(*exchange);
        if (!command) return reply(http::problem(command.error()));
        const auto now = world();
        reply(http::json_reply(200, json::text(lexicon::WordingHits{lexicon::check(*now->rulebook, command->text)})));
    };
    return e;
}

}  // namespace huiyin::app
