// CSV as office programs write it: quotes, line ends inside quotes, a byte-order mark, comma, semicolon or tab.
#include "kernel/text.hpp"
#include "sheets/parts.hpp"

namespace huiyin::sheets {

void read_csv(std::string text, const Sink& sink, const Limits& limits) {
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    if (!text::valid_utf8(text)) throw Unreadable("not-utf8", "the file is not UTF-8 text; save it as \"CSV UTF-8\" and try again");
    if (text.find('\0') != std::string::npos) throw Unreadable("not-a-sheet", "the file holds binary data, it is not a CSV file");
    const auto first_line = text.substr(0, text.find('\n'));
    char separator = ',';
    for (const char c : {'\t', ';'})
        if (std::ranges::count(first_line, c) > std::ranges::count(first_line, separator)) separator = c;
    Row row(1);
    std::size_t number = 0, line = 1;
    bool quoted = false, any = false;
    const auto end_row = [&] {
        ++number;
        if (number > limits.rows) throw Unreadable("too-many-rows", "the file has too many rows");
        if (any || row.size() > 1) sink(number, std::move(row));
        row = Row(1);
        any = false;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') ++line;
        if (quoted) {
            if (c != '"') row.back() += c;
            else if (i + 1 < text.size() && text[i + 1] == '"') { row.back() += '"'; ++i; }
            else quoted = false;
        } else if (c == '"' && row.back().empty()) { quoted = true; any = true; }
        else if (c == separator) {
            if (row.size() >= limits.columns) throw Unreadable("too-many-columns", "a row has too many columns");
            row.emplace_back();
        } else if (c == '\n') end_row();
        else if (c != '\r') { row.back() += c; any = true; }
        if (row.back().size() > limits.cell_bytes) throw Unreadable("cell-too-long", "a cell in row " + std::to_string(number + 1) + " is too long");
    }
    if (quoted) throw Unreadable("quote-not-closed", "a quotation mark is not closed before the file ends");
    if (any || row.size() > 1) end_row();
}

}  // namespace huiyin::sheets
