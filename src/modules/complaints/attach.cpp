// Photos and PDF beside a complaint: what a file is, is read from its bytes, never from its name; nothing is ever run.
#include "attach.hpp"

#include "huiyin_complaints_sql.hpp"
#include "journal/digest.hpp"
#include "kernel/media_type.hpp"
#include "kernel/text.hpp"
#include "steps.hpp"

namespace huiyin::complaints {
namespace {

constexpr std::int64_t most_per_complaint = 20;
const Refusal not_a_photo_or_pdf{"attachment.not-a-photo-or-pdf", Trouble::invalid, {}, {{"file", "unknown-value"}}, {}};
const Refusal too_large{"attachment.too-large", Trouble::too_large};
const Refusal too_many{"attachment.too-many", Trouble::conflict};
const Refusal not_what_it_says{"attachment.not-what-it-says", Trouble::invalid, {}, {{"name", "unknown-value"}}, {}};

struct Stored {
    AttachmentId id{};
    SiteId site{};
    ComplaintId complaint{};
    std::string name, media_type;
    store::Bytes content;
};
BOOST_DESCRIBE_STRUCT(Stored, (), (id, site, complaint, name, media_type, content))

std::string parameter(const work::Parameters& parameters, std::string_view name) {
    for (const auto& [key, value] : parameters)
        if (key == name) return value;
    return {};
}

std::int64_t number(std::string_view text) {
    std::int64_t n = 0;
    const auto [p, ec] = std::from_chars(text.data(), text.data() + text.size(), n);
    return ec == std::errc{} && p == text.data() + text.size() ? n : 0;
}

}  // namespace

Result<AttachmentView> attach_file(Unit& unit, ComplaintId id, std::string_view raw_name, std::string_view bytes) {
    if (const auto allowed = unit.require(Permission::record_complaints); !allowed) return refuse(allowed.error());
    const auto c = find_for(unit.actor, unit.site, unit.tx, Permission::see_complaints, id);
    if (!c) return refuse(c.error());
    if (bytes.size() > attachment_bytes_most) return refuse(too_large);
    const auto media_type = media_type_of(bytes);
    if (media_type.empty()) return refuse(not_a_photo_or_pdf);
    auto name = file_name(raw_name);
    if (name.empty()) name = media_type == "application/pdf" ? "document.pdf" : "photo";
    if (text::length(name) > 120 || !name_fits(name, media_type)) return refuse(not_what_it_says);
    if (unit.tx.one<std::int64_t>(sql::complaint_attachment_count, id) >= most_per_complaint) return refuse(too_many);

    AttachmentView view{unit.make_id<AttachmentId>(), name, std::string(media_type), static_cast<std::int64_t>(bytes.size()), unit.moment.now, unit.actor.name};
    const auto digest = journal::sha256_hex(bytes);
    unit.tx.run(sql::complaint_attachment_insert, view.id, unit.site, id, view.name, view.media_type, view.size, digest, unit.moment.now,
                unit.actor.staff, store::Bytes{std::string(bytes)});
    auto event = event_of(*c, "complaint.attachment_added", {{"name", name}});
    event.facts["attachment"] = std::to_string(view.id.value);
    event.facts["media_type"] = media_type;
    event.facts["size"] = view.size;
    event.facts["digest"] = digest;
    unit.tell(event);
    return view;
}

Result<work::RawAnswer> read_file(work::Reading& reading, AttachmentId id) {
    auto stored = reading.tx.first<Stored>(sql::complaint_attachment, id, reading.site);
    if (!stored || !find_for(reading.actor, reading.site, reading.tx, Permission::see_complaints, stored->complaint)) return refuse(refused::not_found);
    const bool picture = stored->media_type.starts_with("image/");
    return work::RawAnswer{std::move(stored->content.data), stored->media_type, stored->name, picture};
}

void add_attachment_routes(work::Routes& routes) {
    routes.raw({.method = work::Method::post,
                .path = "/complaints/{id}/attachments",
                .operation = "attach_file",
                .needs = Permission::record_complaints,
                .max_body = attachment_bytes_most,
                .media_types = {"image/jpeg", "image/png", "image/webp", "application/pdf", "application/octet-stream"},
                .query_names = {"name"},
                .options = {.creates = true},
                .reply = schema::of<AttachmentView>(),
                .write = [](Unit& unit, const work::Parameters& p, std::string_view bytes) -> Result<work::Answer> {
                    auto view = attach_file(unit, {number(parameter(p, "id"))}, parameter(p, "name"), bytes);
                    if (!view) return refuse(view.error());
                    return work::Answer{json::text(*view), 0};
                }});
    routes.raw({.method = work::Method::get,
                .path = "/attachments/{id}",
                .operation = "read_file",
                .needs = Permission::see_complaints,
                .read = [](work::Reading& reading, const work::Parameters& p) { return read_file(reading, {number(parameter(p, "id"))}); }});
}

}  // namespace huiyin::complaints
