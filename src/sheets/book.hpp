// A workbook that is written: one sheet of cells, its sums as formulas beside the values they have now, so that it reads the
// same where nothing is computed.
#pragma once
#include <string>
#include <vector>

#include "kernel/money.hpp"

namespace huiyin::sheets {

enum class Sort { text, number, formula };

struct BookCell {
    Sort sort = Sort::text;
    std::string value;    // of a number its digits, of a formula the digits it comes to now
    std::string formula;  // without "="; a row of `rows` stands in it as {n}, from 0
    bool strong = false;
    bool large = false;
};
using BookRow = std::vector<BookCell>;

struct Book {
    std::string name;
    std::vector<int> widths;    // of columns, in characters
    std::vector<BookRow> top;   // what stands above
    std::vector<BookRow> rows;
};

BookCell text(std::string value);
BookCell head(std::string value);
BookCell title(std::string value);
BookCell number(std::int64_t value);
BookCell number(Points value);
BookCell formula(std::string formula, std::string digits_now);
inline BookCell formula(std::string said, Points now) { return formula(std::move(said), now.text()); }

std::string place(std::size_t column, std::size_t row);                              // (1, 4) → B{4}
std::string range(std::size_t column, std::size_t first_row, std::size_t last_row);  // (1, 4, 6) → B{4}:B{6}

// The file: XLSX that LibreOffice and others open. Same book, same bytes.
std::string write(const Book& book);

}  // namespace huiyin::sheets
