// A workbook read and computed by a program of its own: zip, XML, and the few functions that the forms use.
#include "support/workbook.hpp"

#include <expat.h>
#include <zip.h>

#include <cmath>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <vector>

namespace huiyin::support {
namespace {

std::pair<int, int> read_address(std::string_view text) {
    int column = 0, row = 0;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') column = column * 26 + (c - 'A' + 1);
        if (c >= '0' && c <= '9') row = row * 10 + (c - '0');
    }
    return {row, column};
}

std::string write_address(std::pair<int, int> at) {
    std::string name;
    for (int n = at.second; n > 0; n = (n - 1) / 26) name.insert(name.begin(), static_cast<char>('A' + (n - 1) % 26));
    return name + std::to_string(at.first);
}

}  // namespace

// Numbers, + - * / with brackets, addresses, and the handful of functions that the forms use.
class Computing {
  public:
    Computing(const Workbook& book, std::string_view said) : book_(book), said_(said) {}
    double value() {
        const auto v = sum();
        if (at_ != said_.size()) throw std::runtime_error("cannot read the formula " + std::string(said_));
        return v;
    }

  private:
    bool take(char c) {
        if (at_ >= said_.size() || said_[at_] != c) return false;
        ++at_;
        return true;
    }
    double sum() {
        double v = product();
        for (;;)
            if (take('+')) v += product();
            else if (take('-')) v -= product();
            else return v;
    }
    double product() {
        double v = one();
        for (;;)
            if (take('*')) v *= one();
            else if (take('/')) v /= one();
            else return v;
    }
    std::string word() {
        const auto from = at_;
        while (at_ < said_.size() && (std::isalnum(static_cast<unsigned char>(said_[at_])) || said_[at_] == '$')) ++at_;
        return std::string(said_.substr(from, at_ - from));
    }
    double one() {
        if (take('(')) {
            const auto v = sum();
            take(')');
            return v;
        }
        if (at_ < said_.size() && (std::isdigit(static_cast<unsigned char>(said_[at_])) || said_[at_] == '.')) {
            std::size_t used = 0;
            const auto v = std::stod(std::string(said_.substr(at_)), &used);
            at_ += used;
            return v;
        }
        const auto name = word();
        if (!take('(')) return number(read_address(name));
        return function(name);
    }
    double number(std::pair<int, int> at) const {
        const auto found = book_.cells_.find(at);
        return found == book_.cells_.end() || found->second.value.empty() ? 0 : std::stod(found->second.value);
    }
    std::vector<std::pair<int, int>> area() {
        const auto from = read_address(word());
        auto to = from;
        if (take(':')) to = read_address(word());
        std::vector<std::pair<int, int>> all;
        for (int r = from.first; r <= to.first; ++r)
            for (int c = from.second; c <= to.second; ++c) all.emplace_back(r, c);
        return all;
    }
    std::string said_by(std::pair<int, int> at) const {
        const auto found = book_.cells_.find(at);
        return found == book_.cells_.end() ? std::string{} : found->second.value;
    }
    double function(const std::string& name) {
        if (name == "ROUND") {
            const auto v = sum();
            take(',');
            const auto scale = std::pow(10.0, sum());
            take(')');
            return std::floor(v * scale + 0.5 + 1e-9) / scale;
        }
        if (name == "SUMIF" || name == "COUNTIF") {
            const auto where = area();
            take(',');
            std::string wanted;
            if (take('"')) {
                while (at_ < said_.size() && said_[at_] != '"') wanted += said_[at_++];
                take('"');
            } else {
                wanted = said_by(read_address(word()));
            }
            auto what = where;
            if (take(',')) what = area();
            take(')');
            double v = 0;
            for (std::size_t i = 0; i < where.size(); ++i)
                if (said_by(where[i]) == wanted) v += name == "COUNTIF" ? 1 : number(what[i]);
            return v;
        }
        double total = 0, most = -1e300, least = 1e300;
        int count = 0;
        const auto add = [&](double v) {
            total += v;
            most = std::max(most, v);
            least = std::min(least, v);
            ++count;
        };
        do {
            // An area counts the cells that hold something; anything else is an expression of its own.
            const auto from = at_;
            const auto word_there = word();
            const bool is_area = !word_there.empty() && std::isalpha(static_cast<unsigned char>(word_there[0])) && at_ < said_.size() && said_[at_] == ':';
            at_ = from;
            if (is_area) {
                for (const auto at : area())
                    if (!said_by(at).empty()) add(number(at));
            } else {
                add(sum());
            }
        } while (take(','));
        take(')');
        if (name == "SUM") return total;
        if (name == "MAX") return most;
        if (name == "MIN") return least;
        if (name == "COUNT") return count;
        if (name == "AVERAGE") return total / count;
        throw std::runtime_error("no such function: " + name);
    }

    const Workbook& book_;
    std::string_view said_;
    std::size_t at_ = 0;
};

std::string part_of(std::string_view workbook, const char* name) {
    zip_error_t trouble;
    zip_error_init(&trouble);
    auto* source = zip_source_buffer_create(workbook.data(), workbook.size(), 0, &trouble);
    auto* opened = zip_open_from_source(source, ZIP_RDONLY, &trouble);
    zip_error_fini(&trouble);
    if (!opened) throw std::runtime_error("not a zip file");
    const std::unique_ptr<zip_t, decltype(&zip_discard)> archive{opened, &zip_discard};
    auto* file = zip_fopen(opened, name, 0);
    if (!file) throw std::runtime_error(std::string("no part ") + name);
    std::string all;
    char buffer[4096];
    for (zip_int64_t got = 0; (got = zip_fread(file, buffer, sizeof buffer)) > 0;) all.append(buffer, static_cast<std::size_t>(got));
    zip_fclose(file);
    return all;
}

Workbook::Workbook(std::string_view bytes) {
    struct Reading {
        Workbook* book;
        std::pair<int, int> at;
        std::string* into = nullptr;
    } reading{this, {}, nullptr};
    auto* parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, &reading);
    XML_SetElementHandler(
        parser,
        [](void* data, const char* name, const char** attributes) {
            auto& r = *static_cast<Reading*>(data);
            if (std::strcmp(name, "c") == 0)
                for (; *attributes; attributes += 2)
                    if (std::strcmp(*attributes, "r") == 0) r.at = read_address(attributes[1]);
            if (std::strcmp(name, "v") == 0 || std::strcmp(name, "t") == 0) r.into = &r.book->cells_[r.at].value;
            if (std::strcmp(name, "f") == 0) r.into = &r.book->cells_[r.at].formula;
        },
        [](void* data, const char*) { static_cast<Reading*>(data)->into = nullptr; });
    XML_SetCharacterDataHandler(parser, [](void* data, const char* text, int size) {
        if (auto* into = static_cast<Reading*>(data)->into) into->append(text, static_cast<std::size_t>(size));
    });
    const auto xml = part_of(bytes, "xl/worksheets/sheet1.xml");
    const auto status = XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), 1);
    XML_ParserFree(parser);
    if (status == XML_STATUS_ERROR) throw std::runtime_error("the sheet is no XML");
}

std::string Workbook::text(const std::string& address) const {
    const auto found = cells_.find(read_address(address));
    return found == cells_.end() ? std::string{} : found->second.value;
}
std::string Workbook::formula(const std::string& address) const {
    const auto found = cells_.find(read_address(address));
    return found == cells_.end() ? std::string{} : found->second.formula;
}
std::size_t Workbook::formulas() const {
    std::size_t n = 0;
    for (const auto& [at, cell] : cells_) n += !cell.formula.empty();
    return n;
}
std::string Workbook::wrong() const {
    for (const auto& [at, cell] : cells_) {
        if (cell.formula.empty()) continue;
        const auto now = Computing(*this, cell.formula).value();
        if (cell.value.empty() || std::abs(now - std::stod(cell.value)) > 1e-6)
            return write_address(at) + " =" + cell.formula + " comes to " + std::to_string(now) + ", and " + cell.value + " stands there";
    }
    return {};
}
std::string Workbook::address_of(std::string_view text) const {
    for (const auto& [at, cell] : cells_)
        if (cell.value == text) return write_address(at);
    return {};
}

}  // namespace huiyin::support
