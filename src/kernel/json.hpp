// The walk between described structs and JSON, both ways. Reading collects every field error at once and
// refuses unknown and duplicate keys; writing goes straight to text. BOOST_DESCRIBE_STRUCT names the fields.
//
//   struct CloseComplaint { ComplaintId id; std::string outcome; };
//   BOOST_DESCRIBE_STRUCT(CloseComplaint, (), (id, outcome))
//
// Wire forms: Id → "123" · Instant → milliseconds · Day → "2026-11-23" · Money → fen · enum → its
// enumerator's name (BOOST_DESCRIBE_ENUM) · optional → absent or null · vector → array · bool, int, string.
// std::optional fields may be absent; fields with no optional must be there unless the struct names them
// in `static constexpr auto optional_fields = {"x", …}`.
#pragma once
#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <charconv>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "kernel/ids.hpp"
#include "kernel/money.hpp"
#include "kernel/result.hpp"
#include "kernel/time.hpp"

namespace huiyin {

// JSON text kept as it is (journal facts, explanations): written raw, never parsed again.
struct RawJson {
    std::string text = "null";
    bool operator==(const RawJson&) const = default;
};

namespace json {

template <class T>
concept Described = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;
template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;

template <class E>
constexpr std::string_view enum_name(E value) {
    std::string_view found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
        if (d.value == value) found = d.name;
    });
    return found;
}
template <class E>
constexpr std::optional<E> enum_value(std::string_view name) {
    std::optional<E> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
        if (name == d.name) found = d.value;
    });
    return found;
}

template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<Id<Tag>> : std::true_type {};
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};

void write_string(std::string& out, std::string_view text);

template <class T>
void write(std::string& out, const T& value) {
    if constexpr (is_id<T>::value) {
        out += '"';
        out += std::to_string(value.value);
        out += '"';
    } else if constexpr (std::is_same_v<T, RawJson>) {
        out += value.text;
    } else if constexpr (std::is_same_v<T, Instant>) {
        out += std::to_string(value.ms);
    } else if constexpr (std::is_same_v<T, Day>) {
        write_string(out, value.iso());
    } else if constexpr (std::is_same_v<T, Money>) {
        out += std::to_string(value.fen);
    } else if constexpr (std::is_same_v<T, Points>) {
        out += std::to_string(value.hundredths);
    } else if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (DescribedEnum<T>) {
        write_string(out, enum_name(value));
    } else if constexpr (std::is_integral_v<T>) {
        out += std::to_string(value);
    } else if constexpr (std::is_floating_point_v<T>) {
        out += boost::json::serialize(boost::json::value(value));
    } else if constexpr (std::is_convertible_v<T, std::string_view>) {
        write_string(out, value);
    } else if constexpr (is_optional<T>::value) {
        if (value)
            write(out, *value);
        else
            out += "null";
    } else if constexpr (is_vector<T>::value) {
        out += '[';
        bool first = true;
        for (const auto& item : value) {
            if (!first) out += ',';
            first = false;
            write(out, item);
        }
        out += ']';
    } else if constexpr (std::is_same_v<T, boost::json::object> || std::is_same_v<T, boost::json::value>) {
        out += boost::json::serialize(value);
    } else {
        static_assert(Described<T>, "describe this struct with BOOST_DESCRIBE_STRUCT");
        out += '{';
        bool first = true;
        boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public |
                                                                          boost::describe::mod_inherited>>(
            [&](auto d) {
                const auto& member = value.*d.pointer;
                using M = std::remove_cvref_t<decltype(member)>;
                if constexpr (is_optional<M>::value) {
                    if (!member) return;  // absent, not null: shorter, and the same to a reader
                }
                if (!first) out += ',';
                first = false;
                out += '"';
                out += d.name;
                out += "\":";
                write(out, member);
            });
        out += '}';
    }
}

template <class T>
std::string text(const T& value) {
    std::string out;
    write(out, value);
    return out;
}

// Reads `from` into `to`; what is wrong goes into `errors` with dotted field paths
// (codes: required, wrong-type, unknown-field, unknown-value, not-a-day, out-of-range).
template <class T>
void read(const boost::json::value& from, T& to, std::vector<FieldError>& errors, const std::string& path) {
    const auto wrong = [&](const char* code) { errors.push_back({path, code}); };
    if constexpr (is_optional<T>::value) {
        if (from.is_null()) {
            to.reset();
            return;
        }
        typename T::value_type inner{};
        read(from, inner, errors, path);
        to = std::move(inner);
    } else if constexpr (is_id<T>::value) {
        if (const auto* s = from.if_string()) {
            const char* end = s->data() + s->size();
            const auto [p, ec] = std::from_chars(s->data(), end, to.value);
            if (ec != std::errc{} || p != end || to.value < 0) wrong("not-an-id");
        } else
            wrong("wrong-type");
    } else if constexpr (std::is_same_v<T, Instant>) {
        if (const auto* n = from.if_int64()) {
            if (*n < -62135596800000 || *n > 253402300799999)
                wrong("out-of-range");
            else
                to.ms = *n;
        } else
            wrong("wrong-type");
    } else if constexpr (std::is_same_v<T, Day>) {
        const auto* s = from.if_string();
        const auto day = s ? Day::parse(std::string_view(s->data(), s->size())) : std::nullopt;
        if (day)
            to = *day;
        else
            wrong("not-a-day");
    } else if constexpr (std::is_same_v<T, Money>) {
        if (const auto* n = from.if_int64())
            to.fen = *n;
        else
            wrong("wrong-type");
    } else if constexpr (std::is_same_v<T, Points>) {
        // No score has ten million points; sums of what is let in here cannot run over.
        if (const auto* n = from.if_int64()) {
            if (*n < -1'000'000'000 || *n > 1'000'000'000)
                wrong("out-of-range");
            else
                to.hundredths = *n;
        } else
            wrong("wrong-type");
    } else if constexpr (std::is_same_v<T, bool>) {
        if (const auto* b = from.if_bool())
            to = *b;
        else
            wrong("wrong-type");
    } else if constexpr (DescribedEnum<T>) {
        const auto* s = from.if_string();
        if (!s) {
            wrong("wrong-type");
            return;
        }
        if (const auto v = enum_value<T>(std::string_view(s->data(), s->size())))
            to = *v;
        else
            wrong("unknown-value");
    } else if constexpr (std::is_integral_v<T>) {
        if (const auto* n = from.if_int64()) {
            if (!std::in_range<T>(*n))
                wrong("out-of-range");
            else
                to = static_cast<T>(*n);
        } else
            wrong("wrong-type");
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (const auto* s = from.if_string())
            to.assign(s->data(), s->size());
        else
            wrong("wrong-type");
    } else if constexpr (is_vector<T>::value) {
        const auto* a = from.if_array();
        if (!a) {
            wrong("wrong-type");
            return;
        }
        for (std::size_t i = 0; i < a->size(); ++i) {
            typename T::value_type item{};
            read((*a)[i], item, errors, path + "." + std::to_string(i));
            to.push_back(std::move(item));
        }
    } else if constexpr (std::is_same_v<T, boost::json::object>) {
        if (const auto* o = from.if_object())
            to = *o;
        else
            wrong("wrong-type");
    } else {
        static_assert(Described<T>, "describe this struct with BOOST_DESCRIBE_STRUCT");
        const auto* o = from.if_object();
        if (!o) {
            wrong("wrong-type");
            return;
        }
        const std::string dot = path.empty() ? "" : path + ".";
        std::size_t known = 0;
        boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public |
                                                                          boost::describe::mod_inherited>>(
            [&](auto d) {
                auto& member = to.*d.pointer;
                using M = std::remove_cvref_t<decltype(member)>;
                if (const auto* v = o->if_contains(d.name)) {
                    ++known;
                    read(*v, member, errors, dot + d.name);
                } else if constexpr (!is_optional<M>::value) {
                    bool may_be_absent = false;
                    if constexpr (requires { T::optional_fields; })
                        for (std::string_view f : T::optional_fields) may_be_absent |= f == d.name;
                    if (!may_be_absent) errors.push_back({dot + d.name, "required"});
                }
            });
        if (known != o->size())
            for (const auto& kv : *o) {
                bool is_known = false;
                boost::mp11::mp_for_each<boost::describe::describe_members<
                    T, boost::describe::mod_public | boost::describe::mod_inherited>>(
                    [&](auto d) { is_known |= kv.key() == d.name; });
                if (!is_known) errors.push_back({dot + std::string(kv.key()), "unknown-field"});
            }
    }
}

// Parses text into a JSON value: depth at most 16, duplicate keys refused, invalid UTF-8 refused.
// Returns a refusal "malformed-json" (422) with the byte offset in details.
Result<boost::json::value> parse(std::string_view text);

}  // namespace json
}  // namespace huiyin
