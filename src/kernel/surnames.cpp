// The tables of surnames and of characters with several readings, written by hand.
#include "kernel/surnames.hpp"

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "kernel/han.hpp"

namespace huiyin::text {

namespace {
constexpr std::u32string_view compound_surnames =
    U"欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 "
    U"太叔 申屠 公孙 "
    U"慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 "
    U"谷梁 拓跋 夹谷 "
    U"轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 南荣 第五 公仪 公乘 太公 仲长 叔孙 "
    U"屈突 尔朱 东乡 "
    U"相里 胡母 司城 张廖 雍门 毋丘 贺兰 綦毋 屋庐 独吉 完颜 富察 叶赫 那拉 纳兰 爱新觉罗";

// Surname and the letters it is read with; only where the common reading begins with another letter, or
// several do.
struct Reading {
    std::u32string_view name;
    std::string_view letters;
};
constexpr Reading surname_readings[] = {
    {U"曾", "z"},    {U"单", "s"},    {U"解", "x"},    {U"仇", "q"},    {U"区", "o"},    {U"查", "z"},
    {U"朴", "p"},    {U"翟", "z"},    {U"盖", "g"},    {U"缪", "m"},    {U"乐", "y"},    {U"覃", "q"},
    {U"员", "y"},    {U"逄", "p"},    {U"冼", "x"},    {U"洗", "x"},    {U"纪", "j"},    {U"任", "r"},
    {U"华", "h"},    {U"燕", "y"},    {U"黑", "h"},    {U"折", "s"},    {U"种", "c"},    {U"秘", "b"},
    {U"尉", "w"},    {U"召", "s"},    {U"繁", "p"},    {U"莘", "s"},    {U"隗", "w"},    {U"粘", "n"},
    {U"哈", "h"},    {U"那", "n"},    {U"车", "c"},    {U"石", "s"},    {U"祭", "z"},    {U"句", "g"},
    {U"过", "g"},    {U"宓", "m"},    {U"乜", "n"},    {U"佴", "n"},    {U"郗", "x"},    {U"郇", "x"},
    {U"都", "d"},    {U"晟", "c"},    {U"盛", "s"},    {U"贾", "j"},    {U"沈", "s"},    {U"谌", "c"},
    {U"訾", "z"},    {U"仝", "t"},    {U"褚", "c"},    {U"柏", "b"},    {U"薄", "b"},    {U"卜", "b"},
    {U"晁", "c"},    {U"适", "k"},    {U"会", "g"},    {U"呙", "g"},    {U"炅", "g"},    {U"眭", "s"},
    {U"应", "y"},    {U"占", "z"},    {U"相", "x"},    {U"长", "c"},    {U"重", "c"},    {U"行", "x"},
    {U"朝", "c"},    {U"叶", "y"},    {U"俞", "y"},    {U"宿", "s"},    {U"系", "x"},    {U"夏", "x"},
    {U"强", "q"},    {U"葛", "g"},    {U"洪", "h"},    {U"牟", "m"},    {U"瞿", "q"},    {U"谷", "g"},
    {U"郝", "h"},    {U"阚", "k"},    {U"万", "w"},    {U"番", "p"},    {U"不", "f"},    {U"甄", "z"},
    {U"弗", "f"},    {U"佛", "f"},    {U"降", "j"},    {U"宁", "n"},    {U"殷", "y"},    {U"尹", "y"},
    {U"於", "y"},    {U"澹", "t"},    {U"亓", "q"},    {U"佟", "t"},    {U"逯", "l"},    {U"芮", "r"},
    {U"尉迟", "yc"}, {U"万俟", "mq"}, {U"令狐", "lh"}, {U"长孙", "zs"}, {U"澹台", "tt"}, {U"鲜于", "xy"},
    {U"亓官", "qg"}, {U"乐正", "yz"}, {U"子车", "zj"}, {U"谷梁", "gl"}, {U"夹谷", "jg"}, {U"公乘", "gs"},
    {U"仲长", "zc"}, {U"相里", "xl"}, {U"胡母", "hm"}, {U"尔朱", "ez"}, {U"拓跋", "tb"}, {U"叶赫", "yh"},
    {U"那拉", "nl"}, {U"呼延", "hy"}, {U"綦毋", "qw"}, {U"毋丘", "gq"}, {U"宰父", "zf"},
};

// Characters with readings that begin with different letters, the commonest in names first.
constexpr Reading readings[] = {
    {U"长", "cz"},  {U"重", "zc"}, {U"行", "xh"}, {U"乐", "ly"},  {U"朝", "cz"}, {U"曾", "zc"},
    {U"单", "ds"},  {U"解", "jx"}, {U"仇", "cq"}, {U"区", "qo"},  {U"查", "cz"}, {U"翟", "zd"},
    {U"覃", "qt"},  {U"传", "cz"}, {U"调", "td"}, {U"藏", "cz"},  {U"弹", "dt"}, {U"降", "jx"},
    {U"校", "xj"},  {U"还", "hx"}, {U"车", "cj"}, {U"石", "sd"},  {U"参", "cs"}, {U"畜", "xc"},
    {U"泊", "bp"},  {U"厦", "xs"}, {U"省", "sx"}, {U"盛", "sc"},  {U"乘", "cs"}, {U"属", "sz"},
    {U"宿", "sx"},  {U"吓", "xh"}, {U"系", "xj"}, {U"纤", "xq"},  {U"粘", "zn"}, {U"折", "zs"},
    {U"种", "zc"},  {U"率", "ls"}, {U"没", "m"},  {U"泌", "mb"},  {U"秘", "mb"}, {U"尿", "ns"},
    {U"否", "fp"},  {U"脯", "fp"}, {U"繁", "fp"}, {U"佛", "fb"},  {U"冯", "fp"}, {U"番", "fp"},
    {U"伽", "jgq"}, {U"给", "gj"}, {U"合", "hg"}, {U"红", "hg"},  {U"会", "hk"}, {U"虹", "hj"},
    {U"稽", "jq"},  {U"奇", "qj"}, {U"期", "qj"}, {U"其", "qj"},  {U"缉", "jq"}, {U"贾", "jg"},
    {U"见", "jx"},  {U"强", "qj"}, {U"将", "jq"}, {U"侥", "jy"},  {U"茄", "qj"}, {U"咀", "jz"},
    {U"龟", "gjq"}, {U"卡", "kq"}, {U"咳", "kh"}, {U"溃", "kh"},  {U"弄", "nl"}, {U"疟", "ny"},
    {U"屏", "pb"},  {U"瀑", "pb"}, {U"曝", "pb"}, {U"炮", "pb"},  {U"刨", "pb"}, {U"栖", "qx"},
    {U"蹊", "qx"},  {U"圈", "qj"}, {U"色", "s"},  {U"刹", "sc"},  {U"召", "zs"}, {U"食", "sy"},
    {U"识", "sz"},  {U"说", "sy"}, {U"伺", "sc"}, {U"提", "td"},  {U"屯", "tz"}, {U"万", "wm"},
    {U"尾", "wy"},  {U"尉", "wy"}, {U"蔚", "wy"}, {U"巷", "xh"},  {U"邪", "xy"}, {U"叶", "yx"},
    {U"许", "xh"},  {U"俞", "ys"}, {U"攒", "zc"}, {U"轧", "zyg"}, {U"卒", "zc"}, {U"祭", "jz"},
    {U"阿", "ae"},  {U"艾", "ay"}, {U"扁", "bp"}, {U"便", "bp"},  {U"膀", "bp"}, {U"磅", "bp"},
    {U"堡", "bp"},  {U"暴", "bp"}, {U"辟", "pb"}, {U"裳", "sc"},  {U"厂", "ch"}, {U"嘲", "cz"},
    {U"禅", "cs"},  {U"颤", "cz"}, {U"澄", "cd"}, {U"匙", "cs"},  {U"臭", "cx"}, {U"幢", "zc"},
    {U"椎", "zc"},  {U"兹", "zc"}, {U"枞", "cz"}, {U"撮", "cz"},  {U"叨", "dt"}, {U"洞", "dt"},
    {U"囤", "td"},  {U"恶", "ew"}, {U"费", "fb"}, {U"谷", "gy"},  {U"莞", "gw"}, {U"桧", "gh"},
    {U"涡", "wg"},  {U"吭", "kh"}, {U"铅", "qy"}, {U"镐", "gh"},  {U"骑", "qj"}, {U"晟", "sc"},
    {U"靓", "lj"},  {U"茜", "qx"}, {U"筠", "yj"}, {U"莘", "sx"},  {U"峙", "zs"}, {U"菀", "wy"},
    {U"隗", "kw"},  {U"褚", "cz"}, {U"谌", "cs"}, {U"沈", "sc"},  {U"宓", "mf"}, {U"适", "sk"},
    {U"郗", "xc"},  {U"郇", "xh"}, {U"句", "jg"}, {U"炅", "jg"},  {U"乾", "qg"}, {U"著", "z"},
    {U"什", "s"},   {U"似", "s"},  {U"柏", "b"},  {U"殷", "y"},   {U"瑟", "s"},  {U"颉", "xj"},
    {U"鹄", "hg"},  {U"洗", "x"},  {U"恰", "q"},  {U"呱", "gw"},  {U"玢", "bf"}, {U"祇", "qz"},
    {U"钿", "td"},  {U"喆", "z"},  {U"翎", "l"},  {U"夹", "jg"},  {U"俟", "sq"}, {U"亓", "q"},
    {U"逄", "p"},   {U"𠮷", "j"},  {U"㐂", "x"},  {U"〇", "l"},
};

using Letters = std::unordered_map<std::u32string_view, std::string_view>;

template <std::size_t N>
Letters by_name(const Reading (&rows)[N]) {
    Letters found;
    for (const auto& row : rows) found.emplace(row.name, row.letters);
    return found;
}

std::unordered_set<std::u32string_view> words(std::u32string_view spaced) {
    std::unordered_set<std::u32string_view> found;
    while (!spaced.empty()) {
        const auto end = spaced.find(U' ');
        found.insert(spaced.substr(0, end));
        spaced = end == std::u32string_view::npos ? std::u32string_view{} : spaced.substr(end + 1);
    }
    return found;
}
}  // namespace

std::size_t surname_length(std::u32string_view name) {
    static const auto compounds = words(compound_surnames);
    if (name.size() < 3) return name.empty() ? 0 : 1;
    const char32_t first_two[] = {han::simplified(name[0]), han::simplified(name[1])};
    return compounds.contains(std::u32string_view(first_two, 2)) ? 2 : 1;
}

std::string_view surname_initials(std::u32string_view surname) {
    static const auto letters = by_name(surname_readings);
    const auto found = letters.find(surname);
    return found == letters.end() ? std::string_view{} : found->second;
}

std::string_view other_readings(char32_t c) {
    static const auto letters = by_name(readings);
    const auto found = letters.find(std::u32string_view(&c, 1));
    return found == letters.end() ? std::string_view{} : found->second;
}

}  // namespace huiyin::text
