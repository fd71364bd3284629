// Swaps: one asks, the other agrees, the supervisor approves; the approval goes through the same gate as publishing (C3).
#include "huiyin_roster_sql.hpp"
#include "kernel/text.hpp"
#include "organisation/leave.hpp"
#include "record.hpp"
#include "work/gates.hpp"

namespace huiyin::roster {
namespace {

struct Swap {
    SwapId id{};
    SiteId site{};
    StaffId asker{};
    Day asker_day{};
    ShiftId asker_shift{};
    StaffId other{};
    std::optional<Day> other_day;
    std::optional<ShiftId> other_shift;
    std::string reason;
    SwapState state{};
    std::int64_t version = 0;
    journal::Subject as_subject() const { return {journal::SubjectKind::swap, id.value}; }
};
BOOST_DESCRIBE_STRUCT(Swap, (), (id, site, asker, asker_day, asker_shift, other, other_day, other_shift, reason, state, version))
struct ListedSwap {
    SwapId id{};
    StaffId asker{}, other{};
    std::string asker_name, other_name;
    Day asker_day{};
    std::string asker_shift;
    std::optional<Day> other_day;
    std::string other_shift, reason;
    SwapState state{};
    Instant asked_at{};
    std::string ruling;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ListedSwap, (), (id, asker, other, asker_name, other_name, asker_day, asker_shift, other_day, other_shift, reason, state, asked_at,
                                       ruling, version))

std::optional<Worked> shift_of(store::Tx& tx, SiteId site, StaffId staff, Day day, ShiftId shift) {
    return tx.first<Worked>(sql::roster_shift_of, site, staff, day, shift);
}

journal::Event about(const char* name, const Swap& s) {
    boost::json::object facts{{"asker", std::to_string(s.asker.value)}, {"other", std::to_string(s.other.value)}, {"day", s.asker_day.iso()},
                              {"shift", std::to_string(s.asker_shift.value)}, {"state", json::enum_name(s.state)}};
    if (s.other_day) facts["other_day"] = s.other_day->iso();
    return {name, s.as_subject(), std::move(facts), {}};
}

Result<Swap> find_swap(Unit& unit, SwapId id, std::int64_t version) {
    const auto s = unit.tx.first<Swap>(sql::roster_swap_find, id);
    const bool part = s && (s->asker == unit.moment.actor || s->other == unit.moment.actor || unit.actor.may(Permission::edit_roster, unit.site));
    if (!s || s->site != unit.site || !part) return refuse(refused::swap_not_found);
    if (s->version != version) return refuse(refused::stale(s->version, version));
    return *s;
}

// Both shifts still stand as they were when it was asked, and have not begun.
bool still_there(Unit& unit, const Swap& s) {
    const auto mine = shift_of(unit.tx, unit.site, s.asker, s.asker_day, s.asker_shift);
    if (!mine || mine->from <= unit.moment.now) return false;
    if (!s.other_day) return true;
    const auto theirs = shift_of(unit.tx, unit.site, s.other, *s.other_day, *s.other_shift);
    return theirs && theirs->from > unit.moment.now;
}

// Hands a shift over; no if the other works that very shift already.
bool hand(Unit& unit, const Worked& w, StaffId to) {
    if (shift_of(unit.tx, unit.site, to, w.day, w.shift)) return false;
    unit.tx.run(sql::roster_shift_drop, unit.site, w.staff, w.day, w.shift);
    unit.tx.run(sql::roster_cell_put, unit.site, to, w.day, w.shift, month_of(w.day), w.from, w.until);
    return true;
}

SwapChanged changed(const Swap& s) { return {s.id, s.state, s.version}; }

}  // namespace

void AskSwap::check(Checks& c) const {
    c.when(!shift, "shift", "required");
    c.when(!other, "other", "required");
    c.when(other_day.has_value() != other_shift.has_value(), "other_shift", "required");
    c.length("reason", reason, 500);
}
void RuleOnSwap::check(Checks& c) const {
    c.when(!id, "id", "required");
    if (verdict == SwapVerdict::decline) c.required("reason", reason);
    c.length("reason", reason, 500);
}

Result<SwapList> list_swaps(work::Reading& reading, const ListSwaps&) {
    const bool rules = reading.actor.may(Permission::edit_roster, reading.site);
    SwapList list;
    for (auto& s : reading.tx.all<ListedSwap>(sql::roster_swap_list, reading.site, reading.actor.staff, rules)) {
        const bool waits = s.state == SwapState::asked, agreed = s.state == SwapState::agreed;
        const bool part = s.asker == reading.actor.staff || s.other == reading.actor.staff;
        SwapView v{s.id, s.asker, s.other, std::move(s.asker_name), std::move(s.other_name), s.asker_day, std::move(s.asker_shift), s.other_day,
                   std::move(s.other_shift), std::move(s.reason), s.state, s.asked_at, std::move(s.ruling), waits && s.other == reading.actor.staff,
                   agreed && rules && !part, (waits || agreed) && s.asker == reading.actor.staff, s.version};
        list.rows.push_back(std::move(v));
    }
    return list;
}

Result<OfferList> list_offers(work::Reading& reading, const ListOffers& query) {
    const auto mine = shift_of(reading.tx, reading.site, reading.actor.staff, query.day, query.shift);
    if (!mine) return refuse(refused::not_found);
    const auto kinds = shifts_of(reading.tx, reading.site);
    const auto posts = posts_at(reading.tx, reading.site);
    const auto holds = [&](StaffId who) {
        std::vector<Post> held;
        for (const auto& [staff, post] : posts)
            if (staff == who) held.push_back(post);
        return held;
    };
    const auto own = holds(reading.actor.staff);
    const auto& zone = reading.calendar().zone();
    const auto month = month_of(query.day);
    OfferList list;
    std::vector<StaffId> people;
    // Whoever holds one of the same posts can stand in.
    for (const auto& [staff, post] : posts)
        if (staff != reading.actor.staff && std::ranges::find(own, post) != own.end() && std::ranges::find(people, staff) == people.end()) people.push_back(staff);
    const auto shifts = shifts_between(reading.tx, reading.site, month, last_of(month));
    for (const auto staff : people) {
        if (organisation::absent_on(reading.tx, staff, zone, query.day)) continue;
        Offer offer{staff, organisation::staff_name(reading.tx, staff).value_or(""), {}};
        for (const auto& w : shifts) {
            if (w.staff != staff || w.from <= reading.now) continue;
            const auto kind = std::ranges::find(kinds, w.shift, &ShiftKind::id);
            if (kind != kinds.end()) offer.shifts.push_back({w.day, w.shift, kind->name, kind->mark, w.from, w.until, false, false});
        }
        list.offers.push_back(std::move(offer));
    }
    return list;
}

Result<SwapChanged> ask_swap(Unit& unit, const AskSwap& command) {
    Swap s{unit.make_id<SwapId>(), unit.site, unit.moment.actor, command.day, command.shift, command.other, command.other_day, command.other_shift,
           text::trim(command.reason), SwapState::asked, 1};
    if (s.other == s.asker) return refuse({"invalid", Trouble::invalid, {}, {{"other", "same-person"}}, {}});
    const auto posts = posts_at(unit.tx, unit.site);
    if (std::ranges::none_of(posts, [&](const auto& p) { return p.first == s.other; }))
        return refuse({"invalid", Trouble::invalid, {}, {{"other", "not-found"}}, {}});
    if (!still_there(unit, s)) return refuse(refused::swap_gone);
    if (unit.tx.one<std::int64_t>(sql::roster_swap_waiting, unit.site, s.asker, s.asker_day, s.asker_shift) > 0) return refuse(refused::swap_waits);
    unit.tx.run(sql::roster_swap_insert, s.id, s.site, s.asker, s.asker_day, s.asker_shift, s.other, s.other_day, s.other_shift, s.reason, unit.moment.now);
    auto event = about("swap.asked", s);
    event.personal = {{"reason", s.reason}};
    unit.tell(event);
    return changed(s);
}

Result<SwapChanged> answer_swap(Unit& unit, const AnswerSwap& command) {
    auto s = find_swap(unit, command.id, command.version);
    if (!s) return refuse(s.error());
    const bool withdraws = command.answer == SwapAnswer::withdraw;
    if (unit.moment.actor != (withdraws ? s->asker : s->other)) return refuse(refused::swap_not_found);
    if (s->state != SwapState::asked && !(withdraws && s->state == SwapState::agreed)) return refuse(refused::swap_decided);
    if (command.answer == SwapAnswer::agree && !still_there(unit, *s)) return refuse(refused::swap_gone);
    s->state = withdraws ? SwapState::withdrawn : command.answer == SwapAnswer::agree ? SwapState::agreed : SwapState::refused;
    if (unit.tx.run(sql::roster_swap_answer, s->id, s->state, unit.moment.now, s->version) == 0) throw store::StaleRow("swap " + std::to_string(s->id.value));
    ++s->version;
    unit.tell(about(withdraws ? "swap.withdrawn" : s->state == SwapState::agreed ? "swap.agreed" : "swap.refused", *s));
    return changed(*s);
}

Result<SwapChanged> rule_on_swap(Unit& unit, const RuleOnSwap& command) {
    auto s = find_swap(unit, command.id, command.version);
    if (!s) return refuse(s.error());
    if (s->state == SwapState::asked) return refuse(refused::swap_not_agreed);
    if (s->state != SwapState::agreed) return refuse(refused::swap_decided);
    if (s->asker == unit.moment.actor || s->other == unit.moment.actor) return refuse(refused::swap_own);
    const bool approves = command.verdict == SwapVerdict::approve;
    if (approves) {
        if (!still_there(unit, *s)) return refuse(refused::swap_gone);
        const auto mine = *shift_of(unit.tx, unit.site, s->asker, s->asker_day, s->asker_shift);
        std::optional<Worked> theirs;
        if (s->other_day) theirs = shift_of(unit.tx, unit.site, s->other, *s->other_day, *s->other_shift);
        if (!hand(unit, mine, s->other) || (theirs && !hand(unit, *theirs, s->asker))) return refuse(refused::swap_gone);
        for (const auto month : {month_of(s->asker_day), month_of(s->other_day.value_or(s->asker_day))}) {
            const auto r = find_roster(unit.tx, unit.site, month);
            ensure(r.has_value(), "a swapped shift stands in a roster");
            if (const auto fine = gate(unit, *r, {s->asker, s->other}); !fine) return refuse(fine.error());
            if (month == month_of(s->asker_day)) work::gate_passed(unit, {"C3", "A4.4.4"}, "roster.publish", r->as_subject());
        }
    }
    s->state = approves ? SwapState::approved : SwapState::declined;
    if (unit.tx.run(sql::roster_swap_rule, s->id, s->state, unit.moment.now, unit.moment.actor, text::trim(command.reason), s->version) == 0)
        throw store::StaleRow("swap " + std::to_string(s->id.value));
    ++s->version;
    auto event = about(approves ? "swap.approved" : "swap.declined", *s);
    event.personal = {{"reason", text::trim(command.reason)}};
    unit.tell(event);
    return changed(*s);
}

}  // namespace huiyin::roster
