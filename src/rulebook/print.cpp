#include "rulebook/print.hpp"

#include <fmt/format.h>

#include "kernel/json.hpp"

namespace huiyin::rulebook {
namespace {

std::string own(const Words& words, std::string_view group, std::string_view name) { return words(fmt::format("rulebook.{}.{}", group, name)); }

// A fact's value in the words of the module that carries it.
std::string value_word(const Words& words, std::string_view fact, std::string_view value) {
    const std::string_view group = fact == "to" ? "complaint.report_to" : fact == "level" ? "complaint.level" : fact;
    return words(fmt::format("{}.{}", group, value));
}

std::string post_word(const Words& words, const std::string& post) { return post == "owner" ? own(words, "label", post) : words("post." + post); }

std::string span(Duration offset) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(offset < 0ms ? -offset : offset).count();
    if (minutes % 1440 == 0 && minutes) return fmt::format("{} d", minutes / 1440);
    if (minutes % 60 == 0) return fmt::format("{} h", minutes / 60);
    return fmt::format("{} min", minutes);
}

std::string condition(const Trigger& trigger, const Words& words) {
    std::string out = words("event." + trigger.on);
    for (const std::string_view stop : {".", "。"})  // a sentence in the timeline, a name in this list
        if (out.ends_with(stop)) out.erase(out.size() - stop.size());
    for (const auto& [fact, values] : trigger.when) {
        out += fmt::format(" · {} = ", own(words, "fact", fact));
        for (std::size_t i = 0; i < values.size(); ++i) out += fmt::format("{}{}", i ? " / " : "", value_word(words, fact, values[i]));
    }
    if (trigger.nth) out += fmt::format(" · #{}", trigger.nth);
    return out;
}

std::string events(const std::vector<Trigger>& triggers, const Words& words) {
    std::string out;
    for (const auto& trigger : triggers) out += (out.empty() ? "" : "; ") + condition(trigger, words);
    return out;
}

std::string allowance(const Allowance& within, const Words& words) {
    const auto how = own(words, "counting", json::enum_name(within.counting));
    if (within.counting == Counting::calendar)
        return fmt::format("{}{:02}:{:02} ({})", within.days ? fmt::format("+{} {}, ", within.days, own(words, "unit", "days")) : "",
                           within.minutes / 60, within.minutes % 60, how);
    if (within.days) return fmt::format("{} {} ({})", within.days, own(words, "unit", "days"), how);
    if (within.minutes && within.minutes % 60 == 0) return fmt::format("{} {} ({})", within.minutes / 60, own(words, "unit", "hours"), how);
    if (within.minutes) return fmt::format("{} {} ({})", within.minutes, own(words, "unit", "minutes"), how);
    return how;
}

std::string steps(const std::vector<Step>& ladder, const Words& words) {
    std::string out;
    for (const auto& step : ladder) {
        const auto* when = step.offset < 0ms ? "before" : "after";
        const auto at = step.offset == 0ms ? own(words, "label", "at-due") : fmt::format("{} {}", span(step.offset), own(words, "label", when));
        out += fmt::format("{}{} → {}", out.empty() ? "" : "; ", at, post_word(words, step.to));
    }
    return out;
}

void gather(const boost::json::object& from, const std::string& prefix, std::map<std::string, std::string>& to) {
    for (const auto& [key, value] : from) {
        const auto path = prefix + std::string(key);
        if (const auto* deeper = value.if_object()) gather(*deeper, path + ".", to);
        else if (const auto* text = value.if_string()) to[path] = std::string(*text);
    }
}

}  // namespace

const std::string& in_language(const Title& title, std::string_view language) {
    return language == "zh-Hans" ? title.zh_Hans : language == "zh-Hant" ? title.zh_Hant : title.en;
}

std::string show(const Clause& clause, std::string_view language, const Words& words) {
    std::string out = fmt::format("{}  {}\n", clause.id, in_language(clause.title, language));
    const auto line = [&](std::string_view label, const std::string& text) {
        if (!text.empty()) out += fmt::format("  {}: {}\n", own(words, "label", label), text);
    };
    std::string mechanisms;
    for (const auto m : clause.mechanisms) mechanisms += (mechanisms.empty() ? "" : ", ") + words(fmt::format("compliance.mechanisms.{}", json::enum_name(m)));
    line("source", clause.source);
    line("mechanism", mechanisms);
    line("enforcement", own(words, "enforcement", json::enum_name(clause.enforcement)));
    line("from", clause.from.iso());
    line("reading", in_language(clause.readings, language));
    for (const auto& o : clause.obligations) {
        out += fmt::format("  · {}: {}\n", post_word(words, o.owing_post), words("act." + o.act));
        line("opens", condition(o.opens, words));
        line("within", allowance(o.within, words));
        line("kept", events(o.kept_by, words));
        line("dropped", events(o.dropped_by, words));
        line("moved", events(o.moved_by, words));
        line("escalates", steps(o.escalate, words));
        std::string posts;
        for (const auto& post : o.may_waive) posts += (posts.empty() ? "" : ", ") + post_word(words, post);
        line("may-waive", posts);
    }
    std::string gates, counts;
    for (const auto& gate : clause.gates) gates += (gates.empty() ? "" : ", ") + own(words, "gate", gate);
    for (const auto& counted : clause.counts) counts += (counts.empty() ? "" : ", ") + counted;
    line("gates", gates);
    line("counts", counts);
    if (clause.target)
        line("target", clause.target->parameter.empty() ? fmt::format("{} %", clause.target->rate_percent_hundredths / 100) : clause.target->parameter);
    for (const auto& p : clause.parameters) {
        std::string value = p.value;
        if (!p.shares.empty()) {
            value.clear();
            for (const auto& share : p.shares) value += fmt::format("{}{} {}", value.empty() ? "" : ", ", own(words, "share", share.key), share.points);
        }
        out += fmt::format("  = {}: {} {}{}\n", words("parameter." + p.name), value, p.unit == "text" ? "" : own(words, "unit", p.unit),
                           p.unstated ? "  [" + own(words, "label", "unstated") + "]" : "");
        if (const auto& reading = in_language(p.readings, language); !reading.empty()) out += "    " + reading + "\n";
    }
    return out;
}

Words words_from(const std::vector<embedded::File>& locales, std::string_view language) {
    auto said = std::make_shared<std::map<std::string, std::string>>();
    const auto prefix = std::string(language) + "/";
    for (const auto& file : locales) {
        if (!file.path.starts_with(prefix) || !file.path.ends_with(".json")) continue;
        const auto parsed = json::parse(file.text());
        if (parsed && parsed->is_object()) gather(parsed->as_object(), "", *said);
    }
    return [said](std::string_view key) {
        const auto found = said->find(std::string(key));
        return found == said->end() ? std::string(key) : found->second;
    };
}

std::string show(const std::vector<Problem>& problems) {
    std::string out;
    for (const auto& p : problems) out += fmt::format("{}:{}: {}\n    {}\n", p.file, p.line, p.what, p.fix);
    return out;
}

}  // namespace huiyin::rulebook
