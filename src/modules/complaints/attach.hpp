// Attachments of a complaint.
#pragma once
#include "complaint.hpp"

namespace huiyin::complaints {

constexpr std::size_t attachment_bytes_most = 10u << 20;

// image/jpeg, image/png, image/webp, application/pdf by the file's own first bytes; "" for anything else.
std::string_view media_type_of(std::string_view bytes);

Result<AttachmentView> attach_file(work::Unit& unit, ComplaintId id, std::string_view name, std::string_view bytes);
Result<work::RawAnswer> read_file(work::Reading& reading, AttachmentId id);
void add_attachment_routes(work::Routes& routes);

}  // namespace huiyin::complaints
