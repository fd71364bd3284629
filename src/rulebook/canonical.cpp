#include "rulebook/canonical.hpp"

#include <openssl/sha.h>

#include "kernel/json.hpp"

namespace huiyin::rulebook {
namespace {

void add(std::string& out, std::string_view text) {
    json::write_string(out, text);
    out += ' ';
}

void add(std::string& out, const Title& title) {
    add(out, title.zh_Hans);
    add(out, title.zh_Hant);
    add(out, title.en);
}

void add(std::string& out, const Trigger& trigger) {
    add(out, trigger.on);
    for (const auto& [fact, values] : trigger.when) {
        add(out, fact);
        for (const auto& value : values) add(out, value);
    }
    out += std::to_string(trigger.nth) + ";";
}

void add(std::string& out, const Obligation& o) {
    add(out, o.opens);
    add(out, o.owing_post);
    add(out, o.owing_role);
    add(out, o.act);
    add(out, json::enum_name(o.within.counting));
    out += std::to_string(o.within.days) + " " + std::to_string(o.within.minutes) + " ";
    add(out, o.within.field);
    for (const auto* triggers : {&o.kept_by, &o.dropped_by, &o.moved_by, &o.paused_by, &o.resumed_by}) {
        out += '[';
        for (const auto& trigger : *triggers) add(out, trigger);
        out += ']';
    }
    for (const auto& step : o.escalate) {
        out += std::to_string(step.offset.count()) + " ";
        add(out, step.to);
    }
    for (const auto& post : o.may_waive) add(out, post);
    out += o.blocks_closing ? "blocks\n" : "-\n";
}

}  // namespace

std::string canonical(const std::vector<Clause>& clauses) {
    std::string out;
    for (const auto& clause : clauses) {
        add(out, clause.id);
        add(out, clause.title);
        add(out, clause.source);
        for (const auto mechanism : clause.mechanisms) add(out, json::enum_name(mechanism));
        add(out, json::enum_name(clause.enforcement));
        add(out, clause.readings);
        out += clause.from.iso() + "\n";
        for (const auto& o : clause.obligations) add(out, o);
        for (const auto& gate : clause.gates) add(out, gate);
        for (const auto& counted : clause.counts) add(out, counted);
        if (clause.target) {
            out += (clause.target->parameter.empty() ? std::to_string(clause.target->rate_percent_hundredths) : clause.target->parameter) + " ";
            add(out, clause.target->per);
        }
        for (const auto& f : clause.forbidden) {
            add(out, f.key);
            add(out, f.phrase);
            for (const auto* patterns : {&f.variants, &f.innocent})
                for (const auto& pattern : *patterns) add(out, pattern);
            add(out, f.situation);
            add(out, f.instead);
        }
        for (const auto& pattern : clause.innocent) add(out, pattern);
        if (clause.guide) {
            for (const auto& stage : clause.guide->stages) add(out, stage);
            for (const auto& line : clause.guide->lines) {
                for (const auto& topic : line.topics) add(out, topic);
                add(out, line.say);
                add(out, line.why);
            }
        }
        for (const auto& p : clause.parameters) {
            add(out, p.name);
            add(out, p.value);
            add(out, p.unit);
            for (const auto& share : p.shares) {
                add(out, share.key);
                out += std::to_string(share.points) + " ";
            }
            add(out, p.readings);
            out += p.from.iso() + (p.unstated ? " unstated\n" : "\n");
        }
    }
    return out;
}

std::string digest_of(const std::vector<Clause>& clauses) {
    const auto text = canonical(clauses);
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
    std::string hex;
    for (const auto byte : digest) {
        constexpr auto digits = "0123456789abcdef";
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

}  // namespace huiyin::rulebook
