// Reading JSON text strictly and writing strings safely.
#include "kernel/json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <cmath>

#include "kernel/utf8.hpp"

namespace huiyin::json {

namespace {
namespace bj = boost::json;

constexpr std::size_t max_depth = 16;

// What Boost.JSON lets pass and we do not.
enum class Fault { none, duplicate_key, nul_character, number_too_large };

std::string_view name(Fault fault) {
    switch (fault) {
        case Fault::none:
            break;
        case Fault::duplicate_key:
            return "duplicate-key";
        case Fault::nul_character:
            return "nul-character";
        case Fault::number_too_large:
            return "number-too-large";
    }
    return "syntax";
}

// Builds the value. Boost's own parser keeps the last of two equal keys in silence, so that two readers of
// one request could see different commands; this one stops there.
class Builder {
  public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    Fault fault = Fault::none;
    bj::value result;

    bool on_document_begin(bj::error_code&) { return true; }
    bool on_document_end(bj::error_code&) { return true; }
    bool on_object_begin(bj::error_code&) { return open(bj::object{}); }
    bool on_object_end(std::size_t, bj::error_code& ec) { return close(ec); }
    bool on_array_begin(bj::error_code&) { return open(bj::array{}); }
    bool on_array_end(std::size_t, bj::error_code& ec) { return close(ec); }
    bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) {
        text_ += part;
        return true;
    }
    bool on_key(bj::string_view part, std::size_t, bj::error_code& ec) {
        text_ += part;
        auto& frame = frames_.back();
        frame.key = std::move(text_);
        text_.clear();
        if (frame.key.contains('\0')) return stop(Fault::nul_character, ec);
        if (frame.container.get_object().contains(frame.key)) return stop(Fault::duplicate_key, ec);
        return true;
    }
    bool on_string_part(bj::string_view part, std::size_t, bj::error_code&) {
        text_ += part;
        return true;
    }
    bool on_string(bj::string_view part, std::size_t, bj::error_code& ec) {
        text_ += part;
        if (text_.contains('\0')) return stop(Fault::nul_character, ec);  // no store keeps it
        bj::string value(text_);
        text_.clear();
        return put(std::move(value));
    }
    bool on_number_part(bj::string_view, bj::error_code&) { return true; }
    bool on_int64(std::int64_t n, bj::string_view, bj::error_code&) { return put(n); }
    bool on_uint64(std::uint64_t n, bj::string_view, bj::error_code&) { return put(n); }
    bool on_double(double n, bj::string_view, bj::error_code& ec) {
        return std::isfinite(n) ? put(n) : stop(Fault::number_too_large, ec);
    }
    bool on_bool(bool b, bj::error_code&) { return put(b); }
    bool on_null(bj::error_code&) { return put(nullptr); }
    bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
    bool on_comment(bj::string_view, bj::error_code&) { return true; }

  private:
    struct Frame {
        bj::value container;
        std::string key;
    };
    std::vector<Frame> frames_;
    std::string text_;

    bool stop(Fault why, bj::error_code& ec) {
        fault = why;
        ec = bj::error::syntax;
        return false;
    }
    bool open(bj::value container) {
        frames_.push_back({std::move(container), {}});
        return true;
    }
    bool close(bj::error_code&) {
        auto done = std::move(frames_.back().container);
        frames_.pop_back();
        return put(std::move(done));
    }
    bool put(bj::value value) {
        if (frames_.empty()) {
            result = std::move(value);
        } else if (auto& frame = frames_.back(); auto* object = frame.container.if_object()) {
            object->emplace(frame.key, std::move(value));
        } else {
            frame.container.get_array().push_back(std::move(value));
        }
        return true;
    }
};

std::unexpected<Refusal> malformed(std::size_t offset, std::string_view reason) {
    return refuse({"malformed-json", Trouble::invalid, {}, {}, {{"offset", offset}, {"reason", reason}}});
}
}  // namespace

Result<bj::value> parse(std::string_view text) {
    bj::parse_options options;
    options.max_depth = max_depth;
    bj::basic_parser<Builder> parser{options};
    bj::error_code ec;
    const std::size_t taken = parser.write_some(false, text.data(), text.size(), ec);
    if (ec) return malformed(taken, ec == bj::error::too_deep ? "too-deep" : name(parser.handler().fault));
    if (taken != text.size()) return malformed(taken, "text-after-the-end");
    return std::move(parser.handler().result);
}

void write_string(std::string& out, std::string_view text) {
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    std::size_t plain = 0;  // where the part that needs no change begins
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\') {
            ++i;
            continue;
        }
        if (byte >= 0x80) {
            const auto d = utf8::front(text.substr(i));
            if (d.good) {
                i += d.bytes;
                continue;
            }
        }
        out.append(text, plain, i - plain);
        switch (byte) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                if (byte < 0x20) {
                    out += "\\u00";
                    out += hex[byte >> 4];
                    out += hex[byte & 15];
                } else {
                    utf8::append(out, utf8::replacement);
                }
        }
        plain = ++i;
    }
    out.append(text, plain);
    out += '"';
}

}  // namespace huiyin::json
