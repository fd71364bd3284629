// A photo beside a mark: what it is, is read from its bytes; it is seen by whoever may see the record.
#include "huiyin_appraisal_sql.hpp"
#include "kernel/media_type.hpp"
#include "record.hpp"

namespace huiyin::appraisal {
namespace {

constexpr std::size_t photo_bytes_most = 8U << 20U;
constexpr std::int64_t most_photos = 40;

struct Stored {
    std::string media_type;
    store::Bytes content;
};
BOOST_DESCRIBE_STRUCT(Stored, (), (media_type, content))

std::int64_t parameter(const work::Parameters& parameters, std::string_view name) {
    for (const auto& [key, value] : parameters)
        if (key == name) return number_in(value);
    return 0;
}

Result<PhotoKept> keep_photo(Unit& unit, AppraisalId id, std::string_view bytes) {
    if (const auto allowed = unit.require(Permission::score_staff); !allowed) return refuse(allowed.error());
    const auto r = find_record(unit.tx, id, unit.site);
    if (!r || !may_see(unit.actor, unit.site, *r)) return refuse(refused::not_found);
    if (auto no = why_not_scored_by(unit.actor, unit.site, *r)) return refuse(*std::move(no));
    if (bytes.size() > photo_bytes_most) return refuse(refused::photo_too_large);
    if (!whole_picture(bytes)) return refuse(refused::not_a_photo);
    if (unit.tx.one<std::int64_t>(sql::photo_count, r->root) >= most_photos) return refuse(refused::too_many_photos);
    const auto photo = unit.ids().next(unit.moment.now.ms);
    const auto media_type = media_type_of(bytes);
    unit.tx.run(sql::photo_insert, photo, r->root, media_type, unit.moment.now, unit.moment.actor, store::Bytes{std::string(bytes)});
    auto facts = facts_of(*r);
    facts["photo"] = std::to_string(photo);
    facts["media_type"] = media_type;
    facts["size"] = static_cast<std::int64_t>(bytes.size());
    unit.tell({"appraisal.photo_added", r->as_subject(), std::move(facts), {}});
    return PhotoKept{std::to_string(photo)};
}

Result<work::RawAnswer> read_photo(work::Reading& reading, AppraisalId id, std::int64_t photo) {
    const auto r = find_record(reading.tx, id, reading.site);
    if (!r || !may_see(reading.actor, reading.site, *r)) return refuse(refused::not_found);
    auto stored = reading.tx.first<Stored>(sql::photo_find, photo, r->root);
    if (!stored) return refuse(refused::not_found);
    const std::string extension(stored->media_type.substr(stored->media_type.find('/') + 1));
    return work::RawAnswer{std::move(stored->content.data), stored->media_type, "photo." + extension, true};
}

}  // namespace

bool photo_of(store::Tx& tx, std::int64_t photo, AppraisalId root) { return tx.one<std::int64_t>(sql::photo_there, photo, root) > 0; }

void add_photo_routes(work::Routes& routes) {
    routes.raw({.method = work::Method::post,
                .path = "/appraisals/{id}/photos",
                .operation = "keep_appraisal_photo",
                .needs = Permission::score_staff,
                .max_body = photo_bytes_most,
                .media_types = {"image/jpeg", "image/png", "image/webp", "application/octet-stream"},
                .options = {.creates = true},
                .reply = schema::of<PhotoKept>(),
                .write = [](Unit& unit, const work::Parameters& p, std::string_view bytes) -> Result<work::Answer> {
                    const auto kept = keep_photo(unit, {parameter(p, "id")}, bytes);
                    if (!kept) return refuse(kept.error());
                    return work::Answer{json::text(*kept), 0};
                }});
    routes.raw({.method = work::Method::get,
                .path = "/appraisals/{id}/photos/{photo}",
                .operation = "read_appraisal_photo",
                .needs = Permission::anyone,
                .read = [](work::Reading& reading, const work::Parameters& p) { return read_photo(reading, {parameter(p, "id")}, parameter(p, "photo")); }});
}

}  // namespace huiyin::appraisal
