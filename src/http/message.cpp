// Looking things up in a request, and what an unanswered one answers.
#include "http/message.hpp"

#include "http/problem.hpp"

namespace huiyin::http {

std::string_view Request::header(std::string_view lower_case_name) const {
    for (const auto& [name, value] : headers) {
        if (name == lower_case_name) return value;
    }
    return {};
}

std::string_view Request::cookie(std::string_view name) const {
    for (const auto& [header_name, value] : headers) {
        if (header_name != "cookie") continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            const auto end = rest.find(';');
            auto pair = rest.substr(0, end);
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
            while (pair.starts_with(' ')) pair.remove_prefix(1);
            if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
                return pair.substr(name.size() + 1);
            }
        }
    }
    return {};
}

Response dropped(Response*) { return problem(500, "internal-error"); }
Admission dropped(Admission*) { return {0, std::make_shared<Response>(problem(500, "internal-error"))}; }

}  // namespace huiyin::http
