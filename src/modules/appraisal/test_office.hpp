// An office whose people are appraised, for this module's tests: an officer, a colleague and everybody above them.
#pragma once
#include "appraisal/years.hpp"
#include "organisation/organisation.hpp"
#include "rulebook/vocabulary.hpp"
#include "support/office.hpp"
#include "work/days.hpp"

namespace huiyin::appraisal {

using organisation::create_staff;
using organisation::CreateStaff;
using work::Post;

inline Points points(const char* text) { return *Points::parse(text); }
inline Day on(const char* day) { return *Day::parse(day); }
inline ListAppraisals shown(AppraisalShow show, std::optional<RecordKind> kind = {}) {
    ListAppraisals query;
    query.show = show;
    query.kind = kind;
    return query;
}

struct Appraisal : testing::TestWithParam<store::Engine>, support::Office {
    SiteId site{};
    DepartmentId centre{};
    StaffId officer{}, colleague{}, supervisor{}, manager{}, director{}, quality{};
    std::map<std::int64_t, std::string> matters{{7001, "TS20260601-0001"}};

    Appraisal() : support::Office(GetParam()) {
        world.rulebook = rulebook::load(rulebook::shipped(), rulebook::vocabulary()).rulebook;
        world.describers[journal::SubjectKind::complaint] = [this](store::Tx&, SiteId, std::int64_t id) {
            const auto found = matters.find(id);
            return found == matters.end() ? work::SubjectView{} : work::SubjectView{found->second, "电梯门夹人", "/complaints/" + std::to_string(id)};
        };
        world.sights[journal::SubjectKind::complaint] = [](store::Tx&, const work::Actor&, SiteId, std::int64_t) { return true; };
        listen(world);
        now = *Zone{}.parse("2026-05-29 09:00");
        work(system, {}, [&](Unit& unit) {
            organisation::create_first_administrator(unit, "admin", {.site = "碧溪花园"});
            site = organisation::all_sites(unit.tx).front().id;
            centre = *organisation::service_centre_of(unit.tx, site);
            return true;
        });
        officer = hire("林晓芸", Post::service_officer);
        colleague = hire("周敏", Post::hotline_operator);
        supervisor = hire("陈国栋", Post::supervisor);
        manager = hire("吴淑贞", Post::customer_service_manager);
        director = hire("郑海峰", Post::site_director);
        quality = hire("单雅琴", Post::quality_department, true);
    }
    StaffId hire(const std::string& name, Post post, bool at_company = false) {
        CreateStaff command;
        command.name = name;
        if (!at_company) command.department = centre;
        command.posts.push_back(at_company ? organisation::StaffPost{post, {}, {}} : organisation::StaffPost{post, site, centre});
        return run(system, site, create_staff, command).value().id;
    }
    work::Actor as(StaffId who) {
        return *read([&](store::Tx& tx) { return organisation::load_actor(tx, who, now); });
    }
    void at(const char* moment) { now = *Zone{}.parse(moment); }
    void begin(const char* day) {
        now = Zone{}.start_of(*Day::parse(day));
        work(system, site, [&](Unit& unit) { return work::begin_day(unit, unit.today()); });
    }
    AppraisalList list(StaffId who, AppraisalShow show, std::optional<RecordKind> kind = {}) {
        return ask(as(who), site, list_appraisals, shown(show, kind)).value();
    }
    AppraisalPage open(StaffId who, AppraisalId id) { return ask(as(who), site, open_appraisal, {id}).value(); }
    AppraisalId planned(RecordKind kind, StaffId whose) {
        for (const auto& row : list(manager, AppraisalShow::all, kind).rows)
            if (row.employee == whose && row.state == AppraisalState::planned) return row.id;
        return {};
    }
    int item(const AppraisalPage& page, std::string_view key) {
        for (std::size_t i = 0; i < page.items.size(); ++i)
            if (page.items[i].criterion.key == key) return static_cast<int>(i);
        return -1;
    }
    Result<AppraisalChanged> score(StaffId who, AppraisalId id, ScoreAppraisal command = {}) {
        command.id = id;
        if (!command.version) command.version = open(manager, id).version;
        return run(as(who), site, score_appraisal, command);
    }
    MarkInput mark(AppraisalId id, std::string_view key, const char* taken, std::string reason) {
        MarkInput m;
        m.item = item(open(manager, id), key);
        m.points = points(taken);
        m.reason = std::move(reason);
        return m;
    }
    std::vector<obligations::Obligation> owed(AppraisalId id) {
        auto all = read([&](store::Tx& tx) { return obligations::of_subject(tx, {journal::SubjectKind::appraisal, id.value}); });
        std::erase_if(all, [](const auto& o) { return o.state != obligations::State::open; });
        return all;
    }
    AppraisalId a_scored_week() {
        begin("2026-06-01");
        at("2026-06-02 10:00");
        const auto id = planned(RecordKind::weekly, officer);
        ScoreAppraisal s;
        s.marks = {mark(id, "smile", "2", "接待时未微笑"), mark(id, "records", "1.5", "登记漏填电话")};
        EXPECT_TRUE(score(supervisor, id, s));
        return id;
    }
    // May of 2026, scored in June for everybody: the officer loses 3.5, the colleague is commended.
    void a_scored_month() {
        begin("2026-06-01");
        at("2026-06-02 10:00");
        for (const auto who : {officer, colleague, supervisor, director, manager}) {
            const auto id = planned(RecordKind::month, who);
            ScoreAppraisal s;
            if (who == officer) s.marks = {mark(id, "attitude", "2", "与𠮷先生争执"), mark(id, "efficiency", "1.5", "两次逾期")};
            if (who == colleague) {
                s.bonus = points("5");
                s.bonus_decision = "嘉奖令 2026-6";
            }
            EXPECT_TRUE(score(who == manager ? director : manager, id, s));
        }
    }
    AppraisalId scored(RecordKind kind, StaffId whose) {
        for (const auto& row : list(director, AppraisalShow::all, kind).rows)
            if (row.employee == whose && row.state != AppraisalState::planned) return row.id;
        return {};
    }
    work::Reading reading_as(store::Tx& tx, const work::Actor& actor) { return {tx, actor, site, now, world}; }
    void tell(const char* event, journal::Subject subject, boost::json::object facts, boost::json::object personal = {}, work::Actor actor = work::Actor::system()) {
        work(actor, site, [&](Unit& unit) {
            unit.tell({event, subject, std::move(facts), std::move(personal)});
            return true;
        });
    }
};

}  // namespace huiyin::appraisal
