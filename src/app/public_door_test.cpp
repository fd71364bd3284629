// The door for whoever has no account (D2, F3), over HTTP: from the poster to the rating, and what it refuses.
#include "app/public_door.hpp"

#include <boost/beast/core/detail/base64.hpp>

#include "app/serving_house.hpp"
#include "complaints/use_cases.hpp"
#include "customers/keeping.hpp"
#include "notices/notices.hpp"
#include "organisation/organisation.hpp"
#include "post/sinks.hpp"
#include "satisfaction/satisfaction.hpp"

namespace huiyin::app {
namespace {
using namespace std::string_literals;

struct ThePublicDoor : testing::TestWithParam<store::Engine> {
    ServingHouse house{GetParam()};
    SiteId site{};
    std::string code;
    Instant now{};

    void SetUp() override {
        house.settings.proxy = true;  // so that a test may come from many addresses
        house.open();
        site = house.site();
        now = *parse_moment(house.settings.clock_start);
        code = as(self::make_poster, self::MakePoster{.place_kind = self::PlaceKind::site}).code;
    }
    template <class R, class C>
    R as(Result<R> (*use_case)(work::Unit&, const C&), const C& command) {
        auto result = house.serving->application().perform(work::Actor::system(), site, now, use_case, command);
        if (!result) throw Impossible(result.error().code.c_str());
        return *result;
    }
    template <class R, class Q>
    R see(Result<R> (*query)(work::Reading&, const Q&), const Q& asked) {
        return house.serving->application().database().read_now([&](store::Tx& tx) {
            const auto actor = work::Actor::system();
            const auto world = house.serving->application().world();
            work::Reading reading{tx, actor, site, now, *world};
            return query(reading, asked).value();
        });
    }
    http::RawReply ask(const std::string& line, const std::string& link, const std::string& body = {}, const std::string& from = "10.0.0.1") {
        return house.ask(line, body, "X-Forwarded-For: " + from + "\r\n" + (link.empty() ? "" : "Huiyin-Link: " + link + "\r\n"));
    }
    static boost::json::object read(const http::RawReply& reply) { return boost::json::parse(reply.body).as_object(); }
    static std::string attempt(int n) { return http::sha256_hex("attempt" + std::to_string(n)).substr(0, 32); }
    http::RawReply hand_in(int n, const std::string& from = "10.0.0.1") {
        return ask("POST /api/public/places/" + code + "/submissions", "",
                   R"({"attempt":")" + attempt(n) + R"(","kind":"complaint","text":"卫生间吊顶滴水","name":"李文博","phone":"13812345678","language":"zh_Hans"})", from);
    }
    ComplaintId accept(std::optional<PersonId> person = {}) {
        const auto row = see(self::list_submissions, self::ListSubmissions{}).rows.at(0);
        const auto category = see(complaints::list_categories, complaints::ListCategories{}).categories.back().id;
        return *as(self::accept_submission, self::AcceptSubmission{.id = row.id, .version = row.version, .category = category, .subject = "吊顶滴水", .person = person}).complaint;
    }
    std::int64_t version(ComplaintId id) { return see(complaints::open_complaint, complaints::OpenComplaint{id}).version; }
};
ON_EACH_ENGINE(ThePublicDoor);

TEST_P(ThePublicDoor, LeadsFromThePosterToTheRating) {
    const auto place = ask("GET /api/public/places/" + code, "");
    ASSERT_EQ(place.status, 200) << place.body;
    const auto made = hand_in(1);
    ASSERT_EQ(made.status, 201) << made.body;
    const auto link = std::string(read(made).at("link").as_string());
    EXPECT_EQ(read(hand_in(1)).at("link").as_string(), link) << "sent twice, kept once";
    EXPECT_EQ(read(ask("GET /api/public/matter", link)).at("stage").as_string(), "waiting");

    const auto id = accept();
    const auto page = see(complaints::open_complaint, complaints::OpenComplaint{id});
    EXPECT_EQ(page.source, complaints::Source::qr_code);
    EXPECT_EQ(page.received_at, now) << "D4 counts from when it was handed in";
    ASSERT_EQ(ask("POST /api/public/matter/words", link, R"({"text":"水越来越大"})").status, 201);
    EXPECT_EQ(see(complaints::open_complaint, complaints::OpenComplaint{id}).timeline.back().event, "complaint.customer_wrote");
    EXPECT_EQ(ServingHouse::code(ask("POST /api/public/matter/agreement", link, R"({"agrees":true})")), "public_desk.not-now");

    as(complaints::verify_complaint, complaints::VerifyComplaint{id, version(id), complaints::Substance::substantiated, "接头老化", ""});
    as(complaints::answer_complaint, complaints::AnswerComplaint{id, version(id), complaints::Channel::message, "已换新接头"});
    auto matter = read(ask("GET /api/public/matter", link));
    EXPECT_EQ(matter.at("answer").as_string(), "已换新接头");
    EXPECT_EQ(matter.at("may_agree").as_bool(), true);
    EXPECT_EQ(ask("POST /api/public/matter/agreement", link, R"({"agrees":false})").status, 422) << "a no needs its reason (F4)";
    ASSERT_EQ(ask("POST /api/public/matter/agreement", link, R"({"agrees":true})").status, 201);
    as(complaints::report_complaint, complaints::ReportComplaint{id, version(id), complaints::ReportTo::department_director, "已报"});
    as(complaints::close_complaint, complaints::CloseComplaint{id, version(id), "已换新接头", {}});
    matter = read(ask("GET /api/public/matter", link));
    EXPECT_EQ(matter.at("may_rate").as_bool(), true);
    ASSERT_EQ(ask("POST /api/public/matter/rating", link, R"({"grade":"dissatisfied","words":"等了太久"})").status, 201);
    EXPECT_EQ(ServingHouse::code(ask("POST /api/public/matter/rating", link, R"({"grade":"satisfied"})")), "satisfaction.already-rated");
    EXPECT_EQ(see(satisfaction::open_satisfaction, satisfaction::OpenSatisfaction{}).to_call, 1);
    for (const auto* inside : {"接头老化", "13812345678", "李文博"}) EXPECT_EQ(ask("GET /api/public/matter", link).body.find(inside), std::string::npos);
}

TEST_P(ThePublicDoor, TakesTheAnswerOfWhoeverHoldsTheRatingLink) {
    ASSERT_EQ(hand_in(1).status, 201);
    const auto id = accept();
    as(complaints::verify_complaint, complaints::VerifyComplaint{id, version(id), complaints::Substance::substantiated, "接头老化", ""});
    as(complaints::answer_complaint, complaints::AnswerComplaint{id, version(id), complaints::Channel::phone, "已换新接头"});
    as(complaints::record_agreement, complaints::RecordAgreement{id, version(id), complaints::Agreement::agreed, ""});
    as(complaints::report_complaint, complaints::ReportComplaint{id, version(id), complaints::ReportTo::department_director, "已报"});
    as(complaints::close_complaint, complaints::CloseComplaint{id, version(id), "已换新接头", {}});
    const auto made = as(satisfaction::make_rating_link, satisfaction::MakeRatingLink{id, "https://kefu.example.com"});
    const auto secret = made.link.substr(made.link.find('#') + 1);
    EXPECT_EQ(read(ask("GET /api/public/rating", secret)).at("rated").as_string(), "");
    EXPECT_EQ(ask("POST /api/public/rating", secret, R"({"grade":"wonderful"})").status, 422);
    ASSERT_EQ(ask("POST /api/public/rating", secret, R"({"grade":"satisfied"})").status, 201);
    EXPECT_EQ(ask("POST /api/public/rating", secret, R"({"grade":"satisfied"})").status, 409);
}

// A customer who agreed to be written to gets a letter at each turn, each once, with links that open their pages.
TEST_P(ThePublicDoor, WritesToTheCustomerWhoAgreed) {
    post::MailSink sink;
    as(notices::create_channel, notices::CreateChannel{.kind = post::ChannelKind::email, .name = "sink", .server = "127.0.0.1", .port = sink.sink.port,
                                                       .security = post::Security::none, .sender = "desk@example.com"});
    as(self::publish_office, self::PublishOffice{.version = 0, .address = "一号楼", .phone = "0755-26001234",
                                                 .hours = "", .web_address = "https://kefu.example.com"});
    const auto li = as(customers::create_person, customers::CreatePerson{.name = "李文博", .phones = {"13812345678"}}).id;
    as(customers::change_preferences, customers::ChangePreferences{li, customers::ContactChannel::email, "li@example.com", customers::Language::zh_Hans, 0, 0});
    for (const auto purpose : {customers::Purpose::notices, customers::Purpose::surveys})
        as(customers::record_consent, customers::RecordConsent{li, purpose, true, customers::Obtained::phone, "来电"});

    ASSERT_EQ(hand_in(1).status, 201);
    const auto id = accept(li);
    as(complaints::verify_complaint, complaints::VerifyComplaint{id, version(id), complaints::Substance::substantiated, "接头老化", ""});
    as(complaints::answer_complaint, complaints::AnswerComplaint{id, version(id), complaints::Channel::message, "已换新接头"});
    as(complaints::record_agreement, complaints::RecordAgreement{id, version(id), complaints::Agreement::agreed, ""});
    as(complaints::report_complaint, complaints::ReportComplaint{id, version(id), complaints::ReportTo::department_director, "已报"});
    as(complaints::close_complaint, complaints::CloseComplaint{id, version(id), "已换新接头", {}});
    for (int i = 0; i < 200 && sink.accepted() < 4; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(sink.accepted(), 4) << "taken up, answered, closed, how it was";
    EXPECT_EQ(sink.twice(), 0);

    std::string all;
    for (const auto& letter : sink.letters) {
        std::string coded = letter.substr(letter.find("\n\n") + 2), text;
        std::erase(coded, '\n');
        text.resize(boost::beast::detail::base64::decoded_size(coded.size()));
        text.resize(boost::beast::detail::base64::decode(text.data(), coded.data(), coded.size()).first);
        for (const auto* inside : {"李文博", "13812345678", "接头老化", "卫生间"}) EXPECT_EQ(text.find(inside), std::string::npos) << inside;
        all += text;
    }
    const auto link = [&](const std::string& page) { return all.substr(all.find("https://kefu.example.com/s/" + page + "#") + 29, 32); };
    EXPECT_EQ(ask("GET /api/public/matter", link("m")).status, 200);
    EXPECT_EQ(ask("GET /api/public/rating", link("r")).status, 200);
    const auto shown = as(satisfaction::make_rating_link, satisfaction::MakeRatingLink{id, "https://kefu.example.com"}).link;
    EXPECT_EQ(ask("GET /api/public/rating", link("r")).status, 200) << "the link that a colleague shows does not end the one in the letter";
    EXPECT_EQ(ask("GET /api/public/rating", shown.substr(shown.find('#') + 1)).status, 200);
    ASSERT_EQ(ask("POST /api/public/rating", link("r"), R"({"grade":"satisfied"})").status, 201);
    EXPECT_EQ(ask("POST /api/public/rating", shown.substr(shown.find('#') + 1), R"({"grade":"satisfied"})").status, 409) << "one answer to each closing";
}

// In the whole program it is the lexicon that is asked: what is never said to a customer does not become the greeting (F5.1).
TEST_P(ThePublicDoor, KeepsNoGreetingThatIsNeverSaid) {
    const auto change = [&](std::string greeting) {
        return house.serving->application().perform(work::Actor::system(), site, now, organisation::change_company,
                                                    organisation::ChangeCompany{1, "回音物业", std::move(greeting)});
    };
    const auto refused = change("您好，电梯的事我 们 不 管。");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "wording.forbidden-phrase");
    EXPECT_EQ(refused.error().clause, "F5.1");
    EXPECT_TRUE(change("您好，回音物业，请讲。"));
}

TEST_P(ThePublicDoor, ShowsNothingToWhoeverGuesses) {
    const auto link = std::string(read(hand_in(1)).at("link").as_string());
    auto nearly = link;
    nearly.back() = nearly.back() == '0' ? '1' : '0';
    const auto first = ask("GET /api/public/matter", nearly, "", "10.0.0.2");
    EXPECT_EQ(first.status, 404);
    int slowed = 0;
    for (int i = 0; i < 60; ++i) {
        const auto reply = ask("GET /api/public/matter", http::sha256_hex(std::to_string(i)).substr(0, 32), "", "10.0.0.2");
        if (reply.status == 404) {
            EXPECT_EQ(reply.body, first.body);
            continue;
        }
        ++slowed;
        EXPECT_EQ(reply.status, 429);
        EXPECT_FALSE(reply.header("Retry-After").empty());
    }
    EXPECT_GE(slowed, 30);
    EXPECT_EQ(ask("GET /api/public/matter", link, "", "10.0.0.3").status, 200) << "nobody else is slowed down";
    EXPECT_EQ(ask("GET /api/public/places/AAAAAAAAAA", "", "", "10.0.0.4").body, first.body);
    EXPECT_EQ(ask("GET /api/public/rating", link, "", "10.0.0.4").status, 404) << "a link opens its own page and no other";
}

TEST_P(ThePublicDoor, IsNotHurtByTenThousandFromOnePlace) {
    int taken = 0, slowed = 0;
    for (int i = 0; i < 400; ++i) {
        const auto reply = hand_in(i, "10.0.1.1");
        reply.status == 201 ? ++taken : ++slowed;
        EXPECT_TRUE(reply.status == 201 || reply.status == 429) << reply.body;
    }
    EXPECT_EQ(taken, 6);
    EXPECT_EQ(slowed, 394);
    // From many addresses at once: the poster's own pace holds, then what waits is bounded (self_test fills it with 10,000).
    for (int i = 0; i < 100; ++i) hand_in(1000 + i, "10.1.0." + std::to_string(i));
    EXPECT_LE(see(self::list_submissions, self::ListSubmissions{}).total, 30);
    EXPECT_EQ(house.ask("GET /api/health").status, 200);
}

TEST_P(ThePublicDoor, RefusesWhatIsTooLargeOrNoPhoto) {
    const auto link = std::string(read(hand_in(1)).at("link").as_string());
    const auto photo = [&](const std::string& bytes, const std::string& type = "image/jpeg") {
        http::RawClient client(house.serving->port());
        client.send("POST /api/public/matter/photos HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nHuiyin-Link: " + link + "\r\nContent-Type: " + type +
                    "\r\nContent-Length: " + std::to_string(bytes.size()) + "\r\n\r\n" + bytes);
        return client.read();
    };
    EXPECT_EQ(photo("\xFF\xD8\xFF\xE0\0\4ab\xFF\xC0\0\x0b\x08\0\1\0\1\1\1\x11\0\xFF\xDA\0\4ab\x12\xFF\xD9"s).status, 201);
    EXPECT_EQ(photo("<script>alert(1)</script>").status, 422);
    EXPECT_EQ(photo("<script>alert(1)</script>", "text/html").status, 403);
    EXPECT_EQ(photo(std::string(self::photo_bytes_most + 1, 'x')).status, 413);
    EXPECT_EQ(ask("POST /api/public/matter/words", link, R"({"text":")" + std::string(20'000, 'x') + "\"}").status, 413);
    EXPECT_EQ(ask("POST /api/public/matter/words", link, R"({"text":")" + std::string(2'000, 'x') + "\"}").status, 422);
    EXPECT_EQ(ask("POST /api/public/matter/words", link, "not json").status, 422);
}

}  // namespace
}  // namespace huiyin::app
