// Spreadsheets as rows of text: XLSX (through libzip and expat, streaming) and CSV. Sizes are never trusted: what a file
// inflates to is capped, a DOCTYPE is refused, and a file that is not what it says is refused in words a clerk understands.
#pragma once
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/time.hpp"

namespace huiyin::sheets {

// Why the file as a whole cannot be read. `code` is a key under "sheet." in locales/; what() is the same in English.
struct Unreadable : std::runtime_error {
    Unreadable(std::string code_, const std::string& what) : std::runtime_error(what), code(std::move(code_)) {}
    std::string code;
};

struct Limits {
    std::size_t file_bytes = 64u << 20;
    std::size_t inflated_bytes = 512u << 20;  // of one part
    std::size_t rows = 1'100'000;
    std::size_t columns = 256;
    std::size_t cell_bytes = 1u << 20;
};

using Row = std::vector<std::string>;  // cells by column; missing ones are ""

// Calls `row` with the number as people see it in their program (from 1) and its cells. Throws Unreadable.
void read(const std::string& path, const std::function<void(std::size_t number, Row&& row)>& row, const Limits& limits = {});

// The same of a file that is already here as bytes: an upload.
void read_bytes(std::string_view bytes, const std::function<void(std::size_t number, Row&& row)>& row, const Limits& limits = {});

// What an upload is called when it is shown: nothing that is no name of a file.
std::string clean_file_name(std::string_view name);

// A time as sheets hold it: "2019/3/5 14:02:07", "2019-03-05 14:02", "2019年3月5日 14时2分", or a serial number of days since 1899-12-30.
std::optional<Instant> time_of(std::string_view cell, const Zone& zone);

}  // namespace huiyin::sheets
