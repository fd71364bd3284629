// The life of a site, event by event.
#include "simulation/life.hpp"

#include <deque>
#include <queue>
#include <random>

#include "complaints/links.hpp"
#include "complaints/use_cases.hpp"
#include "customers/customers.hpp"
#include "customers/vip.hpp"
#include "followups/use_cases.hpp"
#include "reviews/reviews.hpp"
#include "simulation/appraising.hpp"
#include "simulation/rostering.hpp"
#include "simulation/chance.hpp"
#include "simulation/residents.hpp"
#include "work/days.hpp"
#include "work/gates.hpp"

namespace huiyin::simulation {
namespace {

using namespace complaints;

enum class Do { record, note, verify, report, report_important, hand_over, refer, decide, promise, move_promise, answer, agree, close, call,
                ask_outside, outside_answer, raise, reopen, withdraw, join, tell_reporter, merge, unmerge, split, study, answer_point, sign, depart, take_up, rate, call_let_down, review, settle, appraise };

struct Case {  // one matter of the simulation: its seed, its people, and what it has become
    const Seeds::Matter* seed = nullptr;
    const Colleague* officer = nullptr;
    Home home{};
    Instant at{};
    ComplaintId id{};
    std::int64_t version = 0;
    Instant promised{};
    int hand_overs = 0, raised = 0, tries = 0;
    std::size_t into = SIZE_MAX;  // the matter it was merged into
    bool again = false;           // one that is told a second time
    FollowUpId sheet{};
    SubmissionId submission{};  // handed in through the public desk
    std::string link;
    RatingId rating{};
};

struct Act {
    Instant at{};
    std::int64_t order = 0;
    std::size_t matter = 0;
    Do what = Do::record;
    bool operator>(const Act& o) const { return std::pair(at, order) > std::pair(o.at, o.order); }
};

class Life {
  public:
    Life(store::Database& database, IdSource& ids, const work::World& world, const Company& company, const Options& options)
        : database_(database), ids_(ids), world_(world), company_(company), options_(options), chance_(options.seed), residents_(database, ids, world, company),
          appraising_(database, ids, world, company, options.seed),
          rostering_(database, ids, world, company, options.seed),
          zone_(world.calendar(company.site).zone()) {
        for (const auto& c : company.staff) by_post_[c.who.post].push_back(&c);
    }

    Report run() {
        std::vector<journal::Head> trusted;
        for (std::size_t i = 3; i < company_.homes.size(); i += 40)
            (void)as(pick(work::Post::supervisor).actor, options_.start, customers::name_vip, customers::NameVip{company_.homes[i].person, true, std::to_string(1000 + i)});
        auto midnight = options_.start;
        for (int day = 0; day < options_.days; ++day, midnight = midnight + 24h) {
            plan_day(midnight);
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
                carry_out(act);
            }
            fire_due(end);
            report_.ended_at = end;
            report_.appraised = appraising_.scored();
            report_.rosters = rostering_.published();
            if (options_.check) {
                ++report_.checks;
                for (auto& sentence : check_midnight(database_, world_, company_, end, trusted))
                    report_.broken.push_back(zone_.text(end) + " " + sentence);
            }
            if (options_.progress) options_.progress(day + 1, report_);
        }
        report_.broken.insert(report_.broken.end(), appraising_.broken().begin(), appraising_.broken().end());
        report_.broken.insert(report_.broken.end(), rostering_.broken().begin(), rostering_.broken().end());
        return report_;
    }

  private:
    template <class R, class C>
    Result<R> as(const work::Actor& actor, Instant now, Result<R> (*use_case)(work::Unit&, const C&), const C& command) {
        auto result = perform(database_, ids_, world_, actor, company_.site, now, use_case, command);
        if (!result) ++report_.refused;
        return result;
    }
    // A refused wording is counted like at the door, where the work that ran into it rolled back (F5.1).
    void count_refused_wording(const work::Actor& actor, Instant now, ComplaintId matter, const Refusal& refusal) {
        database_.write_now([&](store::Tx& tx) {
            work::Unit unit(tx, ids_, world_, actor, company_.site, now, now);
            work::gate_refused(unit, "", refusal, {journal::SubjectKind::complaint, matter.value});
        });
    }
    // Now and then somebody writes what is never said. Mostly it is mended; sometimes it goes out with a reason.
    Result<Changed> answer(const Act& act, const Case& c) {
        AnswerComplaint command{c.id, c.version, chance_.in_hundred(80) ? Channel::phone : Channel::face_to_face, c.seed->answer};
        const auto& slips = company_.seeds.slips;
        if (slips.empty() || !chance_.in_hundred(5)) return as(c.officer->actor, act.at, answer_complaint, command);
        const auto& slip = slips[chance_.below(slips.size())];
        command.text = slip.said + command.text;
        const auto refused = as(c.officer->actor, act.at, answer_complaint, command);
        if (refused || !work::is_about_wording(refused.error())) return refused;
        count_refused_wording(c.officer->actor, act.at, c.id, refused.error());
        if (chance_.in_hundred(30)) command.say_anyway = slip.reason;
        else command.text = c.seed->answer;
        return as(c.officer->actor, act.at, answer_complaint, command);
    }
    // What the guide proposed in a call and what was used of it: a careful officer asks more.
    std::vector<lexicon::GuideUse> questions(const Colleague& officer) {
        std::vector<lexicon::GuideUse> uses;
        for (const auto& clause : world_.rulebook->clauses())
            if (clause.guide && chance_.in_hundred(35)) uses.push_back({clause.id, chance_.in_hundred(officer.who.careful - 20)});
        return uses;
    }
    const Colleague& pick(work::Post post) {
        const auto& all = by_post_.at(post);
        return *all[chance_.below(all.size())];
    }

    // People work from half past eight to six; what falls outside waits for the morning.
    Instant on_duty(Instant at) {
        const int minute = zone_.minute_of_day(at);
        const auto day = zone_.day_of(at);
        if (minute < 510) return zone_.at(day, 510) + chance_.minutes(0, 50);
        if (minute >= 1080) return zone_.at(day + 1, 510) + chance_.minutes(0, 50);
        return at;
    }
    void then(std::size_t matter, Do what, Instant at, bool duty = true) { acts_.push({duty ? on_duty(at) : at, ++order_, matter, what}); }

    void plan_day(Instant midnight) {
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
    bool in_outage(Instant at) const { return outage_from_ <= at && at < outage_until_; }

    // Days begin at their midnights, between the timers of the day before and those of the day.
    void fire_due(Instant now) {
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

    void review(const Act& act) {
        const auto& supervisor = pick(work::Post::supervisor);
        std::optional<reviews::DailyReview> sheet;
        database_.read_now_void([&](store::Tx& tx) {
            work::Reading reading{tx, supervisor.actor, company_.site, act.at, world_};
            // What was forgotten yesterday is made up for first.
            auto asked = zone_.day_of(act.at);
            if (zone_.minute_of_day(act.at) < 720) asked = asked - 1;
            if (auto found = reviews::open_daily_review(reading, {.day = asked})) sheet = std::move(*found);
        });
        if (!sheet || sheet->state == reviews::ReviewState::signed_) return;
        auto version = sheet->version;
        for (const auto& section : sheet->sections) {
            if (section.name != reviews::SheetSection::newly_late || section.lines.empty() || !chance_.in_hundred(30)) continue;
            const auto& line = section.lines.front();
            const auto& officer = pick(work::Post::service_officer);
            const auto due = zone_.at(zone_.day_of(act.at) + 2, 18 * 60);
            const auto given = as(supervisor.actor, act.at, reviews::give_remark,
                                  reviews::GiveRemark{sheet->id, section.name, line.subject_kind, line.subject_id, company_.seeds.matters.front().finding, officer.actor.staff, due});
            if (!given) continue;
            version = given->version;
            ++report_.remarks;
            remarks_.push_back({*given->remark, &officer});
            then(remarks_.size() - 1, Do::settle, chance_.in_hundred(officer.who.careful) ? act.at + chance_.minutes(900, 2200) : due + chance_.minutes(30, 900));
        }
        if (as(supervisor.actor, act.at, reviews::sign_review, reviews::SignReview{sheet->id, version, ""})) ++report_.reviews;
    }
    void settle_remark(const Act& act) {
        const auto& [id, officer] = remarks_[act.matter];
        (void)as(officer->actor, act.at, reviews::settle_remark, reviews::SettleRemark{id, 1, company_.seeds.matters.front().answer});
    }

    // Each waiting timer fires once, in due order; after an outage all that came due meanwhile.
    void fire_timers(Instant now) {
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

    template <class F>
    auto read(F f) {
        return database_.read_now([&](store::Tx& tx) {
            const auto system = work::Actor::system();
            work::Reading reading{tx, system, company_.site, {}, world_};
            return f(reading);
        });
    }
    std::int64_t version_of(const Case& c) {
        const auto page = c.id ? read([&](work::Reading& reading) { return open_complaint(reading, {c.id}); }) : Result<ComplaintPage>(ComplaintPage{});
        return page ? page->version : c.version;
    }

    void keep(Case& c, const Result<Changed>& changed) {
        if (changed) c.version = changed->version;
    }

    void carry_out(const Act& act) {
        if (act.what == Do::study) return study(act.at);
        if (act.what == Do::review) return review(act);
        if (act.what == Do::settle) return settle_remark(act);
        if (act.what == Do::appraise) {
            rostering_.afternoon(act.at);
            return appraising_.afternoon(act.at);
        }
        auto& c = cases_[act.matter];
        if (c.into != SIZE_MAX) c.version = version_of(c);  // what is done at the other matter reaches this one too
        const auto& officer = *c.officer;
        const auto late = [&](int careful) { return !chance_.in_hundred(careful); };
        switch (act.what) {
            case Do::record: return chance_.in_hundred(14) ? hand_in(act, c) : record(act, c);
            case Do::take_up: return take_up(act, c);
            case Do::rate: return rate(act, c);
            case Do::call_let_down:
                if (residents_.called(act.at, pick(work::Post::supervisor), c.rating, c.seed->answer)) ++report_.called_let_down;
                return;
            case Do::note: (void)as(officer.actor, act.at, note_complaint, NoteComplaint{c.id, c.seed->finding}); return;
            case Do::verify: {
                const auto changed = as(officer.actor, act.at, verify_complaint,
                                        VerifyComplaint{c.id, c.version, chance_.in_hundred(85) ? Substance::substantiated : Substance::partly, c.seed->finding, c.seed->cause});
                keep(c, changed);
                if (!changed) return;
                ++report_.verified;
                then(act.matter, Do::report, act.at + (late(officer.who.careful) ? chance_.minutes(1500, 3000) : chance_.minutes(10, 180)));
                if (c.seed->department != "service" && chance_.in_hundred(12)) then(act.matter, Do::hand_over, act.at + chance_.minutes(5, 60));
                if (chance_.in_hundred(6)) then(act.matter, Do::refer, act.at + chance_.minutes(30, 240));
                return;
            }
            case Do::report: return keep(c, as(officer.actor, act.at, report_complaint, ReportComplaint{c.id, c.version, ReportTo::department_director, c.seed->finding}));
            case Do::report_important:
                return keep(c, as(officer.actor, act.at, report_complaint, ReportComplaint{c.id, c.version, ReportTo::site_director, c.seed->subject}));
            case Do::hand_over: return hand_over(act, c);
            case Do::refer: {
                const auto changed = as(officer.actor, act.at, refer_complaint, ReferComplaint{c.id, c.version, c.seed->finding, c.seed->answer});
                keep(c, changed);
                if (changed) then(act.matter, Do::decide, act.at + (late(88) ? chance_.minutes(1500, 2800) : chance_.minutes(30, 300)));
                return;
            }
            case Do::decide:
                return keep(c, as(pick(work::Post::customer_service_manager).actor, act.at, decide_complaint, DecideComplaint{c.id, c.version, c.seed->answer, {}, {}}));
            case Do::promise: return promise(act, c, "");
            case Do::move_promise: return promise(act, c, c.seed->cause);
            case Do::answer: {
                const auto changed = answer(act, c);
                keep(c, changed);
                if (changed) {
                    ++report_.answered;
                    then(act.matter, Do::agree, act.at + (chance_.in_hundred(70) ? chance_.minutes(2, 30) : chance_.minutes(60, 900)));
                } else if (changed.error() == Refusal{"complaint.not-yet-verified"} && ++c.tries < 5) {
                    then(act.matter, Do::verify, act.at + chance_.minutes(5, 30));
                    then(act.matter, Do::answer, act.at + chance_.minutes(60, 180));
                }
                return;
            }
            case Do::agree: return agree(act, c);
            case Do::close: return close(act, c);
            case Do::call: return call(act, c);
            case Do::answer_point: return answer_point(act, c);
            case Do::sign: return sign(act, c);
            case Do::depart: return depart(act, c);
            case Do::ask_outside: {
                const auto changed = as(officer.actor, act.at, ask_outside, AskOutside{c.id, c.version, c.seed->cause, c.seed->text});
                keep(c, changed);
                if (changed) then(act.matter, Do::outside_answer, act.at + chance_.minutes(240, 1800));
                return;
            }
            case Do::outside_answer:
                return keep(c, as(officer.actor, act.at, record_outside_answer, RecordOutsideAnswer{c.id, c.version, c.seed->cause, c.seed->finding}));
            case Do::raise: return raise(act, c);
            case Do::reopen: {
                const auto changed = as(officer.actor, act.at, reopen_complaint, ReopenComplaint{c.id, c.version, c.seed->wants});
                keep(c, changed);
                if (!changed) return;
                ++report_.reopened;
                then(act.matter, Do::answer, act.at + chance_.minutes(60, 600));
                return;
            }
            case Do::join: {
                const auto& home = company_.homes[chance_.below(company_.homes.size())];
                JoinComplaint command;
                command.id = c.id;
                command.unit = home.unit;
                command.person = home.person;
                command.text = c.seed->text;
                if (as(officer.actor, act.at, join_complaint, command)) ++report_.joined;
                return;
            }
            case Do::tell_reporter: return tell_reporters(act, c);
            case Do::merge: {
                const auto changed = as(officer.actor, act.at, merge_complaint, MergeComplaint{c.id, c.version, cases_[c.into].id, c.seed->subject});
                if (!changed) {
                    c.into = SIZE_MAX;
                    return;
                }
                ++report_.merged;
                if (chance_.in_hundred(20)) then(act.matter, Do::unmerge, act.at + chance_.minutes(30, 900));
                return;
            }
            case Do::unmerge: {
                const auto changed = as(officer.actor, act.at, unmerge_complaint, UnmergeComplaint{c.id, c.version, c.seed->cause});
                if (!changed) return;
                keep(c, changed);
                ++report_.unmerged;
                c.into = SIZE_MAX;
                then(act.matter, Do::verify, act.at + chance_.minutes(10, 60));
                then(act.matter, Do::answer, act.at + chance_.minutes(60, 600));
                return;
            }
            case Do::split: return split(act, c);
            case Do::study: return;
            case Do::review:
            case Do::settle:
            case Do::appraise: return;  // about the day, not a matter
            case Do::withdraw: {
                const auto changed = as(officer.actor, act.at, withdraw_complaint, WithdrawComplaint{c.id, c.version, c.seed->wants});
                keep(c, changed);
                if (changed) ++report_.withdrawn;
                return;
            }
        }
    }

    void record(const Act& act, Case& c) {
        c.link.clear();  // one that is told again was copied from another
        RecordComplaint command;
        command.kind = c.seed->kind;
        command.about = c.seed->about;
        command.source = chance_.in_hundred(55) ? Source::phone : chance_.in_hundred(60) ? Source::walk_in : chance_.in_hundred(60) ? Source::message : Source::patrol;
        command.category = company_.categories.at(c.seed->category);
        command.unit = c.home.unit;
        command.person = c.home.person;
        command.subject = c.seed->subject;
        command.text = c.seed->text;
        command.wants = c.seed->wants;
        command.severity = c.seed->severity;
        command.importance = c.seed->important ? Importance::important : Importance::ordinary;
        command.questions = questions(*c.officer);
        const auto changed = as(c.officer->actor, act.at, record_complaint, command);
        if (!changed) return;
        c.id = changed->id;
        c.version = changed->version;
        go_on(act, c);
    }

    // Out of a phone into the desk's list; the night's wait for the hotline's next look.
    void hand_in(const Act& act, Case& c) {
        const auto made = residents_.hand_in(act.at, *c.seed);
        if (!made) return record(act, c);
        ++report_.handed_in;
        c.submission = made->id;
        c.link = made->link;
        then(act.matter, Do::take_up, act.at + (chance_.in_hundred(92) ? chance_.minutes(4, 90) : chance_.minutes(130, 400)), false);
    }
    void take_up(const Act& act, Case& c) {
        const auto id = residents_.taken_up(act.at, *c.officer, c.submission, *c.seed, c.home);
        if (!id) return;
        c.id = *id;
        c.version = 1;
        go_on(act, c);
    }
    void rate(const Act& act, Case& c) {
        const auto grade = chance_.in_hundred(78) ? self::Grade::satisfied : chance_.in_hundred(60) ? self::Grade::fairly_satisfied : self::Grade::dissatisfied;
        const auto let_down = residents_.rates(act.at, *c.officer, c.id, c.link, grade, grade == self::Grade::dissatisfied ? c.seed->wants : "");
        ++report_.rated;
        if (!let_down) return;
        c.rating = *let_down;
        then(act.matter, Do::call_let_down, act.at + (chance_.in_hundred(88) ? chance_.minutes(30, 600) : chance_.minutes(3000, 5000)));
    }

    // What follows once a matter stands in the book, however it came.
    void go_on(const Act& act, Case& c) {
        ++report_.recorded;
        const auto& who = c.officer->who;
        told_again(act, c);
        if (chance_.in_hundred(2)) return then(act.matter, Do::withdraw, act.at + chance_.minutes(60, 400));
        // Whoever is prompt looks into it the same day, in the evening too: the night desk is there until eleven.
        const auto tonight = zone_.at(zone_.day_of(act.at), 23 * 60);
        if (chance_.in_hundred(who.prompt + (100 - who.prompt) * 3 / 4))
            then(act.matter, Do::verify, std::max(act.at + 3min, std::min(act.at + chance_.minutes(20, 240), tonight - chance_.minutes(1, 50))), false);
        else
            then(act.matter, Do::verify, act.at + chance_.minutes(700, 1700));
        if (c.seed->important) then(act.matter, Do::report_important, act.at + (chance_.in_hundred(who.careful) ? chance_.minutes(5, 60) : chance_.minutes(900, 1500)));
        if (c.seed->about == About::subordinate_company) then(act.matter, Do::ask_outside, act.at + chance_.minutes(30, 300));
        if (c.seed->about == About::product) then(act.matter, Do::raise, act.at + chance_.minutes(30, 120));
        if (chance_.in_hundred(25)) then(act.matter, Do::note, act.at + chance_.minutes(10, 90));
        if (chance_.in_hundred(40)) return then(act.matter, Do::promise, act.at + chance_.minutes(3, 30), false);
        then(act.matter, Do::answer, act.at + (chance_.in_hundred(who.prompt) ? chance_.minutes(240, 1800) : chance_.minutes(2800, 7000)));
    }

    // Neighbours report the same, a household calls twice, a letter holds two points.
    void told_again(const Act& act, Case& c) {
        if (c.into != SIZE_MAX) return then(act.matter, Do::merge, act.at + chance_.minutes(2, 40), false);
        if (c.again) return;
        if (chance_.in_hundred(4)) then(act.matter, Do::join, act.at + chance_.minutes(10, 600), false);
        if (chance_.in_hundred(2)) then(act.matter, Do::split, act.at + chance_.minutes(20, 300));
        if (!chance_.in_hundred(4)) return;
        Case twice = c;
        twice.id = {};
        twice.version = 0;
        twice.again = true;
        if (chance_.in_hundred(40)) twice.home = company_.homes[chance_.below(company_.homes.size())];
        twice.into = act.matter;
        twice.at = act.at + chance_.minutes(15, 700);
        cases_.push_back(twice);
        then(cases_.size() - 1, Do::record, twice.at, false);
    }

    void tell_reporters(const Act& act, Case& c) {
        const auto page = read([&](work::Reading& reading) { return open_complaint(reading, {c.id}); });
        if (!page) return;
        for (const auto& r : page->connections.reporters)
            if (!r.told_at && as(c.officer->actor, act.at, tell_reporter, TellReporter{c.id, r.id, Channel::phone, c.seed->answer})) ++report_.told;
    }

    void split(const Act& act, Case& c) {
        SplitComplaint command{c.id, c.version, {}, c.seed->cause};
        const auto& other = company_.seeds.matters[chance_.below(company_.seeds.matters.size())];
        SplitPart part;
        part.category = company_.categories.at(other.category);
        part.subject = other.subject;
        part.text = other.text;
        command.parts.push_back(part);
        const auto done = as(c.officer->actor, act.at, split_complaint, command);
        if (!done) return;
        c.version = done->version;
        ++report_.split;
        Case half = c;
        half.seed = &other;
        half.id = done->parts.front().id;
        half.version = done->parts.front().version;
        half.again = true;
        half.link.clear();
        half.tries = half.hand_overs = half.raised = 0;
        cases_.push_back(half);
        then(cases_.size() - 1, Do::verify, act.at + chance_.minutes(20, 240), false);
        then(cases_.size() - 1, Do::answer, act.at + chance_.minutes(300, 1500));
    }

    void study(Instant at) {
        const auto& supervisor = pick(work::Post::supervisor);
        const auto list = read([&](work::Reading& reading) { return list_recurrences(reading, {Studied::waiting, {}, 50}); });
        if (!list) return;
        for (const auto& chain : list->chains)
            for (const auto& m : chain.matters) {
                if (!m.noticed_at || m.studied_at || !chance_.in_hundred(60)) continue;
                const auto verdict = chance_.in_hundred(85) ? Verdict::same_cause : Verdict::other_cause;
                const auto seed = std::ranges::find(company_.seeds.matters, m.matter.subject, &Seeds::Matter::subject);
                if (seed == company_.seeds.matters.end()) continue;
                if (as(supervisor.actor, at, study_recurrence, StudyRecurrence{m.matter.id, verdict, seed->cause.empty() ? seed->finding : seed->cause, seed->answer})) ++report_.studied;
            }
    }

    void promise(const Act& act, Case& c, const std::string& reason) {
        const bool moving = !reason.empty();
        const int wait = 1 + static_cast<int>(chance_.below(2));
        c.promised = zone_.at(zone_.day_of(act.at) + wait, chance_.in_hundred(60) ? 1020 : 630);
        keep(c, as(c.officer->actor, act.at, promise_answer, PromiseAnswer{c.id, c.version, c.promised, c.seed->wants, reason}));
        if (!moving && chance_.in_hundred(12)) return then(act.matter, Do::move_promise, c.promised - chance_.minutes(60, 240));
        const bool kept = chance_.in_hundred(c.officer->who.careful);
        then(act.matter, Do::answer, kept ? c.promised - chance_.minutes(15, 300) : c.promised + chance_.minutes(20, 900));
    }

    void hand_over(const Act& act, Case& c) {
        // Sent on to its department; now and then to a wrong one first, which is how passing the buck begins.
        auto target = c.seed->department;
        if (chance_.in_hundred(20)) target = company_.seeds.departments[1 + chance_.below(4)].key;
        const auto changed = as(c.officer->actor, act.at, hand_over_complaint,
                                HandOverComplaint{c.id, c.version, company_.departments.at(target), c.officer->actor.staff, c.seed->finding});
        keep(c, changed);
        if (!changed) return;
        ++c.hand_overs;
        if (c.hand_overs < 3 && chance_.in_hundred(25)) then(act.matter, Do::hand_over, act.at + chance_.minutes(60, 400));
        if (c.hand_overs >= 2) then(act.matter, Do::decide, act.at + chance_.minutes(60, 500));
    }

    void agree(const Act& act, Case& c) {
        if (!c.link.empty() && chance_.in_hundred(65)) {
            const bool yes = chance_.in_hundred(86);
            if (residents_.agrees(act.at, c.link, yes, c.seed->wants)) {
                ++c.version;
                return then(act.matter, Do::close, act.at + chance_.minutes(2, 90));
            }
        }
        const auto agreement = chance_.in_hundred(88) ? Agreement::agreed : chance_.in_hundred(60) ? Agreement::not_agreed : Agreement::unreachable;
        const auto changed = as(c.officer->actor, act.at, record_agreement, RecordAgreement{c.id, c.version, agreement, agreement == Agreement::agreed ? "" : c.seed->cause});
        keep(c, changed);
        if (changed) then(act.matter, Do::close, act.at + (chance_.in_hundred(80) ? chance_.minutes(2, 60) : chance_.minutes(300, 1600)));
    }

    void close(const Act& act, Case& c) {
        const auto changed = as(c.officer->actor, act.at, close_complaint, CloseComplaint{c.id, c.version, c.seed->answer});
        keep(c, changed);
        if (changed) {
            ++report_.closed;
            if (chance_.in_hundred(6)) {  // not for good
                Case once_more = c;
                once_more.id = {};
                once_more.version = 0;
                once_more.into = SIZE_MAX;
                once_more.tries = once_more.hand_overs = once_more.raised = 0;
                once_more.at = act.at + chance_.minutes(3000, 40000);
                cases_.push_back(once_more);
                then(cases_.size() - 1, Do::record, once_more.at, false);
            }
            const bool careful = chance_.in_hundred(c.officer->who.careful);
            if (chance_.in_hundred(c.link.empty() ? 12 : 60)) then(act.matter, Do::rate, act.at + chance_.minutes(20, 2800), false);
            return then(act.matter, Do::call, act.at + (careful ? chance_.minutes(900, 3200) : chance_.minutes(5200, 8000)));
        }
        // Something is still owed: do it, then try again. The gate is not talked round.
        if (changed.error() == Refusal{"complaint.still-owed"} && ++c.tries < 12) {
            settle(act, c, changed.error());
            then(act.matter, Do::close, act.at + chance_.minutes(120, 400));
        } else if (changed.error() == Refusal{"complaint.not-answered"} && ++c.tries < 12) {
            then(act.matter, Do::answer, act.at + chance_.minutes(30, 200));
        }
    }

    void settle(const Act& act, Case&, const Refusal& still_owed) {
        const auto* owed = still_owed.details.if_contains("acts");
        if (!owed) return;
        for (const auto& item : owed->as_array()) {
            const std::string_view name = item.as_string();
            const auto soon = act.at + chance_.minutes(5, 60);
            if (name == "verify") then(act.matter, Do::verify, soon);
            else if (name == "report") then(act.matter, Do::report, soon);
            else if (name == "report_important") then(act.matter, Do::report_important, soon);
            else if (name == "decide" || name == "take_in_hand") then(act.matter, Do::decide, soon);
            else if (name == "ask_unit") then(act.matter, Do::ask_outside, soon);
            else if (name == "raise_to_maker") then(act.matter, Do::raise, soon);
            else if (name == "tell_also_reported") then(act.matter, Do::tell_reporter, soon);
            else if (name == "follow_maker") then(act.matter, Do::outside_answer, soon);
            else then(act.matter, Do::answer, soon);
        }
    }

    std::optional<followups::FollowUpPage> sheet(const Act& act, FollowUpId id, const work::Actor& actor) {
        return database_.read_now([&](store::Tx& tx) -> std::optional<followups::FollowUpPage> {
            work::Reading reading{tx, actor, company_.site, act.at, world_};
            const auto page = followups::open_follow_up(reading, {id});
            return page ? std::optional(*page) : std::nullopt;
        });
    }

    // A guest stays a few days with a household and leaves (D10).
    void depart(const Act& act, Case& c) {
        const auto& actor = pick(work::Post::supervisor).actor;
        const auto today = zone_.day_of(act.at);
        const auto added = as(actor, act.at, customers::add_role, customers::AddRole{c.home.person, c.home.unit, customers::Role::guest, today - 4});
        if (!added || !as(actor, act.at, customers::end_role, customers::EndRole{c.home.person, c.home.unit, customers::Role::guest, today})) return;
        if (const auto id = database_.read_now([&](store::Tx& tx) { return followups::open_sheet_of(tx, c.home.person); })) c.sheet = *id;
        then(act.matter, Do::call, act.at + (chance_.in_hundred(c.officer->who.careful) ? chance_.minutes(60, 900) : chance_.minutes(2000, 4000)));
    }

    // What of the guide was used in a call; read off the sheet, so that it takes nothing from the chances of the rest.
    std::vector<lexicon::GuideUse> asked_in_call(FollowUpId sheet) const {
        std::vector<lexicon::GuideUse> uses;
        auto turn = static_cast<std::uint64_t>(sheet.value) >> 4;
        for (const auto& clause : world_.rulebook->clauses())
            if (clause.guide && ++turn % 3 == 0) uses.push_back({clause.id, turn % 4 != 0});
        return uses;
    }

    // Each household that had joined is called by itself (D11).
    template <class Act_>
    void each_joined(const Act& act, Case& c, followups::SheetState state, Act_ what) {
        if (!c.id) return;
        const auto all = database_.read_now([&](store::Tx& tx) {
            work::Reading reading{tx, c.officer->actor, company_.site, act.at, world_};
            return followups::list_follow_ups_of(reading, {c.id});
        });
        if (!all) return;
        for (const auto& one : all->sheets)
            if (one.reporter && one.state == state) what(one.id);
    }
    void call_joined(const Act& act, Case& c) {
        each_joined(act, c, followups::SheetState::open, [&](FollowUpId id) {
            const auto page = sheet(act, id, c.officer->actor);
            if (!page) return;
            followups::RecordAttempt command;
            command.id = id;
            command.version = page->version;
            command.satisfaction = followups::Satisfaction::satisfied;
            command.said = c.seed->wants;
            command.questions = asked_in_call(id);
            if (as(c.officer->actor, act.at, followups::record_attempt, command)) ++report_.calls;
        });
    }

    void call(const Act& act, Case& c) {
        call_joined(act, c);
        if (const auto id = database_.read_now([&](store::Tx& tx) { return followups::open_sheet_of(tx, c.id); })) c.sheet = *id;
        const auto page = sheet(act, c.sheet, c.officer->actor);
        if (!page || page->state != followups::SheetState::open) return;
        const bool missed = chance_.in_hundred(18);
        const bool unhappy = chance_.in_hundred(6);
        followups::RecordAttempt command;
        command.id = c.sheet;
        command.version = page->version;
        command.result = missed ? followups::CallResult::unreachable : chance_.in_hundred(97) ? followups::CallResult::reached : followups::CallResult::refused;
        if (command.result == followups::CallResult::reached) {
            command.satisfaction = unhappy                    ? followups::Satisfaction::dissatisfied
                                   : chance_.in_hundred(75) ? followups::Satisfaction::satisfied
                                                            : followups::Satisfaction::fairly_satisfied;
            command.said = c.seed->wants;
            command.questions = asked_in_call(c.sheet);
            if (chance_.in_hundred(!unhappy ? 12 : c.id ? 50 : 100)) {
                const auto promised = zone_.at(zone_.day_of(act.at) + 1 + static_cast<int>(chance_.below(3)), 1020);
                command.points.push_back({c.seed->wants, c.officer->actor.staff, promised, ""});
                then(act.matter, Do::answer_point, chance_.in_hundred(c.officer->who.careful) ? promised - chance_.minutes(30, 900) : promised + chance_.minutes(30, 1500));
            }
        }
        const auto changed = as(c.officer->actor, act.at, followups::record_attempt, command);
        if (!changed) return;
        ++report_.calls;
        if (!missed) {
            if (command.points.empty()) then(act.matter, Do::sign, act.at + (chance_.in_hundred(85) ? chance_.minutes(60, 1400) : chance_.minutes(3000, 6000)));
            // The matter of a dissatisfied customer stands open again, by rule (D12).
            if (unhappy && command.satisfaction && c.id) {
                ++report_.reopened;
                again(act, c);
            }
            return;
        }
        if (page->slots_tried + 1 >= page->slots_needed && chance_.in_hundred(60)) {
            const auto given_up = as(c.officer->actor, act.at + 1min, followups::give_up_follow_up, followups::GiveUpFollowUp{c.sheet, changed->version});
            if (given_up) return then(act.matter, Do::sign, act.at + chance_.minutes(60, 1400));
        }
        then(act.matter, Do::call, act.at + chance_.minutes(180, 900));
    }

    // What a dissatisfied answer started: decided if it went up, answered anew, closed again.
    void again(const Act& act, Case& c) {
        const auto found = database_.read_now([&](store::Tx& tx) -> std::optional<ComplaintPage> {
            work::Reading reading{tx, c.officer->actor, company_.site, act.at, world_};
            const auto page = open_complaint(reading, {c.id});
            return page ? std::optional(*page) : std::nullopt;
        });
        if (!found) return;
        c.version = found->version;
        if (found->state == State::referred) then(act.matter, Do::decide, act.at + chance_.minutes(30, 600));
        then(act.matter, Do::answer, act.at + chance_.minutes(700, 1400));
    }

    void answer_point(const Act& act, Case& c) {
        const auto page = sheet(act, c.sheet, c.officer->actor);
        if (!page) return;
        for (const auto& p : page->points) {
            if (p.state != followups::PointState::open) continue;
            (void)as(c.officer->actor, act.at, followups::answer_point, followups::AnswerPoint{p.id, p.version, followups::Channel::phone, c.seed->answer});
        }
        then(act.matter, Do::sign, act.at + (chance_.in_hundred(85) ? chance_.minutes(60, 1400) : chance_.minutes(3000, 6000)));
    }

    void sign(const Act& act, Case& c) {
        const auto& manager = pick(work::Post::customer_service_manager).actor;
        const auto signs = [&](FollowUpId id) {
            const auto page = sheet(act, id, manager);
            if (page) (void)as(manager, act.at, followups::sign_follow_up, followups::SignFollowUp{id, page->version, page->digest});
        };
        signs(c.sheet);
        each_joined(act, c, followups::SheetState::done, signs);
    }

    void raise(const Act& act, Case& c) {
        const auto level = static_cast<Level>(std::min(c.raised, 2));
        const auto changed = as(c.officer->actor, act.at, raise_complaint, RaiseComplaint{c.id, c.version, level, level == Level::maker ? c.seed->cause : "", c.seed->finding});
        keep(c, changed);
        if (!changed) return;
        if (++c.raised < 3) return then(act.matter, Do::raise, act.at + chance_.minutes(60, 500));
        if (level == Level::maker) then(act.matter, Do::outside_answer, act.at + chance_.minutes(1400, 5000));
    }

    store::Database& database_;
    IdSource& ids_;
    const work::World& world_;
    const Company& company_;
    const Options& options_;
    Chance chance_;
    Residents residents_;
    Appraising appraising_;
    Rostering rostering_;
    const Zone zone_;
    std::map<work::Post, std::vector<const Colleague*>> by_post_;
    std::deque<Case> cases_;
    std::deque<std::pair<RemarkId, const Colleague*>> remarks_;
    std::priority_queue<Act, std::vector<Act>, std::greater<>> acts_;
    std::int64_t order_ = 0;
    Instant outage_from_{}, outage_until_{};
    Report report_;
};

}  // namespace

Report live(store::Database& database, IdSource& ids, const work::World& world, const Company& company, const Options& options) {
    return Life(database, ids, world, company, options).run();
}

}  // namespace huiyin::simulation
