// Founding the demo company: departments, staff with their posts, buildings, units and the people who live there.
#include "simulation/company.hpp"

#include <fmt/format.h>

#include "customers/customers.hpp"
#include "organisation/organisation.hpp"
#include "simulation/chance.hpp"

namespace huiyin::simulation {
namespace {

// The demo company must come out whole; a refusal here is a fault of the seeds.
template <class T>
T must(Result<T> result) {
    if (result) return *std::move(result);
    std::string what = "the demo company was refused: " + result.error().code;
    for (const auto& f : result.error().fields) what += fmt::format(" {} {}", f.field, f.code);
    throw std::runtime_error(what);
}

std::int64_t number(std::string_view text) {
    std::int64_t n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
}

class Founding {
  public:
    Founding(store::Database& database, IdSource& ids, const work::World& world, const Seeds& seeds, Instant now, std::uint64_t seed)
        : database_(database), ids_(ids), world_(world), now_(now), chance_(seed) {
        company_.seeds = seeds;
    }

    Company found(const std::vector<complaints::CategorySeed>& categories, const std::string& password) {
        const auto& seeds = company_.seeds;
        in_one([&](work::Unit& unit) { begin(unit, password); });
        in_one([&](work::Unit& unit) {
            for (const auto& d : seeds.departments)
                if (!d.service_centre)
                    company_.departments[d.key] = {number(must(run(unit, organisation::create_department, organisation::CreateDepartment{d.name, {}, false})).id)};
            must(complaints::create_categories(unit, categories));
        });
        for (const auto& who : seeds.staff) hire(who, password);
        in_one([&](work::Unit& unit) { name_directors(unit); });
        in_one([&](work::Unit& unit) { settle(unit); });
        database_.read_now_void([&](store::Tx& tx) {
            for (auto& c : company_.staff) c.actor = organisation::load_actor(tx, c.actor.staff, now_).value();
            work::Reading reading{tx, company_.staff.front().actor, company_.site, now_, world_};
            for (const auto& category : complaints::list_categories(reading, {})->categories) company_.categories[category.name] = category.id;
        });
        return std::move(company_);
    }

  private:
    template <class F>
    void in_one(F f) {
        database_.write_now([&](store::Tx& tx) {
            const auto system = work::Actor::system();
            work::Unit unit(tx, ids_, world_, system, company_.site, now_, now_);
            f(unit);
        });
    }

    // The first start of any installation: company, site, service centre and one administrator.
    void begin(work::Unit& unit, const std::string& password) {
        const auto& s = company_.seeds;
        const auto administrator = std::ranges::find(s.staff, work::Post::system_administrator, &Seeds::Person::post);
        const auto centre = std::ranges::find_if(s.departments, &Seeds::Department::service_centre);
        organisation::create_first_administrator(unit, administrator->login, {s.company, s.site, s.site_short, centre->name, administrator->name});
        if (!s.greeting.empty()) must(run(unit, organisation::change_company, organisation::ChangeCompany{1, s.company, s.greeting}));
        company_.site = organisation::all_sites(unit.tx).front().id;
        company_.departments[centre->key] = organisation::service_centre_of(unit.tx, company_.site).value();
        const auto account = organisation::find_account(unit.tx, administrator->login).value();
        must_set(organisation::set_password(unit, account.staff, administrator->login, password, false));
        Colleague colleague{*administrator, {}, company_.departments.at(centre->key)};
        colleague.actor.staff = account.staff;
        company_.staff.push_back(std::move(colleague));
    }

    void hire(const Seeds::Person& who, const std::string& password) {
        if (who.post == work::Post::system_administrator) return;  // there since the beginning
        in_one([&](work::Unit& unit) {
            const auto department = company_.departments.at(who.department);
            const bool at_company = who.post == work::Post::general_manager || who.post == work::Post::system_administrator;
            const bool in_department = who.post == work::Post::department_manager || who.post == work::Post::technician;
            organisation::StaffPost post{who.post, {}, {}};
            if (!at_company) post.site = company_.site;
            if (in_department) post.department = department;
            const auto made = must(run(unit, organisation::create_staff, organisation::CreateStaff{.name = who.name, .department = department, .posts = {post}}));
            must_set(organisation::set_password(unit, made.id, who.login, password, false));
            Colleague colleague{who, {}, department};
            colleague.actor.staff = made.id;
            company_.staff.push_back(std::move(colleague));
        });
    }
    static void must_set(const Result<void>& set) {
        if (!set) throw std::runtime_error("the demo company's account was refused: " + set.error().code);
    }

    void name_directors(work::Unit& unit) {
        for (const auto& c : company_.staff) {
            const auto& seeds = company_.seeds.departments;
            const auto d = std::ranges::find(seeds, c.who.department, &Seeds::Department::key);
            const bool heads_service = d->service_centre && c.who.post == work::Post::customer_service_manager;
            if (!c.who.director && !heads_service) continue;
            organisation::ChangeDepartment change{};
            change.id = c.department;
            change.version = 1;
            change.name = d->name;
            change.director = c.actor.staff;
            change.service_centre = d->service_centre;
            must(run(unit, organisation::change_department, change));
        }
    }

    std::string a_name() {
        auto name = company_.seeds.surnames[chance_.below(company_.seeds.surnames.size())];
        const auto& given = company_.seeds.given;
        name += given[chance_.below(given.size())];
        if (chance_.in_hundred(75)) name += given[chance_.below(given.size())];
        return name;
    }
    std::string a_phone() {
        static constexpr const char* segments[] = {"133", "135", "136", "137", "138", "139", "150", "158", "176", "186", "188", "199"};
        return fmt::format("{}{:08}", segments[chance_.below(std::size(segments))], chance_.below(100000000));
    }

    void settle(work::Unit& unit) {
        const auto& s = company_.seeds;
        const auto moved_in = unit.today() - 900;
        for (int b = 1; b <= s.buildings; ++b) {
            const BuildingId building{number(must(run(unit, customers::create_building, customers::CreateBuilding{fmt::format("{}栋", b)})).id)};
            for (int floor = 1; floor <= s.floors; ++floor)
                for (int door = 1; door <= s.per_floor; ++door) {
                    Home home;
                    home.unit = {number(must(run(unit, customers::create_unit,
                                                 customers::CreateUnit{.building = building, .number = fmt::format("{:02}{:02}", floor, door),
                                                                       .area_hundredths = 7200 + static_cast<int>(chance_.below(7000))})).id)};
                    customers::CreatePerson person;
                    person.name = a_name();
                    person.phones = {a_phone()};
                    if (chance_.in_hundred(10)) person.phones.push_back(a_phone());
                    if (chance_.in_hundred(8)) person.note = s.notes[chance_.below(s.notes.size())];
                    person.unit = home.unit;
                    person.role = chance_.in_hundred(82) ? customers::Role::owner : customers::Role::tenant;
                    person.since = moved_in + static_cast<int>(chance_.below(800));
                    home.person = must(run(unit, customers::create_person, person)).id;
                    company_.homes.push_back(home);
                }
        }
    }

    store::Database& database_;
    IdSource& ids_;
    const work::World& world_;
    const Instant now_;
    Chance chance_;
    Company company_;
};

}  // namespace

Company found_company(store::Database& database, IdSource& ids, const work::World& world, const Seeds& seeds,
                      const std::vector<complaints::CategorySeed>& categories, Instant now, const std::string& password, std::uint64_t seed) {
    return Founding(database, ids, world, seeds, now, seed).found(categories, password);
}

}  // namespace huiyin::simulation
