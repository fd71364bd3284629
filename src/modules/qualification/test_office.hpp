// An office with a site, its officer and those above, for the tests of qualification and training.
#pragma once
#include <set>

#include "organisation/organisation.hpp"
#include "qualification/qualification.hpp"
#include "rulebook/vocabulary.hpp"
#include "support/office.hpp"
#include "work/days.hpp"

namespace huiyin::qualification {

struct TrainedOffice : support::Office {
    SiteId site{};
    DepartmentId centre{};
    StaffId officer{}, colleague{}, supervisor{}, manager{}, director{};

    explicit TrainedOffice(store::Engine engine) : support::Office(engine) {
        world.rulebook = rulebook::load(rulebook::shipped(), rulebook::vocabulary()).rulebook;
        listen(world);
        for (const auto* event : {"qualification.required", "certificate.expiring"})
            world.listeners.emplace(event, [this](Unit&, const journal::Event& e) { told_of.insert(e.subject); });
        at("2026-05-11 09:00");
        work(work::Actor::system(), {}, [&](Unit& unit) {
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
        at("2026-05-25 09:00");
    }
    StaffId hire(const std::string& name, Post post) {
        organisation::CreateStaff command;
        command.name = name;
        command.department = centre;
        command.posts = {{post, site, centre}};
        return run(work::Actor::system(), site, organisation::create_staff, command).value().id;
    }
    work::Actor as(StaffId who) {
        return *read([&](store::Tx& tx) { return organisation::load_actor(tx, who, now); });
    }
    void at(const char* moment) { now = *Zone{}.parse(moment); }
    void begin(const char* day) {
        now = Zone{}.start_of(*Day::parse(day));
        work(work::Actor::system(), site, [&](Unit& unit) { return work::begin_day(unit, unit.today()); });
    }
    Verdict verdict(StaffId who) {
        return read([&](store::Tx& tx) { return verdict_of(tx, site, who, Zone{}.day_of(now)); });
    }
    PublishCourse induction(const char* from) {
        PublishCourse c;
        c.title = "入职培训";
        c.pass_mark = Points{8000};
        c.valid_months = 12;
        c.from = *Day::parse(from);
        return c;
    }
    CourseId publish(const PublishCourse& command) { return run(as(manager), site, publish_course, command).value().id; }
    Result<CertificateChanged> recognise(CourseId course, StaffId who) {
        return run(as(manager), site, recognise_certificate, {course, who, Zone{}.day_of(now), "持有公司总部证书"});
    }
    // What is owed now of this act, about everything that was told of since the office opened.
    std::vector<obligations::Obligation> open_debts(std::string_view act) {
        return read([&](store::Tx& tx) {
            std::vector<obligations::Obligation> all;
            for (const auto& subject : told_of)
                for (const auto& o : obligations::of_subject(tx, subject))
                    if (o.state == obligations::State::open && o.act == act) all.push_back(o);
            return all;
        });
    }
    std::set<journal::Subject> told_of;
};

}  // namespace huiyin::qualification
