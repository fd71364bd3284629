// Text on paper, line by line.
#include "paper/row.hpp"

#include <algorithm>

#include "paper/rare.hpp"

namespace huiyin::paper {
namespace {

// What somebody typed or imported may hold anything; paper takes letters and line ends.
std::string printable(std::string_view text) {
    if (text.empty()) return {};
    const std::unique_ptr<char, decltype(&g_free)> valid(g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())), g_free);
    std::string out;
    for (const char* at = valid.get(); *at; ++at) {
        const auto c = static_cast<unsigned char>(*at);
        if (c == '\n' || (c >= 0x20 && c != 0x7f)) out += *at;
        else if (c == '\t') out += ' ';
    }
    return out;
}

}  // namespace

Text::Text(PangoContext* context, std::string_view text, double width, const Style& style) : style_(style) {
    layout_ = {pango_layout_new(context), [](PangoLayout* l) { g_object_unref(l); }};
    auto* font = pango_font_description_new();
    pango_font_description_set_family(font, "WenQuanYi Micro Hei, Noto Sans CJK SC");
    pango_font_description_set_size(font, static_cast<int>(style.size * PANGO_SCALE));
    pango_layout_set_font_description(layout_.get(), font);
    pango_font_description_free(font);
    pango_layout_set_width(layout_.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout_.get(), style.align);
    const auto said = printable(text);
    pango_layout_set_text(layout_.get(), said.data(), static_cast<int>(said.size()));
    if (style.spread > 0) {
        auto* attributes = pango_attr_list_new();
        pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(static_cast<int>(style.spread * PANGO_SCALE)));
        pango_layout_set_attributes(layout_.get(), attributes);
        pango_attr_list_unref(attributes);
    }
    // Every line has the same height, whatever face a rare character of it came from.
    const double line_height = style.size * 1.5;
    auto* at = pango_layout_get_iter(layout_.get());
    do {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(at, nullptr, &logical);
        const double top = static_cast<double>(lines_.size()) * line_height;
        lines_.push_back({pango_layout_iter_get_line_readonly(at), static_cast<double>(logical.x) / PANGO_SCALE, top, top + line_height,
                          top + line_height * 0.5 + style.size * 0.36, static_cast<double>(logical.width) / PANGO_SCALE});
    } while (pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
}

double Text::height(std::size_t from, std::size_t to) const { return from >= to ? 0 : lines_[to - 1].bottom - lines_[from].top; }

double Text::width() const {
    double widest = 0;
    for (const auto& line : lines_) widest = std::max(widest, line.width);
    return widest;
}

std::size_t Text::fitting(std::size_t from, double height) const {
    auto to = from;
    while (to < lines_.size() && lines_[to].bottom - lines_[from].top <= height + 0.01) ++to;
    return to;
}

void Text::draw(cairo_t* to, double x, double y, std::size_t from, std::size_t until) const {
    for (auto i = from; i < until; ++i) {
        const auto& line = lines_[i];
        cairo_set_source_rgb(to, style_.ink.r, style_.ink.g, style_.ink.b);
        cairo_move_to(to, x + line.x, y + line.baseline - lines_[from].top);
        show_line(to, layout_.get(), line.line);
        if (!style_.strong) continue;
        cairo_move_to(to, x + line.x, y + line.baseline - lines_[from].top);
        pango_cairo_layout_line_path(to, line.line);
        cairo_set_line_width(to, style_.size * 0.022);
        cairo_stroke(to);
    }
}

double Band::height() const {
    double most = least;
    for (const auto& box : boxes) most = std::max(most, box.text.height() + 2 * pad_y);
    return most;
}

void stroke_box(cairo_t* to, double x, double y, double width, double height, bool shaded) {
    cairo_rectangle(to, x, y, width, height);
    if (shaded) {
        cairo_set_source_rgb(to, pale.r, pale.g, pale.b);
        cairo_fill_preserve(to);
    }
    cairo_set_source_rgb(to, line_ink.r, line_ink.g, line_ink.b);
    cairo_set_line_width(to, 0.5);
    cairo_stroke(to);
}

}  // namespace huiyin::paper
