// Looking at a form and printing it: masked, unless this person said why it must not be.
#include <charconv>

#include "customers/customers.hpp"
#include "huiyin_forms_sql.hpp"
#include "organisation/organisation.hpp"
#include "paper/press.hpp"
#include "record.hpp"
#include "words/words.hpp"

namespace huiyin::forms {
namespace {

constexpr auto disclosure_lasts = std::chrono::minutes(5);
constexpr std::size_t most_in_one_file = 100;

std::string parameter(const work::Parameters& parameters, std::string_view name) {
    for (const auto& [key, value] : parameters)
        if (key == name) return value;
    return {};
}

std::int64_t number(std::string_view text) {
    std::int64_t n = 0;
    const auto [p, ec] = std::from_chars(text.data(), text.data() + text.size(), n);
    return ec == std::errc{} && p == text.data() + text.size() && n > 0 ? n : 0;
}

Result<void> may_be_clear(work::Reading& reading, FormId form, std::string_view disclosure) {
    const auto at = reading.tx.first<Instant>(sql::form_disclosure, number(disclosure), form, reading.actor.staff);
    if (!at || reading.now >= *at + disclosure_lasts) return refuse(refused::disclosure_ended);
    return {};
}

std::string name_of_company(store::Tx& tx) { return organisation::company_name(tx); }

std::string name_of_site(store::Tx& tx, SiteId site) {
    for (const auto& s : organisation::all_sites(tx))
        if (s.id == site) return s.name;
    return {};
}

// Where two names say the same, the paper says it once.
Dress dress_for(work::Reading& reading, std::string_view language, bool clear) {
    Dress dress;
    dress.language = language;
    dress.clear = clear;
    dress.zone = reading.calendar().zone();
    dress.organisation = name_of_company(reading.tx);
    dress.site = name_of_site(reading.tx, reading.site);
    if (dress.site == dress.organisation) dress.site.clear();
    dress.printed_at = reading.now;
    dress.printed_by = reading.actor.name;
    return dress;
}

Result<std::string> language_of(const work::Parameters& parameters) {
    const auto said = parameter(parameters, "language");
    if (said.empty()) return std::string("zh-Hans");
    if (words::speaks(said)) return said;
    return refuse({"invalid", Trouble::invalid, {}, {{"language", "unknown-value"}}, {}});
}

std::vector<FormRow> forms_of(work::Reading& reading, journal::SubjectKind kind, std::int64_t subject) {
    auto forms = reading.tx.all<FormRow>(sql::forms_of_subject, kind, subject, reading.site);
    for (auto& row : forms) row.made_by_name = organisation::staff_name(reading.tx, row.made_by).value_or("");
    return forms;
}

// Paper is pressed by a worker, after the read has ended.
work::RawAnswer pressed(std::vector<paper::Sheet> sheets, std::string title, const Zone& zone, Instant made) {
    auto when = zone.text(made);
    when[10] = 'T';
    const int minutes = zone.offset_minutes;
    char offset[8];
    std::snprintf(offset, sizeof offset, "%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60 % 24, std::abs(minutes) % 60);
    work::RawAnswer answer{{}, "application/pdf", title + ".pdf", true, {}};
    answer.later = [sheets = std::move(sheets), title = std::move(title), stamp = when + ":00" + offset] {
        return paper::Press::of_this_program().pdf(sheets, title, stamp);
    };
    return answer;
}

Result<work::RawAnswer> print_form(work::Reading& reading, const work::Parameters& parameters) {
    const auto form = find_for(reading, {number(parameter(parameters, "id"))});
    if (!form) return refuse(form.error());
    const auto language = language_of(parameters);
    if (!language) return refuse(language.error());
    const auto disclosure = parameter(parameters, "disclosure");
    if (!disclosure.empty())
        if (const auto yes = may_be_clear(reading, form->id, disclosure); !yes) return refuse(yes.error());
    if (!paper::Press::has_fonts()) return refuse(refused::fonts_missing);
    return pressed({lay_out(*form, dress_for(reading, *language, !disclosure.empty()))}, form->number, reading.calendar().zone(), form->made_at);
}

// The same as a workbook, written from what the form says, so that it stays as it was signed too.
Result<work::RawAnswer> write_form(work::Reading& reading, const work::Parameters& parameters) {
    const auto form = find_for(reading, {number(parameter(parameters, "id"))});
    if (!form) return refuse(form.error());
    const auto language = language_of(parameters);
    if (!language) return refuse(language.error());
    const auto* source = source_of(form->kind);
    if (!source->workbook) return refuse(refused::no_workbook);
    if (form->destroyed_at) return refuse(refused::destroyed);
    const auto fields = json::parse(form->content), personal = json::parse(form->personal.value_or("{}"));
    const words::Words words(*language);
    auto book = source->workbook(fields->as_object(), personal->as_object(), words);
    const auto sheet = lay_out(*form, dress_for(reading, *language, false));
    book.name = sheet.title;
    book.top = {{sheets::title(sheet.title)},
                {sheets::text(sheet.organisation + (sheet.site.empty() ? "" : "　" + sheet.site))},
                {sheets::head(sheet.number_label), sheets::text(form->number)}};
    work::RawAnswer answer{{}, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", form->number + ".xlsx", false, {}};
    answer.later = [book = std::move(book)] { return sheets::write(book); };
    return answer;
}

// Many forms in one file, masked like each of them.
Result<work::RawAnswer> print_forms(work::Reading& reading, const work::Parameters& parameters) {
    const auto language = language_of(parameters);
    if (!language) return refuse(language.error());
    const auto list = parameter(parameters, "ids");
    std::vector<paper::Sheet> sheets;
    const auto dress = dress_for(reading, *language, false);
    std::string title;
    Instant made{};
    for (std::size_t from = 0; from <= list.size();) {
        const auto end = std::min(list.find(',', from), list.size());
        const auto id = number(std::string_view(list).substr(from, end - from));
        if (!id) return refuse({"invalid", Trouble::invalid, {}, {{"ids", list.empty() ? "required" : "not-an-id"}}, {}});
        if (sheets.size() == most_in_one_file) return refuse({"invalid", Trouble::invalid, {}, {{"ids", "too-many"}}, {}});
        const auto form = find_for(reading, {id});
        if (!form) return refuse(form.error());
        sheets.push_back(lay_out(*form, dress));
        title = sheets.size() == 1 ? form->number : title;
        made = std::max(made, form->made_at);
        from = end + 1;
    }
    if (!paper::Press::has_fonts()) return refuse(refused::fonts_missing);
    if (sheets.size() > 1) title += "+" + std::to_string(sheets.size() - 1);
    return pressed(std::move(sheets), title, reading.calendar().zone(), made);
}

Result<work::RawAnswer> print_blank(work::Reading& reading, const work::Parameters& parameters) {
    const auto kind = json::enum_value<Kind>(parameter(parameters, "kind"));
    if (!kind) return refuse(refused::not_found);
    const auto language = language_of(parameters);
    if (!language) return refuse(language.error());
    if (!paper::Press::has_fonts()) return refuse(refused::fonts_missing);
    const auto dress = dress_for(reading, *language, false);
    auto sheet = blank(*kind, *language, dress.organisation, dress.site);
    const auto title = sheet.title;
    return pressed({std::move(sheet)}, title, dress.zone, reading.now);
}

}  // namespace

Result<Form> find_for(work::Reading& reading, FormId id) {
    auto form = reading.tx.first<Form>(sql::form_find, id, reading.site);
    if (!form) return refuse(refused::not_found);
    const auto* source = source_of(form->kind);
    if (!source || !reading.actor.may(source->needs, reading.site) || !source->content(reading, form->subject_id)) return refuse(refused::not_found);
    return *std::move(form);
}

Result<FormList> list_forms(work::Reading& reading, const ListForms& query) {
    const auto* source = source_of(Kind::complaint);
    if (!source || !source->content(reading, query.id.value)) return refuse(refused::no_subject);
    return FormList{forms_of(reading, source->subject, query.id.value)};
}

void OpenForm::check(Checks& c) const { c.when(language && !words::speaks(*language), "language", "unknown-value"); }

Result<FormView> open_form(work::Reading& reading, const OpenForm& query) {
    const auto form = find_for(reading, query.id);
    if (!form) return refuse(form.error());
    const bool clear = query.disclosure && !query.disclosure->empty();
    if (clear)
        if (const auto yes = may_be_clear(reading, form->id, *query.disclosure); !yes) return refuse(yes.error());
    FormView view;
    view.id = form->id;
    view.number = form->number;
    view.kind = form->kind;
    view.occasion = form->occasion;
    view.made_at = form->made_at;
    view.made_by_name = organisation::staff_name(reading.tx, form->made_by).value_or("");
    view.digest = form->digest;
    view.destroyed_at = form->destroyed_at;
    view.has_workbook = !form->destroyed_at && source_of(form->kind)->workbook;
    // Of what was destroyed only the digest is left; the journal still says it.
    view.whole = form->destroyed_at || digest_of(*form) == form->digest;
    view.whole = view.whole && (!form->personal || digest_of_personal(form->salt.value_or(""), *form->personal) == form->personal_digest);
    view.rulebook_version = form->rulebook_version;
    view.replaces = form->replaces;
    view.clause = template_of(form->kind).clause;
    view.erased = form->erased_at.has_value();
    const bool hides = hides_something(template_of(form->kind));
    view.masked = !clear && hides;
    view.may_reveal = !view.erased && !view.destroyed_at && hides && reading.actor.may(Permission::reveal_personal_data, reading.site);
    if (!view.erased && !view.destroyed_at) {
        const auto content = json::parse(form->content), personal = json::parse(form->personal.value_or("{}"));
        if (content && personal) view.missing = missing_in(template_of(form->kind), content->as_object(), personal->as_object());
    }
    view.subject_path = reading.world.describe(reading.tx, reading.site, {form->subject_kind, form->subject_id}).path;
    view.all = forms_of(reading, form->subject_kind, form->subject_id);
    view.sheet = lay_out(*form, dress_for(reading, query.language.value_or("zh-Hans"), clear));
    auto code = paper::qr_path(view.sheet.code);
    view.code_size = code.size;
    view.code_path = std::move(code.path);
    return view;
}

void DiscloseForm::check(Checks& c) const {
    c.required("reason", reason);
    c.length("reason", reason, 200);
}

Result<FormDisclosed> disclose_form(work::Unit& unit, const DiscloseForm& command) {
    work::Reading reading{unit.tx, unit.actor, unit.site, unit.moment.now, unit.world()};
    const auto form = find_for(reading, command.id);
    if (!form) return refuse(form.error());
    if (const auto yes = customers::count_disclosure(unit); !yes) return refuse(yes.error());
    const auto id = unit.ids().next(unit.moment.now.ms);
    unit.tx.run(sql::form_disclosure_insert, id, unit.site, form->id, unit.actor.staff, unit.moment.now);
    unit.tell({"form.disclosed", {journal::SubjectKind::form, form->id.value},
               {{"number", form->number}, {"person", std::to_string(form->person ? form->person->value : 0)}}, {{"reason", command.reason}}});
    return FormDisclosed{std::to_string(id), unit.moment.now + disclosure_lasts};
}

void add_routes(work::Routes& routes) {
    const work::RouteOptions creates{.creates = true};
    routes.post("/complaints/{id}/forms", "make_complaint_form", make_complaint_form, creates);
    routes.post("/follow-ups/{id}/forms", "make_follow_up_form", make_follow_up_form, creates);
    routes.post("/daily-reviews/{id}/forms", "make_daily_review_form", make_daily_review_form, creates);
    routes.post("/appraisals/{id}/forms", "make_appraisal_form", make_appraisal_form, creates);
    routes.post("/appraisal-totals/{id}/forms", "make_year_form", make_year_form, creates);
    routes.post("/appraisal-statistics/{id}/forms", "make_statistics_form", make_statistics_form, creates);
    routes.get("/complaints/{id}/forms", "list_forms", list_forms);
    routes.post("/form-batches", "make_forms", make_forms, {.creates = true, .tag = "forms"});
    routes.get("/forms/{id}", "open_form", open_form);
    routes.post("/forms/{id}/disclosures", "disclose_form", disclose_form, creates);
    const auto paper = [&](std::string path, std::string operation, std::vector<std::string> query, Result<work::RawAnswer> (*print)(work::Reading&, const work::Parameters&)) {
        routes.raw({.path = std::move(path), .operation = std::move(operation), .needs = Permission::anyone, .query_names = std::move(query),
                    .options = {.tag = "forms"}, .read = print});
    };
    paper("/forms/{id}/pdf", "print_form", {"language", "disclosure"}, print_form);
    paper("/forms/{id}/xlsx", "write_form", {"language"}, write_form);
    paper("/form-batches/pdf", "print_forms", {"ids", "language"}, print_forms);
    paper("/form-blanks/{kind}/pdf", "print_blank_form", {"language"}, print_blank);
}

}  // namespace huiyin::forms
