// The layout of a form: head, grid, boxes that grow and break over pages, tables whose heads are said again, signature
// lines that stay together, and the foot.
#include "paper/compose.hpp"

#include <qrencode.h>

#include <algorithm>

#include "paper/row.hpp"

namespace huiyin::paper {
namespace {

// A wider margin at the left: forms are bound there.
constexpr double left = 62, right = page_width - 44, top = 40, bottom = page_height - 64;
constexpr double inner = right - left;

std::string filled(std::string text, std::string_view place, std::size_t number) {
    const auto at = text.find(place);
    if (at != std::string::npos) text.replace(at, place.size(), std::to_string(number));
    return text;
}

class Composer {
  public:
    Composer(PangoContext* context, const Sheet& sheet) : context_(context), sheet_(sheet), latin_(sheet.language == "en") {}

    std::vector<Page> all() {
        pages_.emplace_back();
        head();
        for (const auto& block : sheet_.blocks) {
            switch (block.kind) {
                case BlockKind::grid: grid(block); break;
                case BlockKind::text: box(block); break;
                case BlockKind::table: table(block); break;
                case BlockKind::signatures: signatures(block); break;
            }
        }
        close_frame();
        feet();
        return std::move(pages_);
    }

  private:
    Text text(std::string_view words, double width, const Style& style = {}) const { return {context_, words, width, style}; }
    void draw(std::function<void(cairo_t*)> what) { pages_.back().push_back(std::move(what)); }
    void put(Text words, double x, double y) {
        draw([words = std::move(words), x, y](cairo_t* to) { words.draw(to, x, y); });
    }
    Style label_style() const { return {.size = latin_ ? 8.6 : 9.2, .ink = grey, .align = PANGO_ALIGN_CENTER}; }
    double label_width() const { return latin_ ? 78 : 68; }

    void head() {
        put(text(sheet_.organisation + (sheet_.site.empty() ? "" : "　" + sheet_.site), inner - 70, {.size = 9.2, .ink = grey}), left, top - 4);
        if (!sheet_.code.empty()) qr(right - 50, top - 8, 50);
        const Style heading{.size = latin_ ? 17.0 : 20.0, .align = PANGO_ALIGN_CENTER, .spread = latin_ ? 0.3 : 5.0, .strong = true};
        const auto title = text(sheet_.title, inner - 120, heading);
        put(title, left + 60, top + 14);
        const double y = top + 14 + title.height() + 6;
        put(text(sheet_.number_label + (latin_ ? ": " : "：") + sheet_.number, inner / 2, {.size = 9.6}), left, y);
        put(text(sheet_.remark, inner / 2, {.size = 8.6, .ink = grey, .align = PANGO_ALIGN_RIGHT}), left + inner / 2, y);
        y_ = y + 19;
        frame_top_ = y_;
    }

    void new_page() {
        close_frame();
        pages_.emplace_back();
        put(text(sheet_.title + sheet_.continued, inner / 2, {.size = 9.6}), left, top - 8);
        put(text(sheet_.number, inner / 2, {.size = 9.6, .align = PANGO_ALIGN_RIGHT}), left + inner / 2, top - 8);
        y_ = top + 12;
        frame_top_ = y_;
        if (again_) again_();
    }
    double room() const { return bottom - y_; }
    double whole_page() const { return bottom - top - 12; }

    // The frame around what stands on a page is stronger than the lines inside it.
    void close_frame() {
        if (y_ <= frame_top_) return;
        draw([y = frame_top_, h = y_ - frame_top_](cairo_t* to) {
            cairo_rectangle(to, left, y, inner, h);
            cairo_set_source_rgb(to, 0.2, 0.2, 0.21);
            cairo_set_line_width(to, 1.1);
            cairo_stroke(to);
        });
    }

    void place(const Band& band, double height, const std::vector<std::size_t>& from, const std::vector<std::size_t>& until, bool again) {
        double x = left;
        for (std::size_t i = 0; i < band.boxes.size(); ++i) {
            const auto& b = band.boxes[i];
            const auto& words = again && b.label && b.again.lines() > 0 ? b.again : b.text;
            const auto first = b.label ? 0 : from[i], last = b.label ? words.lines() : until[i];
            const bool centred = b.label || (band.boxes.size() > 2 && until[i] - from[i] == 1);
            const double y = centred ? y_ + (height - words.height(first, last)) / 2 : y_ + pad_y;
            draw([words, x, y, y0 = y_, height, first, last, width = b.width, shaded = b.label](cairo_t* to) {
                stroke_box(to, x, y0, width, height, shaded);
                words.draw(to, x + pad_x, y, first, last);
            });
            x += b.width;
        }
        y_ += height;
    }

    // `whole`: rather on the next page than cut. A row that is longer than a page is cut between lines.
    void add(const Band& band, bool whole) {
        std::vector<std::size_t> from(band.boxes.size(), 0), until;
        for (const auto& b : band.boxes) until.push_back(b.text.lines());
        double height = band.height();
        if (height <= room()) return place(band, height, from, until, false);
        if ((whole && height <= whole_page()) || room() < std::min(height, 86.0)) new_page();
        for (bool again = false;; again = true) {
            double rest = again ? 0 : band.least;
            for (std::size_t i = 0; i < band.boxes.size(); ++i)
                if (!band.boxes[i].label) rest = std::max(rest, band.boxes[i].text.height(from[i], band.boxes[i].text.lines()) + 2 * pad_y);
                else rest = std::max(rest, band.boxes[i].text.height() + 2 * pad_y);
            for (std::size_t i = 0; i < band.boxes.size(); ++i) until[i] = band.boxes[i].text.lines();
            if (rest <= room()) return place(band, rest, from, until, again);
            for (std::size_t i = 0; i < band.boxes.size(); ++i) {
                const auto& b = band.boxes[i];
                if (b.label) continue;
                until[i] = b.text.fitting(from[i], room() - 2 * pad_y);
                if (until[i] + 1 == b.text.lines() && until[i] > from[i] + 2) --until[i];  // no single line alone on the next page
            }
            place(band, room(), from, until, again);
            from = until;
            new_page();
        }
    }

    static Style value_style(Showing showing) {
        Style style;
        if (showing == Showing::erased || showing == Showing::missing) style.ink = grey;
        return style;
    }
    Box label(std::string_view words, double width) const {
        return {width, text(words, width - 2 * pad_x + 3, label_style()), true, text(std::string(words) + sheet_.continued, width - 2 * pad_x + 3, label_style())};
    }
    Box value(std::string_view words, double width, Showing showing) const { return {width, text(words, width - 2 * pad_x, value_style(showing)), false, {}}; }

    void grid(const Block& block) {
        const int columns = std::max(1, block.columns);
        const double pair = inner / columns;
        Band band;
        int used = 0;
        const auto flush = [&] {
            if (band.boxes.empty()) return;
            band.least = 21.5;
            add(band, true);
            band = {};
            used = 0;
        };
        for (std::size_t i = 0; i < block.cells.size(); ++i) {
            const auto& cell = block.cells[i];
            int span = std::clamp(cell.span, 1, columns);
            if (used + span > columns) flush();
            const bool last = i + 1 == block.cells.size() || used + span + std::clamp(block.cells[i + 1].span, 1, columns) > columns;
            if (last) span = columns - used;  // no hole at the end of a row
            band.boxes.push_back(label(cell.label, label_width()));
            band.boxes.push_back(value(cell.value, pair * span - label_width(), cell.showing));
            used += span;
            if (used >= columns) flush();
        }
        flush();
    }

    void box(const Block& block) {
        Band band;
        band.boxes = {label(block.label, label_width()), value(block.text, inner - label_width(), block.showing)};
        band.least = std::max(1, block.lines) * Style{}.size * 1.5 + 2 * pad_y;
        add(band, band.height() < 130);
    }

    void table(const Block& block) {
        if (room() < 74) new_page();
        if (!block.label.empty()) {
            Band band;
            band.boxes = {{inner, text(block.label, inner - 2 * pad_x, label_style()), true, {}}};
            band.least = 20;
            add(band, true);
        }
        double shares = 0;
        for (const auto& h : block.heads) shares += h.width;
        const auto band_of = [&](const std::vector<std::string>& cells, bool heading) {
            Band band;
            for (std::size_t i = 0; i < block.heads.size(); ++i) {
                const double width = inner * block.heads[i].width / shares;
                const std::string_view words = i < cells.size() ? std::string_view(cells[i]) : std::string_view{};
                band.boxes.push_back(heading ? Box{width, text(words, width - 2 * pad_x, label_style()), true, {}}
                                             : Box{width, text(words, width - 2 * pad_x, {.size = 8.8}), false, {}});
            }
            band.least = heading ? 18 : 18.5;
            return band;
        };
        std::vector<std::string> heads;
        for (const auto& h : block.heads) heads.push_back(h.label);
        const auto heading = band_of(heads, true);
        add(heading, true);
        again_ = [this, heading] { add(heading, true); };
        for (const auto& row : block.rows) add(band_of(row.cells, false), true);
        for (auto n = block.rows.size(); n < static_cast<std::size_t>(std::max(0, block.lines)); ++n) add(band_of({}, false), true);
        again_ = nullptr;
    }

    void signatures(const Block& block) {
        const std::size_t in_a_row = block.cells.size() <= 4 ? block.cells.size() : 3;
        constexpr double height = 62;
        const auto rows = (block.cells.size() + in_a_row - 1) / in_a_row;
        if (room() < height * static_cast<double>(rows)) new_page();
        for (std::size_t i = 0; i < block.cells.size(); i += in_a_row) {
            const auto here = std::min(in_a_row, block.cells.size() - i);
            const double width = inner / static_cast<double>(here);
            for (std::size_t n = 0; n < here; ++n) {
                const auto& cell = block.cells[i + n];
                const double x = left + width * static_cast<double>(n);
                auto who = text(cell.label, width - 2 * pad_x, {.size = 8.8, .ink = grey});
                auto name = text(cell.value, width - 2 * pad_x, value_style(cell.showing));
                auto date = text(sheet_.date_line, width - 2 * pad_x, {.size = 8.8, .ink = grey, .align = PANGO_ALIGN_RIGHT});
                draw([=, y = y_](cairo_t* to) {
                    stroke_box(to, x, y, width, height, false);
                    who.draw(to, x + pad_x, y + 3);
                    name.draw(to, x + pad_x, y + 20);
                    date.draw(to, x + pad_x, y + height - 17);
                });
            }
            y_ += height;
        }
    }

    void feet() {
        const auto count = pages_.size();
        std::string small;
        for (const auto& line : sheet_.foot) small += (small.empty() ? "" : "\n") + line;
        for (std::size_t i = 0; i < count; ++i) {
            auto foot = text(small, inner - 90, {.size = 7.2, .ink = grey});
            auto number = text(filled(filled(sheet_.page_words, "{page}", i + 1), "{pages}", count), 90, {.size = 8.2, .ink = grey, .align = PANGO_ALIGN_RIGHT});
            pages_[i].push_back([foot, number](cairo_t* to) {
                foot.draw(to, left, bottom + 7);
                number.draw(to, right - 90, bottom + 6);
            });
        }
    }

    void qr(double x, double y, double size) {
        const std::shared_ptr<QRcode> code(QRcode_encodeString8bit(sheet_.code.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
        if (!code) return;
        draw([code, x, y, step = size / code->width](cairo_t* to) {
            cairo_set_source_rgb(to, 0, 0, 0);
            for (int row = 0; row < code->width; ++row)
                for (int column = 0; column < code->width; ++column) {
                    if (!(code->data[row * code->width + column] & 1)) continue;
                    int run = 1;
                    while (column + run < code->width && (code->data[row * code->width + column + run] & 1)) ++run;
                    cairo_rectangle(to, x + column * step, y + row * step, run * step, step);
                    column += run - 1;
                }
            cairo_fill(to);
        });
    }

    PangoContext* context_;
    const Sheet& sheet_;
    bool latin_;
    std::vector<Page> pages_;
    double y_ = 0, frame_top_ = 0;
    std::function<void()> again_;  // the heads of the table that goes on
};

}  // namespace

std::vector<Page> compose(PangoContext* context, const Sheet& sheet) { return Composer(context, sheet).all(); }

}  // namespace huiyin::paper
