// The start page in one request: what is late, what is due, what is next, and what climbed.
#include "customers/customers.hpp"
#include "huiyin_complaints_sql.hpp"
#include "matters.hpp"

namespace huiyin::complaints {
namespace {

// Names every pin by its matter, all of them in one query.
void label(work::Reading& reading, std::vector<Pin>& pins) {
    std::vector<ComplaintId> ids;
    for (const auto& pin : pins) ids.push_back(pin.complaint);
    std::ranges::sort(ids);
    const auto repeated = std::ranges::unique(ids);
    ids.erase(repeated.begin(), repeated.end());
    const auto rows = rows_of(reading.tx, ids);
    for (auto& pin : pins) {
        const auto row = std::ranges::lower_bound(rows, pin.complaint, {}, &ComplaintRow::id);
        if (row == rows.end() || row->id != pin.complaint) continue;
        pin.number = row->number;
        pin.path = "/complaints/" + std::to_string(pin.complaint.value);
        pin.label = !row->room.empty() ? row->room : !row->customer.empty() ? row->customer : row->number;
    }
}

// Supervisors and managers answer for everybody's work; an officer's page is the officer's own.
bool leads(const work::Reading& reading) {
    return reading.actor.may(Permission::waive_obligations, reading.site) || reading.actor.holds(work::Post::supervisor);
}

// What was closed, and what else is owed a call (a guest who left, a VIP): one list.
void list_follow_ups(work::Reading& reading, bool whole_team, Today& today) {
    auto calls = reading.tx.all<FollowUpRow>(sql::complaint_follow_ups, reading.site, reading.actor.staff, whole_team);
    std::vector<ComplaintId> ids;
    for (const auto& f : calls) ids.push_back(*f.complaint);
    const auto rows = rows_of(reading.tx, ids);
    for (std::size_t i = 0; i < calls.size() && i < rows.size(); ++i) {
        calls[i].number = rows[i].number;
        calls[i].customer = rows[i].customer;
        calls[i].room = rows[i].room;
        calls[i].subject = rows[i].subject;
        calls[i].path = "/complaints/" + std::to_string(ids[i].value);
        calls[i].call_path = calls[i].path + "/follow-up";
    }
    auto others = work::calls_of(reading, whole_team);
    today.follow_ups_total = reading.tx.one<std::int64_t>(sql::complaint_follow_ups_count, reading.site, reading.actor.staff, whole_team) +
                             static_cast<std::int64_t>(others.size());
    for (auto& d : others) {
        FollowUpRow call{.id = d.id, .number = std::move(d.number), .subject = std::move(d.title), .path = d.path, .call_path = d.path,
                         .opened_at = d.opened_at, .due_at = d.due_at};
        calls.push_back(std::move(call));
    }
    std::ranges::stable_sort(calls, {}, [](const FollowUpRow& f) { return std::pair(f.due_at, f.id); });
    today.follow_ups = std::move(calls);
}

std::vector<RateView> month_rates(work::Reading& reading) {
    const auto& zone = reading.calendar().zone();
    const auto today = zone.day_of(reading.now);
    const auto from = zone.start_of(today.first_of_month());
    const auto until = zone.start_of(today.next_month());
    // A debt due at midnight belongs to the day that ends there, as on the compliance page.
    std::vector<RateView> rates;
    for (const std::string_view clause : {"D11", "D4", "D13", "D16"}) {
        auto rate = reading.tx.first<RateView>(sql::complaint_month_rates, reading.site, clause, from + 1ms, until + 1ms, reading.now).value_or(RateView{});
        rate.clause = clause;
        rate.name_key = clause;
        rate.percent_hundredths = rate.due ? static_cast<int>(rate.kept * 10000 / rate.due) : 10000;
        if (const auto* c = reading.world.rulebook->find(clause)) rate.target_hundredths = c->target_on(today).value_or(rate.target_hundredths);
        rates.push_back(std::move(rate));
    }
    return rates;
}

// Debts about something else stand on the same rail, in their own lane.
void add_debts(work::Reading& reading, std::vector<Pin>& pins, Instant start, bool whole_team) {
    for (auto& d : work::debts_of_day(reading, start, start + 24h + 1ms, whole_team)) {
        Pin pin{d.id, {}, std::move(d.number), d.act == "follow_up" ? "follow_up" : "other", std::move(d.clause), std::move(d.act),
                std::move(d.title), std::move(d.path), d.due_at, d.done};
        if (pin.label.empty()) pin.label = pin.number;
        pins.push_back(std::move(pin));
    }
    std::ranges::stable_sort(pins, {}, [](const Pin& p) { return std::pair(p.due_at, p.id); });
}

}  // namespace

Result<Today> open_today(work::Reading& reading, const OpenToday& query) {
    Today today;
    today.now = reading.now;
    const auto counts = queue_counts(reading);
    const bool whole_team = leads(reading);
    today.late = whole_team ? counts.late : counts.mine_late;
    today.due_today = (whole_team ? counts.due_today : counts.mine_due_today) - today.late;
    today.tabs = {{Tab::mine, counts.mine}, {Tab::unassigned, counts.unassigned}, {Tab::team, counts.all}, {Tab::due_today, counts.due_today}};

    const auto& zone = reading.calendar().zone();
    const auto start = zone.start_of(zone.day_of(reading.now));
    today.pins = reading.tx.all<Pin>(sql::complaint_late_pins, reading.site, start, reading.actor.staff, whole_team);
    std::ranges::reverse(today.pins);
    for (auto& pin : reading.tx.all<Pin>(sql::complaint_pins, reading.site, start, start + 24h + 1ms, reading.actor.staff, whole_team))
        today.pins.push_back(std::move(pin));
    label(reading, today.pins);
    add_debts(reading, today.pins, start, whole_team);
    const auto next = std::ranges::find_if(today.pins, [&](const Pin& p) { return !p.done && p.due_at > reading.now; });
    if (next != today.pins.end()) today.next = *next;

    ListComplaints list;
    list.tab = query.tab.value_or(Tab::mine);
    list.limit = 100;
    auto queue = list_complaints(reading, list, counts);
    if (!queue) return refuse(queue.error());
    today.queue = *std::move(queue);
    if (query.peek && !today.queue.rows.empty())
        if (auto page = open_complaint(reading, {today.queue.rows.front().id})) today.peek = *std::move(page);
    list_follow_ups(reading, whole_team, today);
    today.rates = month_rates(reading);
    today.debts = work::debts_of(reading);
    today.alerts = work::alerts_for(reading);
    return today;
}

}  // namespace huiyin::complaints
