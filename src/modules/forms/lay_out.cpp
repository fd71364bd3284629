// From the record of a form to its sheet in one language: labels, choices and moments become words, personal data is
// masked, and what was erased says so in its place.
#include "kernel/text.hpp"
#include "record.hpp"
#include "words/words.hpp"

namespace huiyin::forms {
namespace {

class Layout {
  public:
    Layout(const Form& form, const Dress& dress)
        : form_(form), dress_(dress), words_(dress.language), blank_(form.number.empty()) {
        if (const auto parsed = json::parse(form.content); parsed && parsed->is_object()) content_ = parsed->as_object();
        if (form.personal)
            if (const auto parsed = json::parse(*form.personal); parsed && parsed->is_object()) personal_ = parsed->as_object();
    }

    paper::Sheet sheet() {
        const auto& form = template_of(form_.kind);
        const std::string kind(json::enum_name(form_.kind));
        paper::Sheet s;
        s.language = words_.language();
        s.organisation = dress_.organisation;
        s.site = dress_.site;
        s.title = words_("form." + kind + ".title");
        s.number_label = words_("form.number");
        s.number = form_.number;
        s.continued = words_("form.continued");
        s.page_words = words_("form.page");
        s.date_line = words_("form.date-line");
        if (!blank_) {
            s.remark = words_("form.made", {{"time", words_.time(dress_.zone, form_.made_at)}});
            s.code = form_.number + " " + form_.digest.substr(0, 16);
        }
        foot(s);
        if (form_.destroyed_at) {
            paper::Block gone;
            gone.kind = paper::BlockKind::text;
            gone.label = words_("form.field.record_digest");
            gone.text = words_("form.destroyed", {{"day", words_.day(dress_.zone.day_of(*form_.destroyed_at))}}) + "\n" + form_.digest;
            s.blocks.push_back(std::move(gone));
            return s;
        }
        for (const auto& part : form.parts) add(s, part);
        return s;
    }

  private:
    // A row that is not there is a row for the hand: erased, still missing, or blank paper.
    struct Said {
        std::string text;
        paper::Showing showing = paper::Showing::plain;
    };

    std::string in_words(const boost::json::value& value, const Field& f) const {
        if (const auto* n = value.if_int64()) {
            const Instant at{*n};
            if (f.as == As::time) return words_.time(dress_.zone, at);
            if (f.as == As::day) return words_.day(dress_.zone.day_of(at));
            return std::to_string(*n);
        }
        if (value.is_bool()) return words_(value.as_bool() ? "form.yes" : "form.no");
        if (!value.is_string()) return {};
        std::string said(value.as_string());
        // What has no word of ours, like an item of the manager's own, has its own name.
        if (f.as == As::choice && !said.empty()) return words_.has(f.words + "." + said) ? words_(f.words + "." + said) : said;
        return said;
    }

    Said value_of(const Field& f) const {
        if (blank_) return {};
        if (const auto* value = content_.if_contains(f.key)) return {in_words(*value, f)};
        if (!form_.personal && form_.personal_digest != "" && is_personal(f)) return {words_("form.erased"), paper::Showing::erased};
        const auto* value = personal_.if_contains(f.key);
        if (!value) return {};
        auto said = in_words(*value, f);
        if (said.empty() || dress_.clear || f.mask == Mask::none) return {std::move(said)};
        return {f.mask == Mask::name ? text::mask_name(said) : text::mask_phone(said), paper::Showing::masked};
    }
    // After erasure nobody can tell any more what the personal part held; the keys of it are named in the content.
    bool is_personal(const Field& f) const {
        const auto* keys = content_.if_contains("personal_keys");
        if (!keys || !keys->is_array()) return false;
        for (const auto& key : keys->as_array())
            if (key.is_string() && key.as_string() == f.key) return true;
        return false;
    }

    void add(paper::Sheet& s, const Part& part) const {
        paper::Block b;
        b.kind = part.kind;
        b.columns = part.columns;
        b.lines = part.lines;
        const auto label = [&](const std::string& key) { return words_("form.field." + key); };
        switch (part.kind) {
            case paper::BlockKind::grid:
                for (const auto& f : part.fields) {
                    auto said = value_of(f);
                    b.cells.push_back({label(f.key), std::move(said.text), f.span, said.showing});
                }
                break;
            case paper::BlockKind::text: {
                auto said = value_of(part.fields.front());
                if (part.only_when_present && said.text.empty()) return;
                b.label = label(part.fields.front().key);
                b.text = std::move(said.text);
                b.showing = said.showing;
                break;
            }
            case paper::BlockKind::table:
                if (!part.key.empty() && words_.has("form.field." + part.key)) b.label = label(part.key);
                for (const auto& f : part.fields) b.heads.push_back({words_("form.column." + f.key), f.width});
                rows(b, part);
                if (b.rows.empty() && b.lines == 0) return;
                break;
            case paper::BlockKind::signatures:
                for (const auto& who : part.signers) {
                    const auto* signed_by = content_.if_contains("signed_" + who);
                    b.cells.push_back({words_("form.sign." + who), signed_by && signed_by->is_string() ? std::string(signed_by->as_string()) : "", 1, {}});
                }
                break;
        }
        s.blocks.push_back(std::move(b));
    }

    void rows(paper::Block& b, const Part& part) const {
        const auto* list = content_.if_contains(part.key);
        const auto* said = personal_.if_contains(part.key);
        if (!list || !list->is_array()) return;
        for (std::size_t i = 0; i < list->as_array().size(); ++i) {
            const auto* row = list->as_array()[i].if_object();
            if (!row) continue;
            const boost::json::object* words = nullptr;
            if (said && said->is_array() && i < said->as_array().size()) words = said->as_array()[i].if_object();
            paper::Row out;
            for (const auto& f : part.fields) {
                const auto* value = row->if_contains(f.key);
                if (!value && words) value = words->if_contains(f.key);
                if (value) out.cells.push_back(in_words(*value, f));
                else out.cells.push_back(form_.erased_at && !row->contains(f.key) && f.as == As::text ? words_("form.erased") : std::string{});
            }
            b.rows.push_back(std::move(out));
        }
    }

    void foot(paper::Sheet& s) const {
        if (blank_) {
            s.foot.push_back(words_("form.foot.blank"));
            return;
        }
        s.foot.push_back(words_("form.foot.record", {{"number", form_.number}, {"digest", form_.digest.substr(0, 16)}, {"version", form_.rulebook_version}}));
        std::string second;
        if (dress_.printed_at)
            second = words_("form.foot.printed", {{"time", words_.time(dress_.zone, *dress_.printed_at)}, {"name", dress_.printed_by}});
        if (form_.erased_at) second += " " + words_("form.foot.erased", {{"day", words_.day(dress_.zone.day_of(*form_.erased_at))}});
        else if (!dress_.clear && form_.personal && hides_something(template_of(form_.kind))) second += " " + words_("form.foot.masked");
        s.foot.push_back(second);
    }

    const Form& form_;
    const Dress& dress_;
    words::Words words_;
    bool blank_;
    boost::json::object content_, personal_;
};

}  // namespace

paper::Sheet lay_out(const Form& form, const Dress& dress) { return Layout(form, dress).sheet(); }

paper::Sheet blank(Kind kind, std::string_view language, const std::string& organisation, const std::string& site) {
    Form nothing;
    nothing.kind = kind;
    nothing.content = "{}";
    Dress dress;
    dress.language = language;
    dress.organisation = organisation;
    dress.site = site;
    return lay_out(nothing, dress);
}

}  // namespace huiyin::forms
