// What the readers of one kind of file share.
#pragma once
#include <algorithm>
#include <optional>

#include "sheets/sheets.hpp"

namespace huiyin::sheets {
using Sink = std::function<void(std::size_t, Row&&)>;
void read_csv(std::string text, const Sink& sink, const Limits& limits);
void read_xlsx(const std::string& path, const Sink& sink, const Limits& limits);
void read_xlsx_bytes(std::string_view bytes, const Sink& sink, const Limits& limits);
}  // namespace huiyin::sheets
