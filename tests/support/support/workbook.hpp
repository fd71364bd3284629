// A workbook as another program reads it: its parts unzipped, its cells by address, and its formulas computed anew, so that a
// test can say whether each comes to the value that stands beside it.
#pragma once
#include <map>
#include <string>
#include <string_view>

namespace huiyin::support {

std::string part_of(std::string_view workbook, const char* name);

class Workbook {
  public:
    explicit Workbook(std::string_view bytes);
    std::string text(const std::string& address) const;     // what stands there; "" for nothing
    std::string formula(const std::string& address) const;  // "" for none
    std::size_t formulas() const;
    std::string wrong() const;                                // the first formula that comes to something else; "" for none
    std::string address_of(std::string_view text) const;    // of the first cell that says so, by rows

  private:
    friend class Computing;
    struct Cell {
        std::string value, formula;
    };
    std::map<std::pair<int, int>, Cell> cells_;  // row, column
};

}  // namespace huiyin::support
