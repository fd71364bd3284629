// A business "no" is a Refusal: a code that locales/ turns into a sentence and, where the handbook
// speaks, the clause. Broken machinery is an exception; what cannot be is ensure().
#pragma once
#include <boost/json/object.hpp>
#include <expected>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace huiyin {

// Why it was refused; the door turns it into a status: 422, 404, 403, 409, 409 (stale), 413, 429, 401.
enum class Trouble { invalid, missing, forbidden, conflict, stale, too_large, too_many, unauthenticated };

// One wrong field. `code` is a key under "field." in locales/, e.g. "required", "too-long".
struct FieldError {
    std::string field;
    std::string code;
    bool operator==(const FieldError&) const = default;
};

struct Refusal {
    std::string code;  // e.g. "complaint.not-yet-verified": a key under "refused." in locales/
    Trouble trouble = Trouble::conflict;
    std::string clause{};  // e.g. "D4"; empty where the handbook is silent
    std::vector<FieldError> fields{};
    boost::json::object details{};  // what the sentence needs (names, numbers) and, for stale, what changed

    // Two refusals are the same "no" if their codes agree.
    friend bool operator==(const Refusal& a, const Refusal& b) { return a.code == b.code; }
};

template <class T>
using Result = std::expected<T, Refusal>;

inline std::unexpected<Refusal> refuse(Refusal r) {
    return std::unexpected<Refusal>(std::move(r));
}

// Something that cannot be: the request fails, the transaction rolls back, the log shouts.
struct Impossible : std::logic_error {
    using std::logic_error::logic_error;
};
inline void ensure(bool holds, const char* what) {
    if (!holds) throw Impossible(what);
}

// Collects every wrong field of a command, so that a person sees them all at once.
// A command has `void check(Checks& c) const` that names its rules.
class Checks {
  public:
    explicit Checks(std::string prefix = {}) : prefix_(std::move(prefix)) {}
    void fail(std::string_view field, std::string_view code) {
        errors_.push_back({prefix_ + std::string(field), std::string(code)});
    }
    // Text is counted in Unicode characters; only blank characters count as absent.
    void required(std::string_view field, std::string_view text);
    void length(std::string_view field, std::string_view text, std::size_t most);
    void when(bool wrong, std::string_view field, std::string_view code) {
        if (wrong) fail(field, code);
    }
    const std::vector<FieldError>& errors() const { return errors_; }
    bool ok() const { return errors_.empty(); }
    Refusal refusal() const { return {"invalid", Trouble::invalid, {}, errors_, {}}; }

  private:
    std::string prefix_;
    std::vector<FieldError> errors_;
};

}  // namespace huiyin
