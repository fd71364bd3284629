// Making a form: a number of its own, and the content as it is at this moment, kept for ever.
#include <fmt/format.h>

#include <map>

#include "huiyin_forms_sql.hpp"
#include "journal/digest.hpp"
#include "record.hpp"
#include "work/numbers.hpp"

namespace huiyin::forms {
namespace {

std::map<Kind, Source>& sources() {
    static std::map<Kind, Source> all;
    return all;
}

// Compares what would be written with what the newest form of the subject says.
bool says_the_same(const Form& before, std::string_view content, std::string_view personal) {
    return before.content == content && before.personal && *before.personal == personal;
}

}  // namespace

void provide(Source source) { sources()[source.kind] = std::move(source); }

const Source* source_of(Kind kind) {
    const auto found = sources().find(kind);
    return found == sources().end() ? nullptr : &found->second;
}

std::string digest_of_personal(std::string_view salt, std::string_view personal) {
    return journal::sha256_hex(std::string(salt) + std::string(personal));
}

std::string digest_of(const Form& f) {
    // Every part with its length, so that nothing can slide from one into the next.
    std::string all;
    for (const std::string& part : {f.number, std::string(json::enum_name(f.kind)), std::to_string(f.subject_id), std::string(json::enum_name(f.occasion)),
                                    f.replaces, std::to_string(f.template_version), f.content, f.personal_digest, f.rulebook_version,
                                    std::to_string(f.made_at.ms), std::to_string(f.made_by.value)})
        all += fmt::format("{}:{}", part.size(), part);
    return journal::sha256_hex(all);
}

namespace {

Result<FormMade> make_as_seen_by(const work::Actor& actor, work::Unit& unit, Kind kind, std::int64_t subject, Occasion occasion) {
    const auto* source = source_of(kind);
    ensure(source != nullptr, "a form's content comes from somewhere");
    work::Reading reading{unit.tx, actor, unit.site, unit.moment.now, unit.world()};
    auto content = source->content(reading, subject);
    if (!content || !actor.may(source->needs, unit.site)) return refuse(refused::no_subject);
    if (content->gone) return refuse(refused::destroyed);
    boost::json::array keys;
    for (const auto& [key, value] : content->personal) keys.emplace_back(key);
    content->fields["personal_keys"] = std::move(keys);

    const auto& form = template_of(kind);
    Form f;
    f.content = boost::json::serialize(content->fields);
    f.personal = boost::json::serialize(content->personal);
    const auto before = unit.tx.first<Form>(sql::form_newest_of, source->subject, subject, kind, unit.site);
    if (before && says_the_same(*before, f.content, *f.personal)) return FormMade{before->id, before->number, false};

    f.id = unit.make_id<FormId>();
    f.site = unit.site;
    f.number = work::next_number(unit.tx, unit.site, "form", fmt::format("{}{}", form.series, unit.today().year()));
    f.kind = kind;
    f.subject_kind = source->subject;
    f.subject_id = subject;
    f.person = content->person;
    f.occasion = occasion;
    f.replaces = before ? before->number : "";
    f.template_version = form.version;
    f.salt = journal::random_hex(16);
    f.personal_digest = digest_of_personal(*f.salt, *f.personal);
    f.rulebook_version = unit.rulebook().version();
    f.made_at = unit.moment.now;
    f.made_by = unit.moment.actor;
    f.digest = digest_of(f);
    unit.tx.run(sql::form_insert, f.id, f.site, f.number, f.kind, f.subject_kind, f.subject_id, f.person, f.occasion, f.replaces, f.template_version,
                f.content, f.personal, f.salt, f.personal_digest, f.digest, f.rulebook_version, f.made_at, f.made_by);
    unit.tell({"form.made", {journal::SubjectKind::form, f.id.value},
               {{"number", f.number}, {"kind", json::enum_name(kind)}, {"subject", std::to_string(subject)},
                {"occasion", json::enum_name(occasion)}, {"digest", f.digest}, {"replaces", f.replaces}}});
    return FormMade{f.id, f.number, true};
}

}  // namespace

Result<FormMade> make(work::Unit& unit, Kind kind, std::int64_t subject, Occasion occasion) {
    return make_as_seen_by(unit.actor, unit, kind, subject, occasion);
}

Result<FormMade> make_complaint_form(work::Unit& unit, const MakeComplaintForm& command) {
    return make(unit, Kind::complaint, command.id.value, Occasion::printing);
}

Result<FormMade> make_follow_up_form(work::Unit& unit, const MakeFollowUpForm& command) {
    return make(unit, Kind::follow_up, command.id.value, Occasion::printing);
}

Result<FormMade> make_daily_review_form(work::Unit& unit, const MakeDailyReviewForm& command) {
    return make(unit, Kind::daily_review, command.id.value, Occasion::printing);
}

Result<FormMade> make_appraisal_form(work::Unit& unit, const MakeAppraisalForm& command) {
    return make(unit, Kind::appraisal_month, command.id.value, Occasion::printing);
}

Result<FormMade> make_year_form(work::Unit& unit, const MakeYearForm& command) {
    return make(unit, Kind::appraisal_year, command.id.value, Occasion::printing);
}

// The sheet of a month or of twelve, or the year's with its awards: the source of one of them has it.
Result<FormMade> make_statistics_form(work::Unit& unit, const MakeStatisticsForm& command) {
    auto made = make(unit, Kind::appraisal_statistics, command.id.value, Occasion::printing);
    if (!made && made.error().code == refused::no_subject.code) return make(unit, Kind::annual_statistics, command.id.value, Occasion::printing);
    return made;
}

void MakeForms::check(Checks& c) const {
    c.when(complaints.empty(), "complaints", "required");
    c.when(complaints.size() > 100, "complaints", "too-many");
}

Result<FormsMade> make_forms(work::Unit& unit, const MakeForms& command) {
    FormsMade made;
    for (const auto id : command.complaints) {
        auto one = make(unit, Kind::complaint, id.value, Occasion::printing);
        if (!one) return refuse(one.error());
        made.forms.push_back(std::move(*one));
    }
    return made;
}

void make_after(work::World& world, std::string_view event, Kind kind, Occasion occasion, std::function<bool(const journal::Event&)> of) {
    world.listeners.emplace(std::string(event), [kind, occasion, of = std::move(of)](work::Unit& unit, const journal::Event& told) {
        if (of && !of(told)) return;
        // The record is the house's, however little its maker may see.
        const auto made = make_as_seen_by(work::Actor::system(), unit, kind, told.subject.id, occasion);
        ensure(made.has_value(), "what an event is about is there");
    });
}

void listen(work::World& world) {
    world.listeners.emplace("person.erased", [](work::Unit& unit, const journal::Event& event) {
        for (const auto id : unit.tx.all<FormId>(sql::forms_of_person, PersonId{event.subject.id})) {
            unit.tx.run(sql::form_forget, id, unit.moment.now);
            journal::erase_personal(unit.tx, {journal::SubjectKind::form, id.value});
        }
    });
    // What the quality department destroyed is gone from its papers too (A4.11).
    world.listeners.emplace("destruction.record_destroyed", [](work::Unit& unit, const journal::Event& event) {
        const auto kind = json::enum_value<journal::SubjectKind>(std::string_view(event.facts.at("of").as_string()));
        ensure(kind.has_value(), "what was destroyed is of a known kind");
        for (const auto& subject : event.facts.at("subjects").as_array()) {
            const auto id = std::stoll(std::string(subject.as_string()));
            for (const auto form : unit.tx.all<FormId>(sql::forms_of_record, *kind, id)) journal::erase_personal(unit.tx, {journal::SubjectKind::form, form.value});
            unit.tx.run(sql::forms_destroy, *kind, id, unit.moment.now);
        }
    });
    world.describers[journal::SubjectKind::form] = [](store::Tx& tx, SiteId site, std::int64_t id) {
        auto named = tx.first<work::SubjectView>(sql::form_named, id, site).value_or(work::SubjectView{});
        if (!named.number.empty()) named.path = "/print/forms/" + std::to_string(id);
        return named;
    };
}

}  // namespace huiyin::forms
