// A site with an estate, and a desk that only writes down what it is asked, for this module's tests.
#pragma once
#include "customers/customers.hpp"
#include "journal/digest.hpp"
#include "organisation/organisation.hpp"
#include "rulebook/vocabulary.hpp"
#include "self/self.hpp"
#include "support/office.hpp"

namespace huiyin::self {

struct Asked {  // what the desk was asked, in the order of asking
    std::vector<std::pair<Instant, Recording>> recorded;
    std::vector<std::string> attached, heard, agreed, rated;
};

struct TestDesk : support::Office {
    SiteId site{};
    BuildingId third{};
    UnitId r1204{};
    Asked asked;
    std::optional<Refusal> refuses;  // what the desk says to recording, if it says no
    work::Actor officer;

    explicit TestDesk(store::Engine engine) : support::Office(engine) {
        world.rulebook = rulebook::load(rulebook::shipped(), rulebook::vocabulary()).rulebook;
        customers::listen(world);
        listen(world);
        site = work(system, {}, [&](Unit& unit) {
            organisation::create_first_administrator(unit, "admin", {.site = "碧溪花园", .short_name = "碧"});
            return organisation::all_sites(unit.tx).front().id;
        });
        third = {std::stoll(run(system, site, customers::create_building, {"3栋"}).value().id)};
        r1204 = {std::stoll(run(system, site, customers::create_unit, {third, "", "1204", 0, ""}).value().id)};
        officer.staff = StaffId{77};
        officer.name = "林晓芸";
        for (const auto p : {Permission::moderate_public_desk, Permission::manage_public_desk, Permission::reveal_personal_data})
            officer.grants.push_back({p, work::Scope::site, site, {}});
        meet({.record = [this](Unit& unit, const Recording& r) -> Result<Recorded> {
                  if (refuses) return refuse(*refuses);
                  asked.recorded.emplace_back(unit.moment.now, r);
                  return Recorded{ComplaintId{900 + static_cast<std::int64_t>(asked.recorded.size())}, "TS20260303-0001"};
              },
              .attach = [this](Unit&, ComplaintId, const std::string& name, std::string_view) -> Result<void> { return asked.attached.push_back(name), Result<void>{}; },
              .hear = [this](Unit&, ComplaintId, const std::string& text) -> Result<void> { return asked.heard.push_back(text), Result<void>{}; },
              .agree = [this](Unit&, ComplaintId, bool agrees, const std::string& reason) -> Result<void> {
                  return asked.agreed.push_back((agrees ? "yes " : "no ") + reason), Result<void>{};
              },
              .rate = [this](Unit&, ComplaintId, Grade grade, const std::string&) -> Result<void> {
                  return asked.rated.emplace_back(json::enum_name(grade)), Result<void>{};
              },
              .rated = [](store::Tx&, ComplaintId) { return std::string{}; }});
    }

    PosterRow poster(PlaceKind kind = PlaceKind::building) {
        MakePoster command{.place_kind = kind};
        if (kind == PlaceKind::building) command.building = third;
        if (kind == PlaceKind::unit) command.unit = r1204;
        return run(officer, site, make_poster, command).value();
    }
    static std::string attempt(int n) { return journal::sha256_hex("attempt " + std::to_string(n)).substr(0, 32); }
    // Through the door: a refusal rolls back.
    template <class F>
    auto as_visitor(F f) {
        struct Refused {};
        std::optional<std::invoke_result_t<F, Unit&>> result;
        try {
            db->write_now([&](store::Tx& tx) {
                Unit unit(tx, ids, world, system, site, now, now);
                result.emplace(f(unit));
                if (!*result) throw Refused{};
            });
        } catch (const Refused&) {
        }
        return *std::move(result);
    }
    Result<Submitted> hand_in(const std::string& code, int n = 1, const std::string& text = "卫生间吊顶滴水", const std::string& origin = "a") {
        Submit command{.code = code, .attempt = attempt(n), .kind = SubmissionKind::repair_request, .text = text, .place = "卫生间", .name = "李文博", .phone = "13812345678"};
        return as_visitor([&](Unit& unit) { return submit(unit, command, origin); });
    }
    Result<PublicMatter> matter(const std::string& link) {
        return read([&](store::Tx& tx) -> Result<PublicMatter> {
            work::Reading reading{tx, system, site, now, world};
            return open_matter(reading, link);
        });
    }
    SubmissionList waiting() { return ask(officer, site, list_submissions, {}).value(); }
    Result<Moderated> accept(const SubmissionRow& row) {
        return run(officer, site, accept_submission,
                   {.id = row.id, .version = row.version, .kind = MatterKind::repair_request, .category = CategoryId{5}, .subject = "吊顶滴水", .unit = r1204});
    }
    // What a module of work would tell.
    void tell(const char* event, std::int64_t matter, boost::json::object facts = {}, boost::json::object personal = {}) {
        work(system, site, [&](Unit& unit) {
            unit.tell({event, {journal::SubjectKind::complaint, matter}, std::move(facts), std::move(personal)});
            return true;
        });
    }
};

}  // namespace huiyin::self
