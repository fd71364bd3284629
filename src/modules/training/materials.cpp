// What is taught from: photos and PDF beside a session. What a file is, is read from its bytes.
#include <charconv>

#include "huiyin_training_sql.hpp"
#include "journal/digest.hpp"
#include "kernel/media_type.hpp"
#include "kernel/text.hpp"
#include "record.hpp"

namespace huiyin::training {
namespace {

constexpr std::size_t bytes_most = 8U << 20U;
constexpr std::int64_t most_materials = 20;
const Refusal too_large{"attachment.too-large", Trouble::too_large};
const Refusal not_a_photo_or_pdf{"attachment.not-a-photo-or-pdf", Trouble::invalid, {}, {{"file", "unknown-value"}}, {}};
const Refusal not_what_it_says{"attachment.not-what-it-says", Trouble::invalid, {}, {{"name", "unknown-value"}}, {}};
const Refusal too_many{"attachment.too-many", Trouble::conflict};

struct Stored {
    std::string name, media_type;
    store::Bytes content;
};
BOOST_DESCRIBE_STRUCT(Stored, (), (name, media_type, content))

std::string parameter(const work::Parameters& parameters, std::string_view name) {
    for (const auto& [key, value] : parameters)
        if (key == name) return value;
    return {};
}
std::int64_t number(const work::Parameters& parameters, std::string_view name) {
    const auto text = parameter(parameters, name);
    std::int64_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    return error == std::errc{} && end == text.data() + text.size() ? n : 0;
}

Result<MaterialKept> keep(Unit& unit, SessionId id, const std::string& raw_name, std::string_view bytes) {
    const auto s = find_session(unit.tx, unit.site, id);
    if (!s) return refuse(refused::session_not_found);
    if (s->trainer != unit.moment.actor && !unit.actor.may(Permission::plan_training, unit.site)) return refuse(refused::not_the_trainer);
    if (s->state == SessionState::cancelled) return refuse(refused::session_over);
    if (bytes.size() > bytes_most) return refuse(too_large);
    const auto media_type = media_type_of(bytes);
    if (media_type.empty()) return refuse(not_a_photo_or_pdf);
    auto name = file_name(raw_name);
    if (name.empty()) name = media_type == "application/pdf" ? "material.pdf" : "material";
    if (text::length(name) > 120 || !name_fits(name, media_type)) return refuse(not_what_it_says);
    if (unit.tx.one<std::int64_t>(sql::training_material_count, s->id) >= most_materials) return refuse(too_many);
    const auto material = unit.ids().next(unit.moment.now.ms);
    const auto digest = journal::sha256_hex(bytes);
    unit.tx.run(sql::training_material_insert, material, s->id, name, media_type, static_cast<std::int64_t>(bytes.size()), digest, unit.moment.now,
                unit.moment.actor, store::Bytes{std::string(bytes)});
    unit.tell({"training_session.material_added", s->as_subject(),
               {{"material", std::to_string(material)}, {"media_type", media_type}, {"size", static_cast<std::int64_t>(bytes.size())}, {"digest", digest}},
               {{"name", name}}});
    return MaterialKept{std::to_string(material)};
}

Result<work::RawAnswer> read(work::Reading& reading, SessionId id, std::int64_t material) {
    // Whoever may open the session may learn from it.
    const auto s = open_session(reading, {id});
    if (!s) return refuse(s.error());
    auto stored = reading.tx.first<Stored>(sql::training_material_find, material, id);
    if (!stored) return refuse(refused::session_not_found);
    const bool picture = stored->media_type.starts_with("image/");
    return work::RawAnswer{std::move(stored->content.data), stored->media_type, stored->name, picture};
}

}  // namespace

void add_material_routes(work::Routes& routes) {
    routes.raw({.method = work::Method::post,
                .path = "/training-sessions/{id}/materials",
                .operation = "keep_material",
                .needs = Permission::anyone,
                .max_body = bytes_most,
                .media_types = {"image/jpeg", "image/png", "image/webp", "application/pdf", "application/octet-stream"},
                .query_names = {"name"},
                .options = {.creates = true},
                .reply = schema::of<MaterialKept>(),
                .write = [](Unit& unit, const work::Parameters& p, std::string_view bytes) -> Result<work::Answer> {
                    const auto kept = keep(unit, {number(p, "id")}, parameter(p, "name"), bytes);
                    if (!kept) return refuse(kept.error());
                    return work::Answer{json::text(*kept), 0};
                }});
    routes.raw({.method = work::Method::get,
                .path = "/training-sessions/{id}/materials/{material}",
                .operation = "read_material",
                .needs = Permission::anyone,
                .read = [](work::Reading& reading, const work::Parameters& p) { return read(reading, {number(p, "id")}, number(p, "material")); }});
}

}  // namespace huiyin::training
