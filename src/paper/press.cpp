// Fonts and surfaces.
#include "paper/press.hpp"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <qrencode.h>

#include <array>
#include <filesystem>

#include "paper/compose.hpp"
#include "paper/freed.hpp"

namespace huiyin::paper {
namespace {

// Debian's places for fonts-wqy-microhei and fonts-noto-cjk.
constexpr std::array font_files = {"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"};

using Surface = std::unique_ptr<cairo_surface_t, Freed<cairo_surface_destroy>>;
using Drawing = std::unique_ptr<cairo_t, Freed<cairo_destroy>>;
using Context = std::unique_ptr<PangoContext, Freed<g_object_unref>>;

cairo_status_t append(void* to, const unsigned char* bytes, unsigned int length) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

void sound(cairo_status_t status) {
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(std::string("the press: ") + cairo_status_to_string(status));
}

}  // namespace

// A configuration with two files in it and nothing of the machine's.
struct Press::Fonts {
    FcConfig* config = FcConfigCreate();
    PangoFontMap* map = nullptr;

    Fonts() {
        for (const auto* file : font_files) {
            if (!FcConfigAppFontAddFile(config, reinterpret_cast<const FcChar8*>(file))) {
                FcConfigDestroy(config);
                throw FontsMissing(std::string("forms are printed with ") + file + ": install fonts-wqy-microhei and fonts-noto-cjk");
            }
        }
        map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
        pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);  // a font's points are the page's points
    }
    ~Fonts() {
        g_object_unref(map);
        FcConfigDestroy(config);
    }

    // Lines must break at the same places on paper and in a picture: no hinting, no rounding to pixels.
    Context context(const Sheet& sheet) const {
        Context made(pango_font_map_create_context(map));
        auto* options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
        pango_cairo_context_set_font_options(made.get(), options);
        cairo_font_options_destroy(options);
        pango_context_set_round_glyph_positions(made.get(), FALSE);
        const auto language = sheet.language == "en" ? "en" : sheet.language == "zh-Hant" ? "zh-tw" : "zh-cn";
        pango_context_set_language(made.get(), pango_language_from_string(language));
        return made;
    }
};

QrPath qr_path(const std::string& words) {
    const std::unique_ptr<QRcode, Freed<QRcode_free>> code(words.empty() ? nullptr : QRcode_encodeString8bit(words.c_str(), 0, QR_ECLEVEL_M));
    if (!code) return {};
    QrPath drawn{code->width, {}};
    for (int row = 0; row < code->width; ++row)
        for (int column = 0; column < code->width; ++column) {
            int run = 0;
            while (column + run < code->width && (code->data[row * code->width + column + run] & 1)) ++run;
            if (run == 0) continue;
            drawn.path += "M" + std::to_string(column) + " " + std::to_string(row) + "h" + std::to_string(run) + "v1h-" + std::to_string(run) + "z";
            column += run;
        }
    return drawn;
}

bool Press::has_fonts() {
    for (const auto* file : font_files)
        if (!std::filesystem::exists(file)) return false;
    return true;
}

Press& Press::of_this_program() {
    static Press press;
    return press;
}

Press::Press() : fonts_(std::make_unique<Fonts>()) {}
Press::~Press() = default;

std::string Press::pdf(const std::vector<Sheet>& sheets, const std::string& title, const std::string& made) {
    const std::lock_guard lock(mutex_);
    std::string bytes;
    const Surface surface(cairo_pdf_surface_create_for_stream(append, &bytes, page_width, page_height));
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Huiyin");
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, made.c_str());
    const Drawing drawing(cairo_create(surface.get()));
    for (const auto& sheet : sheets) {
        const auto context = fonts_->context(sheet);
        for (const auto& page : compose(context.get(), sheet)) {
            for (const auto& draw : page) draw(drawing.get());
            cairo_show_page(drawing.get());
        }
    }
    sound(cairo_status(drawing.get()));
    cairo_surface_finish(surface.get());
    sound(cairo_surface_status(surface.get()));
    return bytes;
}

std::string Press::png(const Sheet& sheet, int page, double dots_per_inch) {
    const std::lock_guard lock(mutex_);
    const auto context = fonts_->context(sheet);
    const auto pages = compose(context.get(), sheet);
    if (page < 0 || page >= static_cast<int>(pages.size())) return {};
    const double scale = dots_per_inch / 72;
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(page_width * scale + 0.5), static_cast<int>(page_height * scale + 0.5)));
    const Drawing drawing(cairo_create(surface.get()));
    cairo_set_source_rgb(drawing.get(), 1, 1, 1);
    cairo_paint(drawing.get());
    cairo_scale(drawing.get(), scale, scale);
    for (const auto& draw : pages[static_cast<std::size_t>(page)]) draw(drawing.get());
    sound(cairo_status(drawing.get()));
    std::string bytes;
    sound(cairo_surface_write_to_png_stream(surface.get(), append, &bytes));
    return bytes;
}

int Press::pages(const Sheet& sheet) {
    const std::lock_guard lock(mutex_);
    const auto context = fonts_->context(sheet);
    return static_cast<int>(compose(context.get(), sheet).size());
}

}  // namespace huiyin::paper
