// Photos of a resident: what a file is, is read from its bytes; it waits with the submission or joins the matter.
#include "huiyin_self_sql.hpp"
#include "kernel/media_type.hpp"
#include "submission.hpp"

namespace huiyin::self {
namespace {

constexpr std::int64_t most_photos = 6;

struct StoredPhoto {
    std::string media_type;
    store::Bytes content;
};
BOOST_DESCRIBE_STRUCT(StoredPhoto, (), (media_type, content))

std::string extension_of(std::string_view media_type) { return std::string(media_type.substr(media_type.find('/') + 1)); }

}  // namespace

Result<PhotoAdded> add_photo(Unit& unit, std::string_view link, std::string_view bytes) {
    const auto s = find_by_link(unit.tx, link);
    if (!s || s->site != unit.site) return refuse(refused::nothing_here);
    if (bytes.size() > photo_bytes_most) return refuse(refused::photo_too_large);
    if (!whole_picture(bytes)) return refuse(refused::not_a_photo);
    if (!matter_of(unit.tx, *s, unit.moment.now).may_add) return refuse(refused::not_now);
    if (s->photos >= most_photos) return refuse(refused::too_many_photos);
    const auto media_type = media_type_of(bytes);
    if (s->complaint) {
        const auto joined = desk().attach(unit, *s->complaint, "photo-" + std::to_string(s->photos + 1) + "." + extension_of(media_type), bytes);
        if (!joined) return refuse(joined.error());
    } else {
        unit.tx.run(sql::submission_photo_insert, unit.ids().next(unit.moment.now.ms), s->id, media_type, static_cast<std::int64_t>(bytes.size()),
                    unit.moment.now, store::Bytes{std::string(bytes)});
        auto facts = facts_of(*s);
        facts["media_type"] = media_type;
        facts["size"] = static_cast<std::int64_t>(bytes.size());
        unit.tell({"submission.photo_added", s->as_subject(), std::move(facts), {}});
    }
    unit.tx.run(sql::submission_photo_counted, s->id);
    return PhotoAdded{s->photos + 1};
}

Result<work::RawAnswer> read_photo(work::Reading& reading, std::int64_t submission, std::int64_t photo) {
    auto stored = reading.tx.first<StoredPhoto>(sql::submission_photo, photo, SubmissionId{submission}, reading.site);
    if (!stored) return refuse(refused::not_found);
    return work::RawAnswer{std::move(stored->content.data), stored->media_type, "photo." + extension_of(stored->media_type), true};
}

}  // namespace huiyin::self
