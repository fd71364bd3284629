// Headings, roles and rooms as property offices write them in their sheets.
#include <algorithm>
#include <array>

#include "import_rows.hpp"
#include "kernel/text.hpp"

namespace huiyin::customers {
namespace {

struct Heading {
    std::string_view folded;
    ImportField field;
};
// Folded forms (Simplified, lower case). Matched whole first, then as a part, in this order.
constexpr std::array headings = {
    Heading{"单元", ImportField::entrance},      Heading{"entrance", ImportField::entrance},
    Heading{"楼栋", ImportField::building},      Heading{"栋号", ImportField::building},     Heading{"楼号", ImportField::building},
    Heading{"building", ImportField::building},  Heading{"栋", ImportField::building},       Heading{"房屋备注", ImportField::unit_note},
    Heading{"房号", ImportField::number},        Heading{"室号", ImportField::number},       Heading{"门牌", ImportField::number},
    Heading{"房间", ImportField::number},        Heading{"room", ImportField::number},       Heading{"unit", ImportField::number},
    Heading{"房屋", ImportField::room},          Heading{"地址", ImportField::room},         Heading{"面积", ImportField::area},
    Heading{"area", ImportField::area},          Heading{"第二电话", ImportField::second_phone}, Heading{"备用电话", ImportField::second_phone},
    Heading{"电话2", ImportField::second_phone}, Heading{"紧急联系", ImportField::second_phone}, Heading{"电话", ImportField::phone},
    Heading{"手机", ImportField::phone},         Heading{"联系方式", ImportField::phone},    Heading{"phone", ImportField::phone},
    Heading{"证件", ImportField::id_number},     Heading{"身份证", ImportField::id_number},  Heading{"信用代码", ImportField::id_number},
    Heading{"id number", ImportField::id_number}, Heading{"客户类型", ImportField::kind},    Heading{"类型", ImportField::kind},
    Heading{"身份", ImportField::role},          Heading{"关系", ImportField::role},         Heading{"role", ImportField::role},
    Heading{"入住", ImportField::since},         Heading{"交房", ImportField::since},        Heading{"收楼", ImportField::since},
    Heading{"起始", ImportField::since},         Heading{"since", ImportField::since},       Heading{"姓名", ImportField::name},
    Heading{"业主", ImportField::name},          Heading{"客户", ImportField::name},         Heading{"住户", ImportField::name},
    Heading{"名称", ImportField::name},          Heading{"name", ImportField::name},         Heading{"备注", ImportField::note},
    Heading{"注意", ImportField::note},          Heading{"note", ImportField::note},
};

struct RoleName {
    std::string_view folded;
    Role role;
};
constexpr std::array roles = {
    RoleName{"业主", Role::owner},     RoleName{"产权人", Role::owner},   RoleName{"房主", Role::owner},          RoleName{"owner", Role::owner},
    RoleName{"租户", Role::tenant},    RoleName{"承租人", Role::tenant},  RoleName{"租客", Role::tenant},         RoleName{"tenant", Role::tenant},
    RoleName{"住户", Role::occupant},  RoleName{"家属", Role::occupant},  RoleName{"使用人", Role::occupant},     RoleName{"家庭成员", Role::occupant},
    RoleName{"occupant", Role::occupant}, RoleName{"客人", Role::guest},  RoleName{"散客", Role::guest},          RoleName{"guest", Role::guest},
    RoleName{"企业", Role::enterprise_user}, RoleName{"公司", Role::enterprise_user}, RoleName{"商户", Role::enterprise_user},
};

constexpr std::array<std::string_view, 5> building_ends = {"号楼", "栋", "幢", "座", "楼"};

}  // namespace

std::vector<ColumnOf> guess_columns(const sheets::Row& row) {
    std::vector<ColumnOf> found;
    std::vector<bool> used(row.size());
    const auto take = [&](bool whole) {
        for (const auto& h : headings) {
            if (std::ranges::find(found, h.field, &ColumnOf::field) != found.end()) continue;
            for (std::size_t i = 0; i < row.size(); ++i) {
                const auto folded = text::fold(text::trim(row[i]));
                if (used[i] || folded.empty() || (whole ? folded != h.folded : folded.find(h.folded) == std::string::npos)) continue;
                used[i] = true;
                found.push_back({h.field, static_cast<int>(i)});
                break;
            }
        }
    };
    take(true);
    take(false);
    // A sheet with one column for the place writes the whole address there.
    const auto has = [&](ImportField f) { return std::ranges::find(found, f, &ColumnOf::field) != found.end(); };
    if (!has(ImportField::building) && !has(ImportField::room))
        for (auto& f : found)
            if (f.field == ImportField::number) f.field = ImportField::room;
    std::ranges::sort(found, {}, &ColumnOf::field);
    return found;
}

std::optional<Role> role_named(std::string_view cell) {
    const auto folded = text::fold(text::trim(cell));
    for (const auto& r : roles)
        if (folded.find(r.folded) != std::string::npos) return r.role;
    return std::nullopt;
}

std::optional<RoomParts> room_parts(std::string_view cell) {
    auto rest = text::trim(cell);
    RoomParts parts;
    const auto drop_dashes = [&] {
        while (!rest.empty() && (rest.front() == '-' || rest.front() == ' ' || rest.front() == '/')) rest.erase(0, 1);
    };
    for (const auto end : building_ends) {
        const auto at = rest.find(end);
        if (at == std::string::npos || at == 0) continue;
        parts.building = rest.substr(0, at + end.size());
        rest.erase(0, at + end.size());
        break;
    }
    if (parts.building.empty()) {
        const auto dash = rest.find_first_of("-/ ");
        if (dash == std::string::npos || dash == 0) return std::nullopt;
        parts.building = rest.substr(0, dash) + "栋";
        rest.erase(0, dash + 1);
    }
    drop_dashes();
    constexpr std::string_view entrance = "单元";
    if (const auto at = rest.find(entrance); at != std::string::npos && at > 0) {
        parts.entrance = rest.substr(0, at + entrance.size());
        rest.erase(0, at + entrance.size());
    } else if (const auto dash = rest.find('-'); dash != std::string::npos && dash > 0) {
        parts.entrance = rest.substr(0, dash) + std::string(entrance);
        rest.erase(0, dash + 1);
    }
    drop_dashes();
    for (const std::string_view end : {"室", "房", "号"})
        if (rest.ends_with(end)) rest.erase(rest.size() - end.size());
    if (rest.empty()) return std::nullopt;
    parts.number = rest;
    return parts;
}

}  // namespace huiyin::customers
