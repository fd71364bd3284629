// The names of colleagues and departments on one page, each looked up once.
#pragma once
#include <map>

#include "organisation/organisation.hpp"

namespace huiyin::organisation {

class Names {
  public:
    explicit Names(store::Tx& tx) : tx_(tx) {}
    std::string of(std::optional<StaffId> id) {
        if (!id || !*id) return {};
        const auto [at, fresh] = staff_.try_emplace(*id);
        if (fresh) at->second = staff_name(tx_, *id).value_or("");
        return at->second;
    }
    std::string department(std::optional<DepartmentId> id) {
        if (!id) return {};
        const auto [at, fresh] = departments_.try_emplace(*id);
        if (fresh)
            if (const auto found = find_department(tx_, *id)) at->second = found->name;
        return at->second;
    }

  private:
    store::Tx& tx_;
    std::map<StaffId, std::string> staff_;
    std::map<DepartmentId, std::string> departments_;
};

}  // namespace huiyin::organisation
