// Attachments of a complaint.
#pragma once
#include "complaint.hpp"
#include "complaints/use_cases.hpp"

namespace huiyin::complaints {

constexpr std::size_t attachment_bytes_most = 10u << 20;

Result<work::RawAnswer> read_file(work::Reading& reading, AttachmentId id);
void add_attachment_routes(work::Routes& routes);

}  // namespace huiyin::complaints
