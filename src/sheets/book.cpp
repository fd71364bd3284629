// Writing XLSX: the five parts that a workbook needs, texts inline, three looks.
#include "sheets/book.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace huiyin::sheets {
namespace {

// 0 text, 1 strong, 2 title, 3 number, 4 strong number
constexpr std::string_view styles =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)"
    R"(<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="15"/><name val="Calibri"/></font></fonts>)"
    R"(<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>)"
    R"(<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>)"
    R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">)"
    R"(<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>)"
    R"(<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>)"
    R"(<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>)"
    R"(<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>)"
    R"(</cellXfs></styleSheet>)";
constexpr std::string_view types =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>)"
    R"(<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>)"
    R"(<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>)";
constexpr std::string_view root_links =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
constexpr std::string_view book_links =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>)";

// What XML cannot hold at all (most control characters) is left out.
std::string escaped(std::string_view said) {
    std::string out;
    for (const char c : said) switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
        }
    return out;
}

std::string column_name(std::size_t nth) {
    std::string name;
    for (auto n = nth + 1; n > 0; n = (n - 1) / 26) name.insert(name.begin(), static_cast<char>('A' + (n - 1) % 26));
    return name;
}

// A sheet's name is short and without the signs that formulas use.
std::string sheet_name(std::string_view said) {
    std::string out;
    std::size_t characters = 0;
    for (const char c : said) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80 && ++characters > 31) break;
        out += std::string_view("[]:*?/\\'").contains(c) ? ' ' : c;
    }
    return out.empty() ? "1" : out;
}

std::string with_rows(std::string_view said, std::size_t above) {
    std::string out;
    for (std::size_t i = 0; i < said.size(); ++i) {
        if (said[i] != '{') {
            out += said[i];
            continue;
        }
        const auto end = said.find('}', i);
        if (end == std::string_view::npos) throw std::logic_error("a formula's row ends with }");
        out += std::to_string(std::stoull(std::string(said.substr(i + 1, end - i - 1))) + above + 1);
        i = end;
    }
    return out;
}

std::string cell(const BookCell& c, std::size_t column, std::size_t row, std::size_t above) {
    const auto at = column_name(column) + std::to_string(row + 1);
    if (c.sort == Sort::text) {
        if (c.value.empty()) return {};
        return fmt::format(R"(<c r="{}" s="{}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>)", at, c.large ? 2 : c.strong ? 1 : 0, escaped(c.value));
    }
    const auto style = c.strong ? 4 : 3;
    if (c.sort == Sort::number) return fmt::format(R"(<c r="{}" s="{}"><v>{}</v></c>)", at, style, c.value);
    const auto said = escaped(with_rows(c.formula, above));
    return c.value.empty() ? fmt::format(R"(<c r="{}" s="{}" t="str"><f>{}</f><v></v></c>)", at, style, said)
                           : fmt::format(R"(<c r="{}" s="{}"><f>{}</f><v>{}</v></c>)", at, style, said, c.value);
}

std::string sheet(const Book& book) {
    std::string xml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)";
    if (!book.widths.empty()) {
        xml += "<cols>";
        for (std::size_t i = 0; i < book.widths.size(); ++i) xml += fmt::format(R"(<col min="{0}" max="{0}" width="{1}" customWidth="1"/>)", i + 1, book.widths[i]);
        xml += "</cols>";
    }
    xml += "<sheetData>";
    std::size_t row = 0;
    for (const auto* rows : {&book.top, &book.rows})
        for (const auto& cells : *rows) {
            xml += fmt::format(R"(<row r="{}">)", row + 1);
            for (std::size_t i = 0; i < cells.size(); ++i) xml += cell(cells[i], i, row, book.top.size());
            xml += "</row>";
            ++row;
        }
    return xml + "</sheetData></worksheet>";
}

void add(zip_t* archive, const char* name, const std::string& part) {
    auto* source = zip_source_buffer(archive, part.data(), part.size(), 0);
    const auto index = source ? zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        if (source) zip_source_free(source);
        throw std::runtime_error("a part of the workbook cannot be written");
    }
    zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), 1'767'225'600, 0);  // the same for every book
}

}  // namespace

BookCell text(std::string value) { return {Sort::text, std::move(value), {}, false, false}; }
BookCell head(std::string value) { return {Sort::text, std::move(value), {}, true, false}; }
BookCell title(std::string value) { return {Sort::text, std::move(value), {}, true, true}; }
BookCell number(std::int64_t value) { return {Sort::number, std::to_string(value), {}, false, false}; }
BookCell number(Points value) { return {Sort::number, value.text(), {}, false, false}; }
BookCell formula(std::string said, std::string digits_now) { return {Sort::formula, std::move(digits_now), std::move(said), true, false}; }

std::string place(std::size_t column, std::size_t row) { return fmt::format("{}{{{}}}", column_name(column), row); }
std::string range(std::size_t column, std::size_t first_row, std::size_t last_row) { return place(column, first_row) + ":" + place(column, last_row); }

std::string write(const Book& book) {
    const std::array<std::pair<const char*, std::string>, 6> parts = {
        {{"[Content_Types].xml", std::string(types)},
         {"_rels/.rels", std::string(root_links)},
         {"xl/workbook.xml",
          fmt::format(R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{}" sheetId="1" r:id="rId1"/></sheets></workbook>)",
                      escaped(sheet_name(book.name)))},
         {"xl/_rels/workbook.xml.rels", std::string(book_links)},
         {"xl/styles.xml", std::string(styles)},
         {"xl/worksheets/sheet1.xml", sheet(book)}}};
    zip_error_t trouble;
    zip_error_init(&trouble);
    auto* target = zip_source_buffer_create(nullptr, 0, 0, &trouble);
    auto* archive = target ? zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &trouble) : nullptr;
    zip_error_fini(&trouble);
    if (!archive) {
        if (target) zip_source_free(target);
        throw std::runtime_error("the workbook cannot be begun");
    }
    const std::unique_ptr<zip_source_t, decltype(&zip_source_free)> kept{target, &zip_source_free};
    zip_source_keep(target);
    std::unique_ptr<zip_t, decltype(&zip_discard)> open{archive, &zip_discard};
    for (const auto& [name, part] : parts) add(archive, name, part);
    if (zip_close(archive) != 0) throw std::runtime_error("the workbook cannot be written");
    (void)open.release();
    if (zip_source_open(target) != 0) throw std::runtime_error("the workbook cannot be read back");
    std::string bytes;
    std::array<char, 1 << 14> buffer{};
    for (zip_int64_t got = 0; (got = zip_source_read(target, buffer.data(), buffer.size())) > 0;) bytes.append(buffer.data(), static_cast<std::size_t>(got));
    zip_source_close(target);
    return bytes;
}

}  // namespace huiyin::sheets
