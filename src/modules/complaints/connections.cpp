// What a matter belongs together with, as its page shows it; and what may be done about it.
#include "complaints/links.hpp"
#include "huiyin_complaints_sql.hpp"
#include "kernel/text.hpp"
#include "steps.hpp"
#include "together.hpp"

namespace huiyin::complaints {
namespace {

struct Link {
    LinkId id{};
    LinkKind kind = LinkKind::related;
    ComplaintId from{}, to{};
};
BOOST_DESCRIBE_STRUCT(Link, (), (id, kind, from, to))

}  // namespace

OtherMatter other_matter(store::Tx& tx, ComplaintId id) {
    auto other = tx.one<OtherMatter>(sql::together_other, id);
    const bool open = other.state == State::closed && tx.one<std::int64_t>(sql::together_anything_open, id) > 0;
    other.phase = phase_of(other.state, open);
    return other;
}

Connections connections_of(work::Reading& reading, const Complaint& c) {
    Connections all;
    const bool may_link = reading.actor.may(Permission::link_complaints, reading.site);
    // What this person may not see is not named here either.
    const auto visible = [&](ComplaintId id) { return find_for(reading.actor, reading.site, reading.tx, Permission::see_complaints, id).has_value(); };
    if (c.merged_into && visible(*c.merged_into)) all.merged_into = other_matter(reading.tx, *c.merged_into);
    for (const auto& merged : merged_into(reading.tx, c))
        if (visible(merged.id)) all.merged_here.push_back(other_matter(reading.tx, merged.id));
    for (const auto& link : reading.tx.all<Link>(sql::links_of, c.id)) {
        const bool outward = link.from == c.id;
        const auto other = outward ? link.to : link.from;
        if (visible(other)) all.links.push_back({link.id, link.kind, outward, may_link && link.kind != LinkKind::split_from, other_matter(reading.tx, other)});
    }
    all.reporters = reading.tx.all<ReporterView>(sql::reporters_of, c.id);
    for (auto& r : all.reporters) {
        r.name = text::mask_name(r.name);
        r.phone = text::mask_phone(r.phone);
    }
    all.chain = chain_of(reading.tx, c.site, c.id);
    std::erase_if(all.chain, [&](const ChainMatter& m) { return !visible(m.matter.id); });
    if (all.chain.size() < 2) all.chain.clear();
    return all;
}

void add_together_actions(std::vector<Action>& actions, work::Reading& reading, const Complaint& c) {
    for (auto& action : actions) {
        const bool speaks = action.name == "promise" || action.name == "answer" || action.name == "agree" || action.name == "close" || action.name == "withdraw";
        const bool anywhere = action.name == "note" || action.name == "attach" || action.name == "call";
        if (anywhere || !action.allowed) continue;
        auto no = why_elsewhere(reading.tx, c, speaks ? Side::household : Side::work);
        if (!no && action.name == "withdraw") no = why_not_withdrawn(reading.tx, c);
        if (no) action = {action.name, false, no->code, no->clause};
    }
    const auto add = [&](const char* name, Permission needs, const std::optional<Refusal>& no) {
        if (!reading.actor.may(needs, c.site)) return;
        actions.push_back(no ? Action{name, false, no->code, no->clause} : Action{name, true, "", ""});
    };
    const auto open_only = [&]() -> std::optional<Refusal> {
        if (c.state == State::closed) return refused::already_closed;
        if (c.state == State::withdrawn) return refused::withdrawn;
        return std::nullopt;
    };
    auto elsewhere = open_only();
    if (!elsewhere) elsewhere = why_elsewhere(reading.tx, c, Side::work);
    add("join", Permission::record_complaints, elsewhere);
    if (reading.tx.one<std::int64_t>(sql::reporters_untold, c.id) > 0)
        add("tell_reporter", Permission::answer_complaints, c.answered_at ? std::nullopt : std::optional(refused::not_answered));
    add("link", Permission::link_complaints, std::nullopt);
    if (c.merged_into) {
        add("unmerge", Permission::link_complaints, open_only());
    } else {
        auto no = open_only();
        if (!no && c.state == State::referred) no = refused::waits_for_decision;
        add("merge", Permission::link_complaints, no);
    }
    add("split", Permission::link_complaints, elsewhere);
    if (awaits_study(reading.tx, c.id)) add("study_recurrence", Permission::see_boards, std::nullopt);
}

}  // namespace huiyin::complaints
