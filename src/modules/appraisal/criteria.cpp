// Sheets of criteria (A4.2, A4.3, A4.5): the rulebook ships the first, the manager proposes further ones for a day to
// come, the quality department consents (A4.10). A record keeps the sheet that it was made with.
#include <map>

#include "huiyin_appraisal_sql.hpp"
#include "journal/digest.hpp"
#include "kernel/text.hpp"
#include "organisation/organisation.hpp"
#include "record.hpp"
#include "work/gates.hpp"

namespace huiyin::appraisal {
namespace {

constexpr std::array levels = {Level::operating, Level::management};
constexpr std::array kinds = {RecordKind::weekly, RecordKind::monthly, RecordKind::spot, RecordKind::month, RecordKind::year_end};
constexpr std::array aspects = {Aspect::conduct, Aspect::diligence, Aspect::ability, Aspect::achievement};

const rulebook::Parameter* table(const rulebook::Rulebook& book, std::string_view clause, const std::string& name, Day on) {
    const auto* c = book.find(clause);
    return c ? c->find_parameter(name, on) : nullptr;
}

// Which clause an item of the inspection comes from: F1's seven elements, F6's conduct.
std::string clause_of(const rulebook::Rulebook& book, const std::string& key, Day on) {
    if (key == other_row) return "A4.7b";
    for (const auto* clause : {"F1", "F6"})
        if (const auto* items = table(book, clause, "inspected", on); items && (" " + items->value + " ").contains(" " + key + " ")) return clause;
    return {};
}

std::vector<CriteriaItem> shipped_items(const rulebook::Rulebook& book, Level level, RecordKind kind, Day on) {
    std::vector<CriteriaItem> items;
    const bool inspection = is_inspection(kind);
    for (const auto aspect : aspects) {
        auto name = (inspection ? "inspection-" : "appraisal-") + std::string(json::enum_name(aspect));
        if (aspect == Aspect::ability) name += level == Level::operating ? "-operating" : "-management";
        const auto* shares = table(book, inspection ? "A4.5.2" : "A4.5.1", name, on);
        if (!shares) return {};
        for (const auto& share : shares->shares) items.push_back({share.key, "", aspect, Points{share.points * 100}, clause_of(book, share.key, on)});
    }
    return items;
}

Day first_day(const rulebook::Rulebook& book, Day day) { return std::max(day, book.from()); }

CriteriaView view_of(work::Reading& reading, const Criteria& c, bool in_force) {
    const auto name = [&](StaffId id) { return id ? organisation::staff_name(reading.tx, id).value_or("") : std::string{}; };
    CriteriaView v{c.id, c.level, c.kind, c.number, c.state, c.from, in_force, c.read_items(), c.note, name(c.proposed_by),
                   c.ruled_by ? name(*c.ruled_by) : std::string{}, c.ruling, c.digest, c.proposed_at, c.ruled_at, false, c.version};
    v.may_rule = c.state == CriteriaState::proposed && c.proposed_by != reading.actor.staff && reading.actor.may(Permission::rule_on_appraisals, reading.site);
    return v;
}

CriteriaChanged changed_to(const Criteria& c) { return {c.id, c.state, c.version}; }

}  // namespace

std::vector<CriteriaItem> Criteria::read_items() const {
    std::vector<CriteriaItem> read;
    std::vector<FieldError> errors;
    if (const auto value = json::parse(items)) json::read(*value, read, errors, "items");
    ensure(errors.empty() && !read.empty(), "a sheet of criteria is kept whole");
    return read;
}

AspectPoints aspect_points(const rulebook::Rulebook& book, Day on) {
    const auto* shares = table(book, "A4.5.3", "aspect-points", first_day(book, on));
    ensure(shares != nullptr, "the rulebook says what the four aspects weigh (A4.5.3)");
    AspectPoints points;
    for (const auto& share : shares->shares) {
        const Points p{share.points * 100};
        if (share.key == "conduct") points.conduct = p;
        if (share.key == "diligence") points.diligence = p;
        if (share.key == "ability") points.ability = p;
        if (share.key == "achievement") points.achievement = p;
    }
    return points;
}

bool has_aspect_points(const rulebook::Rulebook& book, Day on) { return table(book, "A4.5.3", "aspect-points", first_day(book, on)) != nullptr; }

std::optional<Criteria> find_criteria(store::Tx& tx, CriteriaId id) { return tx.first<Criteria>(sql::criteria_find, id); }

std::vector<Criteria> criteria_of(store::Tx& tx, SiteId site) { return tx.all<Criteria>(sql::criteria_of_site, site, "", ""); }

std::optional<Criteria> criteria_on(store::Tx& tx, SiteId site, Level level, RecordKind kind, Day day) {
    auto found = tx.first<Criteria>(sql::criteria_on, site, level, kind, day);
    // A period before the first sheet is judged by the first one.
    return found ? found : tx.first<Criteria>(sql::criteria_oldest, site, level, kind);
}

void ensure_criteria(Unit& unit) {
    if (unit.tx.one<std::int64_t>(sql::criteria_count, unit.site) > 0) return;
    const auto on = first_day(unit.rulebook(), unit.today());
    std::string all;
    std::int64_t made = 0;
    for (const auto level : levels)
        for (const auto kind : kinds) {
            const auto items = shipped_items(unit.rulebook(), level, kind, on);
            // A company's own tables may be gone or not sum: that sheet is then the manager's to propose, and nobody's day stops for it.
            if (items.empty() || why_not_a_sheet(items, aspect_points(unit.rulebook(), on))) continue;
            const auto text = json::text(items);
            all += text;
            unit.tx.run(sql::criteria_insert, unit.make_id<CriteriaId>(), unit.site, level, kind, 1, CriteriaState::shipped, unit.rulebook().from(),
                        text, "", journal::sha256_hex(text), unit.moment.now, StaffId{});
            ++made;
        }
    if (made) unit.tell({"criteria.shipped", {journal::SubjectKind::site, unit.site.value}, {{"sheets", made}, {"digest", journal::sha256_hex(all)}}, {}});
}

void ProposeCriteria::check(Checks& c) const {
    c.when(items.empty(), "items", "required");
    c.when(items.size() > 60, "items", "too-many");
    c.length("note", note, 1000);
}

void RuleOnCriteria::check(Checks& c) const {
    c.when(!id, "id", "required");
    if (ruling == CriteriaRuling::decline) c.required("reason", reason);
    c.length("reason", reason, 1000);
}

Result<CriteriaList> list_criteria(work::Reading& reading, const ListCriteria& query) {
    const auto today = reading.calendar().zone().day_of(reading.now);
    CriteriaList list;
    list.today = today;
    list.may_propose = reading.actor.may(Permission::edit_criteria, reading.site);
    const auto wanted = aspect_points(*reading.world.rulebook, today);
    for (const auto aspect : aspects) list.aspects.push_back({aspect, wanted.of(aspect)});
    const std::string level = query.level ? std::string(json::enum_name(*query.level)) : "", kind = query.kind ? std::string(json::enum_name(*query.kind)) : "";
    std::map<std::pair<Level, RecordKind>, CriteriaId> in_force;
    for (const auto l : levels)
        for (const auto k : kinds)
            if (const auto c = reading.tx.first<Criteria>(sql::criteria_on, reading.site, l, k, today)) in_force[{l, k}] = c->id;
    for (const auto& c : reading.tx.all<Criteria>(sql::criteria_of_site, reading.site, level, kind))
        list.sheets.push_back(view_of(reading, c, in_force[{c.level, c.kind}] == c.id));
    if (!list.sheets.empty() || reading.tx.one<std::int64_t>(sql::criteria_count, reading.site) > 0) return list;
    // Before the first record is made, what will be shipped to the site.
    for (const auto l : levels)
        for (const auto k : kinds) {
            if ((query.level && *query.level != l) || (query.kind && *query.kind != k)) continue;
            CriteriaView v;
            v.level = l;
            v.kind = k;
            v.number = 1;
            v.from = reading.world.rulebook->from();
            v.in_force = true;
            v.items = shipped_items(*reading.world.rulebook, l, k, first_day(*reading.world.rulebook, today));
            list.sheets.push_back(std::move(v));
        }
    return list;
}

Result<CriteriaChanged> propose_criteria(Unit& unit, const ProposeCriteria& command) {
    if (const auto no = why_not_a_sheet(command.items, aspect_points(unit.rulebook(), command.from))) return refuse(*no);
    if (command.from <= unit.today()) return refuse(refused::reaches_back);
    ensure_criteria(unit);
    if (unit.tx.one<std::int64_t>(sql::criteria_from_taken, unit.site, command.level, command.kind, command.from) > 0) return refuse(refused::day_taken);
    Criteria c{.id = unit.make_id<CriteriaId>(), .site = unit.site, .level = command.level, .kind = command.kind};
    c.number = static_cast<int>(unit.tx.one<std::int64_t>(sql::criteria_highest, unit.site, c.level, c.kind)) + 1;
    c.state = CriteriaState::proposed;
    c.from = command.from;
    auto items = command.items;
    for (auto& item : items) {
        item.name = text::trim(item.name);
        item.clause = item.key.empty() ? "" : clause_of(unit.rulebook(), item.key, first_day(unit.rulebook(), unit.today()));
    }
    c.items = json::text(items);
    c.note = text::trim(command.note);
    c.digest = journal::sha256_hex(c.items);
    c.proposed_by = unit.moment.actor;
    c.version = 1;
    unit.tx.run(sql::criteria_insert, c.id, c.site, c.level, c.kind, c.number, c.state, c.from, c.items, c.note, c.digest, unit.moment.now, c.proposed_by);
    unit.tell({"criteria.proposed", c.as_subject(),
               {{"level", json::enum_name(c.level)}, {"kind", json::enum_name(c.kind)}, {"number", c.number}, {"from", c.from.iso()}, {"digest", c.digest}},
               {{"note", c.note}}});
    return changed_to(c);
}

Result<CriteriaChanged> rule_on_criteria(Unit& unit, const RuleOnCriteria& command) {
    auto c = find_criteria(unit.tx, command.id);
    if (!c || c->site != unit.site) return refuse(refused::criteria_not_found);
    if (c->state != CriteriaState::proposed) return refuse(refused::already_ruled);
    if (c->version != command.version) return refuse(refused::stale(c->version, command.version));
    // Who sets the criteria and who consents are two people.
    if (c->proposed_by == unit.moment.actor) return refuse(refused::own_criteria);
    const bool consents = command.ruling == CriteriaRuling::consent;
    if (consents && c->from <= unit.today()) return refuse(refused::day_passed);
    c->state = consents ? CriteriaState::published : CriteriaState::declined;
    work::gate_passed(unit, {"A4.10"}, "criteria.publish", c->as_subject());
    if (unit.tx.run(sql::criteria_rule, c->id, c->state, unit.moment.now, unit.moment.actor, text::trim(command.reason), c->version) == 0)
        throw store::StaleRow("criteria " + std::to_string(c->id.value));
    ++c->version;
    unit.tell({consents ? "criteria.published" : "criteria.declined", c->as_subject(),
               {{"level", json::enum_name(c->level)}, {"kind", json::enum_name(c->kind)}, {"number", c->number}, {"from", c->from.iso()}, {"digest", c->digest}},
               {{"reason", text::trim(command.reason)}}});
    return changed_to(*c);
}

}  // namespace huiyin::appraisal
