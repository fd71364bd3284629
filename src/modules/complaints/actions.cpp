// What a person may do now, asked of the same decisions that will hold: the screen never guesses.
#include "steps.hpp"

namespace huiyin::complaints {

std::vector<Action> actions_for(const work::Actor& actor, const Complaint& c, const std::vector<obligations::Obligation>& owed) {
    std::vector<Action> actions;
    const Moment moment{c.received_at, actor.staff};
    const auto add = [&](const char* name, Permission needs, const auto& decided) {
        if (!actor.may(needs, c.site)) return;  // what is not this person's at all is absent
        if (decided) actions.push_back({name, true, "", ""});
        else actions.push_back({name, false, decided.error().code, decided.error().clause});
    };
    const auto refusable = [](std::optional<Refusal> no) -> Result<int> { return no ? Result<int>(refuse(*no)) : Result<int>(1); };
    const auto open_only = [&]() -> std::optional<Refusal> {
        if (c.state == State::closed) return refused::already_closed;
        if (c.state == State::withdrawn) return refused::withdrawn;
        return std::nullopt;
    };
    std::vector<obligations::Obligation> blocking;
    bool call_owed = false, in_hand = false;
    for (const auto& o : owed) {
        if (o.state != obligations::State::open) continue;
        if (o.blocks_closing) blocking.push_back(o);
        call_owed |= o.act == "follow_up";
        in_hand |= o.act == "take_in_hand";
    }
    add("verify", Permission::verify_complaints, decide_verifying(c, {}, moment));
    add("report", Permission::report_complaints, decide_reporting(c, {.to = ReportTo::site_director}, moment));
    add("promise", Permission::promise_answers, decide_promising(c, {.promised_at = c.received_at + 1h, .reason = "-"}, moment));
    add("answer", Permission::answer_complaints, decide_answering(c, {}, moment));
    add("agree", Permission::answer_complaints, decide_agreement(c, {}, moment));
    add("close", Permission::close_complaints, refusable(why_not_closed(c, blocking)));
    add("assign", Permission::hand_over_complaints, refusable(open_only()));
    add("hand_over", Permission::hand_over_complaints, refusable(open_only()));
    add("refer", Permission::refer_complaints, decide_referring(c, {}, moment));
    add("decide", Permission::decide_complaints, decide_deciding(c, {}, in_hand, moment));
    if (c.about == About::product) add("raise", Permission::report_complaints, decide_raising(c, {}, moment));
    if (c.about == About::subordinate_company) add("ask_outside", Permission::report_complaints, decide_asking(c, {}, moment));
    if (c.about == About::product || c.about == About::subordinate_company)
        add("record_outside_answer", Permission::report_complaints, refusable(open_only()));
    add("call", Permission::call_back, refusable(call_owed ? std::nullopt : std::optional(refused::call_not_owed)));
    add("importance", Permission::record_complaints, refusable(open_only()));
    add("withdraw", Permission::close_complaints, refusable(open_only()));
    add("reopen", Permission::reopen_complaints, decide_reopening(c, {}, moment));
    add("note", Permission::record_complaints, Result<int>(1));
    add("attach", Permission::record_complaints, Result<int>(1));
    return actions;
}

}  // namespace huiyin::complaints
