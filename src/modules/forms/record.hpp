// The record of a form and its template. Private to the module.
#pragma once
#include "forms/forms.hpp"

namespace huiyin::forms {

struct Form {
    FormId id{};
    SiteId site{};
    std::string number;
    Kind kind = Kind::complaint;
    journal::SubjectKind subject_kind = journal::SubjectKind::complaint;
    std::int64_t subject_id = 0;
    std::optional<PersonId> person;
    Occasion occasion = Occasion::printing;
    std::string replaces;
    int template_version = 1;
    std::string content;
    std::optional<std::string> personal, salt;  // none after lawful erasure
    std::string personal_digest, digest, rulebook_version;
    Instant made_at{};
    StaffId made_by{};
    std::optional<Instant> erased_at, destroyed_at;
};
BOOST_DESCRIBE_STRUCT(Form, (), (id, site, number, kind, subject_kind, subject_id, person, occasion, replaces, template_version, content, personal,
                                 salt, personal_digest, digest, rulebook_version, made_at, made_by, erased_at, destroyed_at))

// What the digest covers: everything that is on the paper and never changes.
std::string digest_of(const Form& form);
std::string digest_of_personal(std::string_view salt, std::string_view personal);

// ---- templates (forms/templates) ----

enum class As { text, time, day, choice };
enum class Mask { none, name, phone };

struct Field {
    std::string key;
    As as = As::text;
    std::string words;  // of a choice: the keys' beginning
    Mask mask = Mask::none;
    int span = 1, width = 1;
    bool required = false;
};
struct Part {
    paper::BlockKind kind = paper::BlockKind::grid;
    int columns = 2, lines = 1;
    bool only_when_present = false;
    std::string key;            // of a table
    std::vector<Field> fields;  // of a grid, a table's columns, or the one of a text box
    std::vector<std::string> signers;
};
struct Template {
    Kind kind = Kind::complaint;
    std::string series, clause;
    int version = 1;
    std::vector<Part> parts;
};
const Template& template_of(Kind kind);
bool hides_something(const Template& form);  // some field is masked for the desk
Template parse_template(std::string_view yaml, std::string_view file);  // throws std::runtime_error with file and place
// What the clause demands and the content does not have.
std::vector<std::string> missing_in(const Template& form, const boost::json::object& content, const boost::json::object& personal);

const Source* source_of(Kind kind);

// ---- from record to sheet ----

struct Dress {  // how it is shown this time
    std::string language = "zh-Hans";
    bool clear = false;  // personal data unmasked
    Zone zone{};
    std::string organisation, site, printed_by;
    std::optional<Instant> printed_at;
};
paper::Sheet lay_out(const Form& form, const Dress& dress);

namespace refused {
inline const Refusal not_found{"form.not-found", Trouble::missing};
inline const Refusal no_subject{"form.no-subject", Trouble::missing};
inline const Refusal disclosure_ended{"form.disclosure-ended", Trouble::forbidden};
inline const Refusal destroyed{"form.destroyed", Trouble::conflict, "A4.11"};
inline const Refusal no_workbook{"form.no-workbook", Trouble::missing};
inline const Refusal fonts_missing{"form.fonts-missing", Trouble::conflict};
}  // namespace refused

// The only way to a form: whoever may see its subject may see it.
Result<Form> find_for(work::Reading& reading, FormId id);

}  // namespace huiyin::forms
