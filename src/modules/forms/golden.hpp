// A sheet as a picture beside its golden one, and its words in the PDF: for the tests of forms.
#pragma once
#include <gtest/gtest.h>

#include <cairo.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "paper/press.hpp"
#include "record.hpp"
#include "words/words.hpp"

namespace huiyin::forms {
namespace fs = std::filesystem;

using Picture = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;

inline Picture picture_of(const std::string& file) {
    Picture p(cairo_image_surface_create_from_png(file.c_str()), cairo_surface_destroy);
    cairo_surface_flush(p.get());
    return p;
}

// The share of the page, in thousandths, that is clearly darker or lighter than in the other picture.
inline double difference(cairo_surface_t* a, cairo_surface_t* b) {
    const int width = cairo_image_surface_get_width(a), height = cairo_image_surface_get_height(a);
    if (width != cairo_image_surface_get_width(b) || height != cairo_image_surface_get_height(b)) return 1000;
    const auto grey = [&](cairo_surface_t* s, int x, int y) {
        const auto* pixel = cairo_image_surface_get_data(s) + y * cairo_image_surface_get_stride(s) + x * 4;
        return (pixel[0] + pixel[1] + pixel[2]) / 3;
    };
    long different = 0;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) different += std::abs(grey(a, x, y) - grey(b, x, y)) > 64;
    return 1000.0 * static_cast<double>(different) / (static_cast<double>(width) * height);
}

inline void compare(const std::string& name, const paper::Sheet& sheet) {
    const fs::path golden = HUIYIN_SOURCE_DIR "/forms/golden";
    auto& press = paper::Press::of_this_program();
    for (int page = 0; page < press.pages(sheet); ++page) {
        const auto file = golden / (name + "-" + std::to_string(page + 1) + ".png");
        const auto png = press.png(sheet, page, 72);
        if (std::getenv("HUIYIN_ACCEPT")) std::ofstream(file, std::ios::binary) << png;
        ASSERT_TRUE(fs::exists(file)) << file << " is missing: ./test forms --accept, then look at it";
        const auto now = fs::path(testing::TempDir()) / (name + "-now.png");
        std::ofstream(now, std::ios::binary) << png;
        EXPECT_LT(difference(picture_of(file).get(), picture_of(now).get()), 1.0) << file << " no longer looks like " << now;
    }
    EXPECT_FALSE(fs::exists(golden / (name + "-" + std::to_string(press.pages(sheet) + 1) + ".png"))) << name << " has lost a page";
}

inline std::string words_of(const std::string& pdf) {
    const auto file = testing::TempDir() + "huiyin_sheets_" + std::to_string(::getpid()) + ".pdf";
    std::ofstream(file, std::ios::binary) << pdf;
    std::string words;
    auto* out = ::popen(("pdftotext -layout " + file + " -").c_str(), "r");
    char buffer[4096];
    for (std::size_t n; (n = ::fread(buffer, 1, sizeof buffer, out)) > 0;) words.append(buffer, n);
    ::pclose(out);
    fs::remove(file);
    return words;
}

inline Dress dressed(const char* language, bool clear = true) {
    Dress d;
    d.language = language;
    d.clear = clear;
    d.organisation = "安居物业服务有限公司";
    d.site = "翠湖花园";
    d.printed_by = "林晓芸";
    d.printed_at = Instant{1772535600000};
    return d;
}

inline std::string pdf_of(const paper::Sheet& sheet) { return paper::Press::of_this_program().pdf({sheet}, sheet.number, "2026-03-03T17:30:00+08:00"); }

}  // namespace huiyin::forms
