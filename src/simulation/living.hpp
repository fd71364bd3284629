// The life of a site: what its parts share. Private to the simulator.
#pragma once
#include <deque>
#include <queue>
#include <random>

#include "complaints/links.hpp"
#include "complaints/use_cases.hpp"
#include "followups/use_cases.hpp"
#include "simulation/appraising.hpp"
#include "simulation/reviewing.hpp"
#include "simulation/rostering.hpp"
#include "simulation/schooling.hpp"
#include "simulation/chance.hpp"
#include "simulation/correspondence.hpp"
#include "simulation/life.hpp"
#include "simulation/residents.hpp"

namespace huiyin::simulation {

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
    Life(store::Database& database, IdSource& ids, const work::World& world, const Company& company, const Options& options);
    Report run();

  private:
    template <class R, class C>
    Result<R> as(const work::Actor& actor, Instant now, Result<R> (*use_case)(work::Unit&, const C&), const C& command) {
        auto result = perform(database_, ids_, world_, actor, company_.site, now, use_case, command);
        if (!result) ++report_.refused;
        return result;
    }
    template <class F>
    auto read(F f) {
        return database_.read_now([&](store::Tx& tx) {
            const auto system = work::Actor::system();
            work::Reading reading{tx, system, company_.site, {}, world_};
            return f(reading);
        });
    }
    const Colleague& pick(work::Post post) {
        const auto& all = by_post_.at(post);
        return *all[chance_.below(all.size())];
    }

    // The day (life.cpp).
    void plan_day(Instant midnight);
    bool in_outage(Instant at) const { return outage_from_ <= at && at < outage_until_; }
    Instant on_duty(Instant at);
    void then(std::size_t matter, Do what, Instant at, bool duty = true) { acts_.push({duty ? on_duty(at) : at, ++order_, matter, what}); }
    void fire_due(Instant now);
    void fire_timers(Instant now);
    void carry_out(const Act& act);

    // One matter (life_matters.cpp).
    void record(const Act& act, Case& c);
    void hand_in(const Act& act, Case& c);
    void take_up(const Act& act, Case& c);
    void rate(const Act& act, Case& c);
    void go_on(const Act& act, Case& c);
    std::vector<lexicon::GuideUse> questions(const Colleague& officer);
    void verify(const Act& act, Case& c);
    void hand_over(const Act& act, Case& c);
    void refer(const Act& act, Case& c);
    void promise(const Act& act, Case& c, const std::string& reason);
    void give_answer(const Act& act, Case& c);
    Result<complaints::Changed> answer(const Act& act, const Case& c);
    void count_refused_wording(const work::Actor& actor, Instant now, ComplaintId matter, const Refusal& refusal);
    void agree(const Act& act, Case& c);
    void close(const Act& act, Case& c);
    void settle(const Act& act, Case& c, const Refusal& still_owed);
    void ask(const Act& act, Case& c);
    void raise(const Act& act, Case& c);
    void reopen(const Act& act, Case& c);
    void withdraw(const Act& act, Case& c);
    std::int64_t version_of(const Case& c);
    void keep(Case& c, const Result<complaints::Changed>& changed) {
        if (changed) c.version = changed->version;
    }

    // Matters that belong together (life_together.cpp).
    void told_again(const Act& act, Case& c);
    void join(const Act& act, Case& c);
    void tell_reporters(const Act& act, Case& c);
    void merge(const Act& act, Case& c);
    void unmerge(const Act& act, Case& c);
    void split(const Act& act, Case& c);
    void study(Instant at);

    // After the closing (life_follow_ups.cpp).
    void depart(const Act& act, Case& c);
    std::optional<followups::FollowUpPage> sheet(const Act& act, FollowUpId id, const work::Actor& actor);
    std::vector<lexicon::GuideUse> asked_in_call(FollowUpId sheet) const;
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
    void call_joined(const Act& act, Case& c);
    void call(const Act& act, Case& c);
    void again(const Act& act, Case& c);
    void answer_point(const Act& act, Case& c);
    void sign(const Act& act, Case& c);

    // The day's review (life_reviews.cpp).
    void review(const Act& act);
    void settle_remark(const Act& act);

    store::Database& database_;
    IdSource& ids_;
    const work::World& world_;
    const Company& company_;
    const Options& options_;
    Chance chance_;
    Residents residents_;
    Appraising appraising_;
    Schooling schooling_;
    Rostering rostering_;
    Reviewing reviewing_;
    Correspondence correspondence_;
    const Zone zone_;
    std::map<work::Post, std::vector<const Colleague*>> by_post_;
    std::deque<Case> cases_;
    std::deque<std::pair<RemarkId, const Colleague*>> remarks_;
    std::priority_queue<Act, std::vector<Act>, std::greater<>> acts_;
    std::int64_t order_ = 0;
    Instant outage_from_{}, outage_until_{};
    Report report_;
};

}  // namespace huiyin::simulation
