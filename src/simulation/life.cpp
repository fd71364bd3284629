// The life of a site, day by day and act by act.
#include "simulation/living.hpp"
#include "customers/vip.hpp"
#include "work/days.hpp"

namespace huiyin::simulation {

using namespace complaints;

Life::Life(store::Database& database, IdSource& ids, const work::World& world, const Company& company, const Options& options)
    : database_(database), ids_(ids), world_(world), company_(company), options_(options), chance_(options.seed), residents_(database, ids, world, company),
      appraising_(database, ids, world, company, options.seed), schooling_(database, ids, world, company, options.seed),
      rostering_(database, ids, world, company, options.seed), reviewing_(database, ids, world, company, options.seed),
      correspondence_(database, ids, world, company, options.seed),
      zone_(world.calendar(company.site).zone()) {
    for (const auto& c : company.staff) by_post_[c.who.post].push_back(&c);
}

Report Life::run() {
    std::vector<journal::Head> trusted;
    for (std::size_t i = 3; i < company_.homes.size(); i += 40)
        (void)as(pick(work::Post::supervisor).actor, options_.start, customers::name_vip, customers::NameVip{company_.homes[i].person, true, std::to_string(1000 + i)});
    correspondence_.begin(options_.start);
    auto midnight = options_.start;
    for (int day = 0; day < options_.days; ++day, midnight = midnight + 24h) {
        plan_day(midnight);
        correspondence_.change_minds(midnight);
        if (day + 2 >= options_.days) correspondence_.end(midnight);
        const bool cut = day + 1 == options_.days && options_.stop_minute >= 0;
        const auto end = cut ? midnight + std::chrono::minutes(options_.stop_minute) : midnight + 24h;
        while (!acts_.empty() && acts_.top().at < end) {
            auto act = acts_.top();
            acts_.pop();
            if (in_outage(act.at)) {  // nobody can work; it is done when the system is back
                act.at = outage_until_ + chance_.minutes(1, 40);
                acts_.push(act);
                continue;
            }
            fire_due(act.at);
            correspondence_.carry(act.at);
            carry_out(act);
        }
        fire_due(end);
        report_.ended_at = end;
        report_.appraised = appraising_.scored();
        report_.trained = schooling_.passed();
        report_.not_passed = schooling_.failed();
        report_.rosters = rostering_.published();
        report_.reviewed = reviewing_.scored();
        report_.letters = correspondence_.carried();
        if (options_.check) {
            ++report_.checks;
            for (auto& sentence : check_midnight(database_, world_, company_, end, trusted))
                report_.broken.push_back(zone_.text(end) + " " + sentence);
        }
        if (options_.progress) options_.progress(day + 1, report_);
    }
    report_.broken.insert(report_.broken.end(), appraising_.broken().begin(), appraising_.broken().end());
    report_.broken.insert(report_.broken.end(), schooling_.broken().begin(), schooling_.broken().end());
    report_.broken.insert(report_.broken.end(), rostering_.broken().begin(), rostering_.broken().end());
    report_.broken.insert(report_.broken.end(), reviewing_.broken().begin(), reviewing_.broken().end());
    report_.broken.insert(report_.broken.end(), correspondence_.broken().begin(), correspondence_.broken().end());
    return report_;
}

void Life::plan_day(Instant midnight) {
    const auto day = zone_.day_of(midnight);
    const auto kind = world_.calendar(company_.site).kind(day);
    const bool off = kind == DayKind::weekend || kind == DayKind::holiday;
    const int count = chance_.around(options_.per_day * (off ? 0.7 : 1.1));
    for (int i = 0; i < count; ++i) {
        cases_.push_back({&company_.seeds.matters[chance_.below(company_.seeds.matters.size())],
                          &pick(chance_.in_hundred(70) ? work::Post::service_officer : work::Post::hotline_operator),
                          company_.homes[chance_.below(company_.homes.size())], midnight + std::chrono::minutes(chance_.busy_minute())});
        then(cases_.size() - 1, Do::record, cases_.back().at, false);
    }
    // The supervisor reviews the day before going home; now and then it is forgotten, and sometimes made up for late (C1).
    if (!off && by_post_.contains(work::Post::supervisor)) {
        const bool remembered = chance_.in_hundred(93);
        if (remembered || chance_.in_hundred(60))
            then(0, Do::review, midnight + (remembered ? std::chrono::minutes(1000) : std::chrono::minutes(1440 + 520)) + chance_.minutes(0, 70), false);
    }
    // Late in the afternoon people are inspected, scored and heard (chapter A).
    if (!off) then(SIZE_MAX, Do::appraise, midnight + 16h + 40min, false);
    // In the morning the supervisor looks into what came back (D14).
    then(SIZE_MAX, Do::study, midnight + 9h + chance_.minutes(20, 90));
    if (chance_.in_hundred(20)) {
        cases_.push_back({&company_.seeds.matters[chance_.below(company_.seeds.matters.size())], &pick(work::Post::service_officer),
                          company_.homes[chance_.below(company_.homes.size())], midnight + std::chrono::minutes(600)});
        then(cases_.size() - 1, Do::depart, cases_.back().at);
    }
    if (options_.outages && chance_.in_hundred(2)) {
        outage_from_ = midnight + std::chrono::minutes(480 + static_cast<int>(chance_.below(480)));
        outage_until_ = outage_from_ + std::chrono::minutes(40 + static_cast<int>(chance_.below(240)));
        ++report_.outages;
    }
}

// People work from half past eight to six; what falls outside waits for the morning.
Instant Life::on_duty(Instant at) {
    const int minute = zone_.minute_of_day(at);
    const auto day = zone_.day_of(at);
    if (minute < 510) return zone_.at(day, 510) + chance_.minutes(0, 50);
    if (minute >= 1080) return zone_.at(day + 1, 510) + chance_.minutes(0, 50);
    return at;
}

// Days begin at their midnights, between the timers of the day before and those of the day.
void Life::fire_due(Instant now) {
    for (;;) {
        const auto day = database_.read_now([&](store::Tx& tx) { return work::next_day(tx, world_, now); });
        if (!day || day->at > now) return fire_timers(now);
        fire_timers(day->at);
        database_.write_now([&](store::Tx& tx) {
            const auto system = work::Actor::system();
            work::Unit unit(tx, ids_, world_, system, day->site, day->at, day->at);
            work::begin_day(unit, day->day);
        });
    }
}

// Each waiting timer fires once, in due order; after an outage all that came due meanwhile.
void Life::fire_timers(Instant now) {
    for (;;) {
        const auto due = database_.read_now([&](store::Tx& tx) { return obligations::due_timers(tx, now, 100); });
        if (due.empty()) return;
        for (const auto& timer : due) {
            const auto at = in_outage(timer.fires_at) ? std::min(outage_until_, now) : timer.fires_at;
            database_.write_now([&](store::Tx& tx) {
                const auto system = work::Actor::system();
                work::Unit unit(tx, ids_, world_, system, timer.site, std::max(at, timer.fires_at), now);
                for (const auto& event : obligations::fire(tx, unit.context(), timer).events) unit.tell(event);
            });
            ++report_.fired;
        }
    }
}

void Life::carry_out(const Act& act) {
    if (act.what == Do::study) return study(act.at);
    if (act.what == Do::review) return review(act);
    if (act.what == Do::settle) return settle_remark(act);
    if (act.what == Do::appraise) {
        schooling_.afternoon(act.at);
        rostering_.afternoon(act.at);
        reviewing_.afternoon(act.at);
        return appraising_.afternoon(act.at);
    }
    auto& c = cases_[act.matter];
    if (c.into != SIZE_MAX) c.version = version_of(c);  // what is done at the other matter reaches this one too
    const auto& officer = *c.officer;
    switch (act.what) {
        case Do::record: return chance_.in_hundred(14) ? hand_in(act, c) : record(act, c);
        case Do::take_up: return take_up(act, c);
        case Do::rate: return rate(act, c);
        case Do::call_let_down:
            if (residents_.called(act.at, pick(work::Post::supervisor), c.rating, c.seed->answer)) ++report_.called_let_down;
            return;
        case Do::note: (void)as(officer.actor, act.at, note_complaint, NoteComplaint{c.id, c.seed->finding}); return;
        case Do::verify: return verify(act, c);
        case Do::report: return keep(c, as(officer.actor, act.at, report_complaint, ReportComplaint{c.id, c.version, ReportTo::department_director, c.seed->finding}));
        case Do::report_important:
            return keep(c, as(officer.actor, act.at, report_complaint, ReportComplaint{c.id, c.version, ReportTo::site_director, c.seed->subject}));
        case Do::hand_over: return hand_over(act, c);
        case Do::refer: return refer(act, c);
        case Do::decide:
            return keep(c, as(pick(work::Post::customer_service_manager).actor, act.at, decide_complaint, DecideComplaint{c.id, c.version, c.seed->answer, {}, {}}));
        case Do::promise: return promise(act, c, "");
        case Do::move_promise: return promise(act, c, c.seed->cause);
        case Do::answer: return give_answer(act, c);
        case Do::agree: return agree(act, c);
        case Do::close: return close(act, c);
        case Do::call: return call(act, c);
        case Do::answer_point: return answer_point(act, c);
        case Do::sign: return sign(act, c);
        case Do::depart: return depart(act, c);
        case Do::ask_outside: return ask(act, c);
        case Do::outside_answer:
            return keep(c, as(officer.actor, act.at, record_outside_answer, RecordOutsideAnswer{c.id, c.version, c.seed->cause, c.seed->finding}));
        case Do::raise: return raise(act, c);
        case Do::reopen: return reopen(act, c);
        case Do::join: return join(act, c);
        case Do::tell_reporter: return tell_reporters(act, c);
        case Do::merge: return merge(act, c);
        case Do::unmerge: return unmerge(act, c);
        case Do::split: return split(act, c);
        case Do::study: return;
        case Do::review:
        case Do::settle:
        case Do::appraise: return;  // about the day, not a matter
        case Do::withdraw: return withdraw(act, c);
    }
}

Report live(store::Database& database, IdSource& ids, const work::World& world, const Company& company, const Options& options) {
    return Life(database, ids, world, company, options).run();
}

}  // namespace huiyin::simulation
