// A user font of Cairo for each face of the fallback: its glyphs are the outlines of that face.
#include "paper/rare.hpp"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-font.h>

#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "paper/freed.hpp"

namespace huiyin::paper {
namespace {

// Cairo writes outlines in 256ths of a font's unit: with a thousand units to the em nothing of a stroke is lost.
constexpr double em = 1000;
const cairo_user_data_key_t drawn_face{};

using Face = std::unique_ptr<cairo_font_face_t, Freed<cairo_font_face_destroy>>;

// Cairo clips what is drawn to the sizes that a font says of itself; the box of a whole character and some more is enough.
cairo_status_t say_size(cairo_scaled_font_t*, cairo_t*, cairo_font_extents_t* extents) {
    *extents = {em, em * 0.3, em * 1.3, em * 1.2, 0};
    return CAIRO_STATUS_SUCCESS;
}

cairo_status_t draw_glyph(cairo_scaled_font_t* font, unsigned long index, cairo_t* to, cairo_text_extents_t* extents) {
    auto* face = static_cast<cairo_font_face_t*>(cairo_font_face_get_user_data(cairo_scaled_font_get_font_face(font), &drawn_face));
    cairo_set_font_face(to, face);
    cairo_set_font_size(to, em);
    const cairo_glyph_t glyph{index, 0, 0};
    cairo_text_extents_t measured;
    cairo_glyph_extents(to, &glyph, 1, &measured);
    *extents = {-em / 10, -em, em * 1.2, em * 1.3, measured.x_advance, 0};
    cairo_glyph_path(to, &glyph, 1);
    cairo_fill(to);
    return CAIRO_STATUS_SUCCESS;
}

// One for each face of the fallback file, for as long as the program runs. The press lets in one thread at a time.
cairo_font_face_t* drawn(PangoFont* font) {
    static std::map<int, std::pair<Face, Face>> known;
    int index = 0;
    FcPatternGetInteger(pango_fc_font_get_pattern(PANGO_FC_FONT(font)), FC_INDEX, 0, &index);
    auto& [outlines, drawing] = known[index];
    if (!drawing) {
        outlines.reset(cairo_font_face_reference(cairo_scaled_font_get_font_face(pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)))));
        drawing.reset(cairo_user_font_face_create());
        cairo_user_font_face_set_init_func(drawing.get(), say_size);
        cairo_user_font_face_set_render_glyph_func(drawing.get(), draw_glyph);
        cairo_font_face_set_user_data(drawing.get(), &drawn_face, outlines.get(), nullptr);
    }
    return drawing.get();
}

bool is_fallback(PangoFont* font) {
    FcChar8* file = nullptr;
    if (!PANGO_IS_FC_FONT(font) || FcPatternGetString(pango_fc_font_get_pattern(PANGO_FC_FONT(font)), FC_FILE, 0, &file) != FcResultMatch) return false;
    return std::string_view(reinterpret_cast<const char*>(file)).find("NotoSansCJK") != std::string_view::npos;
}

double units(int pango) { return static_cast<double>(pango) / PANGO_SCALE; }

void draw_run(cairo_t* to, const char* text, PangoGlyphItem* run, double x, double y) {
    const auto& item = *run->item;
    const auto& string = *run->glyphs;
    std::vector<cairo_glyph_t> glyphs;
    std::vector<cairo_text_cluster_t> clusters;
    for (int i = 0; i < string.num_glyphs; ++i) {
        const auto& g = string.glyphs[i];
        if (i == 0 || string.log_clusters[i] != string.log_clusters[i - 1]) {
            int end = item.length;
            for (int next = i + 1; next < string.num_glyphs; ++next)
                if (string.log_clusters[next] != string.log_clusters[i]) {
                    end = string.log_clusters[next];
                    break;
                }
            clusters.push_back({end - string.log_clusters[i], 0});
        }
        if (g.glyph != PANGO_GLYPH_EMPTY) {
            glyphs.push_back({g.glyph, x + units(g.geometry.x_offset), y + units(g.geometry.y_offset)});
            ++clusters.back().num_glyphs;
        }
        x += units(g.geometry.width);
    }
    cairo_matrix_t size;
    cairo_scaled_font_get_font_matrix(pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(item.analysis.font)), &size);
    cairo_save(to);
    cairo_set_font_face(to, drawn(item.analysis.font));
    cairo_set_font_size(to, size.yy / em);
    cairo_show_text_glyphs(to, text + item.offset, item.length, glyphs.data(), static_cast<int>(glyphs.size()), clusters.data(),
                           static_cast<int>(clusters.size()), static_cast<cairo_text_cluster_flags_t>(0));
    cairo_restore(to);
}

}  // namespace

void show_line(cairo_t* to, PangoLayout* layout, PangoLayoutLine* line) {
    bool rare = false;
    if (cairo_surface_get_type(cairo_get_target(to)) == CAIRO_SURFACE_TYPE_PDF)
        for (auto* at = line->runs; at; at = at->next) {
            const auto* run = static_cast<PangoGlyphItem*>(at->data);
            rare = rare || (is_fallback(run->item->analysis.font) && run->item->analysis.level % 2 == 0);
        }
    if (!rare) return pango_cairo_show_layout_line(to, line);
    const auto* text = pango_layout_get_text(layout);
    double x = 0, y = 0;
    cairo_get_current_point(to, &x, &y);
    for (auto* at = line->runs; at; at = at->next) {
        auto* run = static_cast<PangoGlyphItem*>(at->data);
        if (is_fallback(run->item->analysis.font) && run->item->analysis.level % 2 == 0) {
            draw_run(to, text, run, x, y);
        } else {
            cairo_move_to(to, x, y);
            pango_cairo_show_glyph_item(to, text, run);
        }
        x += units(pango_glyph_string_get_width(run->glyphs));
    }
}

}  // namespace huiyin::paper
