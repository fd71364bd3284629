// The press: sheets become A4 pages, as PDF or as a picture. The fonts are its own choice and do not depend on what the
// machine prefers: WenQuanYi Micro Hei, and Noto Sans CJK only for the characters that it lacks, drawn one by one
// (rare.hpp). One sheet after another, whoever asks: call it from a worker, never from an io thread.
#pragma once
#include <memory>
#include <mutex>

#include "paper/sheet.hpp"

namespace huiyin::paper {

struct FontsMissing : std::runtime_error { using std::runtime_error::runtime_error; };

// The modules of a QR code as an SVG path in a square of `size` units; size 0 if it cannot be said.
struct QrPath {
    int size = 0;
    std::string path;
};
QrPath qr_path(const std::string& words);

class Press {
  public:
    static Press& of_this_program();  // made when first needed
    static bool has_fonts();          // false: the packages with the two fonts are not there
    ~Press();
    Press(const Press&) = delete;
    Press& operator=(const Press&) = delete;

    // `made` is what the file says about its own age: "2026-03-03T09:10:00+08:00". Same sheets, same bytes.
    std::string pdf(const std::vector<Sheet>& sheets, const std::string& title, const std::string& made);
    // Page `page` (from 0) as PNG; "" if there is none. For tests that compare pictures.
    std::string png(const Sheet& sheet, int page, double dots_per_inch);
    int pages(const Sheet& sheet);

  private:
    Press();
    struct Fonts;
    std::unique_ptr<Fonts> fonts_;
    std::mutex mutex_;  // Pango's font map is one thread's at a time
};

}  // namespace huiyin::paper
