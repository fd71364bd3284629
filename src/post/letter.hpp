// A letter as it crosses the wire (RFC 5322, MIME), and what may stand in an address.
#pragma once
#include "post/parcel.hpp"

namespace huiyin::post {

// One mailbox, plain ASCII, no line break, no display name: everything else is refused before it is stored.
bool valid_mailbox(std::string_view address);

// RFC 2047 encoded words, folded; ASCII stays as it is. Line breaks become blanks: a header is one line.
std::string encoded_header(std::string_view text);

// The same parcel always makes the same letter and the same Message-ID, so that a server that looks at it can tell.
std::string message_id(const Parcel& parcel);
std::string letter_of(const Parcel& parcel);

}  // namespace huiyin::post
