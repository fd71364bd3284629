// The shape of a described type, read off at compile time: for the OpenAPI document, parameters and forms.
#pragma once
#include <memory>
#include <string>
#include <typeinfo>
#include <vector>

#include "kernel/json.hpp"

namespace huiyin::schema {

struct Type {
    enum class Kind { text, integer, number, boolean, id, instant, day, money, enumeration, list, object, raw } kind = Kind::object;
    std::string name;                      // of an object or enumeration
    std::vector<std::string> values;       // enumeration
    std::shared_ptr<Type> item;            // list
    struct Member;
    std::vector<Member> members;           // object
    const Type* member(std::string_view wanted) const;
};
struct Type::Member {
    std::string name;
    Type type;
    bool required = true;
};

std::string short_name(const char* mangled);  // "huiyin::complaints::CloseComplaint" → "CloseComplaint"

template <class T>
Type of() {
    using K = Type::Kind;
    Type t;
    if constexpr (json::is_optional<T>::value) return of<typename T::value_type>();
    else if constexpr (json::is_vector<T>::value) { t.kind = K::list; t.item = std::make_shared<Type>(of<typename T::value_type>()); }
    else if constexpr (json::is_id<T>::value) t.kind = K::id;
    else if constexpr (std::is_same_v<T, Instant>) t.kind = K::instant;
    else if constexpr (std::is_same_v<T, Day>) t.kind = K::day;
    else if constexpr (std::is_same_v<T, Money> || std::is_same_v<T, Points>) t.kind = K::money;
    else if constexpr (std::is_same_v<T, bool>) t.kind = K::boolean;
    else if constexpr (std::is_same_v<T, RawJson> || std::is_same_v<T, boost::json::object> || std::is_same_v<T, boost::json::value>) t.kind = K::raw;
    else if constexpr (json::DescribedEnum<T>) {
        t.kind = K::enumeration;
        t.name = short_name(typeid(T).name());
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto d) { t.values.emplace_back(d.name); });
    } else if constexpr (std::is_integral_v<T>) t.kind = K::integer;
    else if constexpr (std::is_floating_point_v<T>) t.kind = K::number;
    else if constexpr (std::is_convertible_v<T, std::string_view>) t.kind = K::text;
    else {
        t.name = short_name(typeid(T).name());
        boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>>([&](auto d) {
            using M = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
            bool required = !json::is_optional<M>::value;
            if constexpr (requires { T::optional_fields; })
                for (std::string_view f : T::optional_fields) required = required && f != d.name;
            t.members.push_back({d.name, of<M>(), required});
        });
    }
    return t;
}

}  // namespace huiyin::schema
