// Parcels over libcurl.
#include "post/carrier.hpp"

#include <curl/curl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "post/letter.hpp"
#include "post/outside.hpp"
#include "post/robot.hpp"

namespace huiyin::post {
namespace {

// One parcel under way, whole until its handle is done.
struct Way {
    const Parcel* parcel = nullptr;
    std::size_t line = 0;
    Ledger* ledger = nullptr;
    std::string bytes, url, answer;
    std::size_t given = 0;
    bool leaving = false, inside = false, local = false;
    curl_slist* rcpt = nullptr;
    curl_slist* headers = nullptr;

    ~Way() {
        curl_slist_free_all(rcpt);
        curl_slist_free_all(headers);
    }
};

constexpr std::size_t most_answer = 16 * 1024;

// Gives libcurl what to send. A letter is complete only with the dot that libcurl sends after our last bytes, a request
// with the last byte of its body: just before either, the ledger says so.
std::size_t give(char* to, std::size_t size, std::size_t count, void* w) {
    auto& way = *static_cast<Way*>(w);
    const auto n = std::min(size * count, way.bytes.size() - way.given);
    const bool mail = way.parcel->target.kind == ChannelKind::email;
    std::memcpy(to, way.bytes.data() + way.given, n);
    way.given += n;
    if (mail ? n == 0 : way.given == way.bytes.size()) {
        way.leaving = true;
        way.ledger->mark(way.line, Stage::leaving);
    }
    return n;
}
// Only before anything left; a request that would have to be sent twice is not.
int rewind(void* w, curl_off_t offset, int origin) {
    auto& way = *static_cast<Way*>(w);
    if (origin != SEEK_SET || offset != 0 || way.leaving) return CURL_SEEKFUNC_FAIL;
    way.given = 0;
    return CURL_SEEKFUNC_OK;
}

std::size_t take(char* from, std::size_t size, std::size_t count, void* w) {
    auto& way = *static_cast<Way*>(w);
    const auto n = size * count;
    if (way.answer.size() < most_answer) way.answer.append(from, std::min(n, most_answer - way.answer.size()));
    return n;
}

curl_socket_t open_outside(void* w, curlsocktype, curl_sockaddr* address) {
    auto& way = *static_cast<Way*>(w);
    if (!way.local && !is_outside(&address->addr)) {
        way.inside = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

template <class T>
void set(CURL* handle, CURLoption option, T value) { curl_easy_setopt(handle, option, value); }

void prepare_mail(CURL* handle, Way& way) {
    const auto& t = way.parcel->target;
    way.url = std::string(t.security == Security::tls ? "smtps://" : "smtp://") + t.server + ":" + std::to_string(t.port) + "/huiyin";
    way.bytes = letter_of(*way.parcel);
    way.rcpt = curl_slist_append(nullptr, ("<" + way.parcel->to + ">").c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(handle, CURLOPT_MAIL_FROM, ("<" + t.from + ">").c_str());
    set(handle, CURLOPT_MAIL_RCPT, way.rcpt);
    set(handle, CURLOPT_UPLOAD, 1L);
    if (t.security == Security::starttls) set(handle, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    if (!t.user.empty()) {
        set(handle, CURLOPT_USERNAME, t.user.c_str());
        set(handle, CURLOPT_PASSWORD, t.secret.c_str());
    }
}

void prepare_robot(CURL* handle, Way& way, Instant now) {
    auto request = robot_request(*way.parcel, now);
    way.url = std::move(request.url);
    way.bytes = std::move(request.body);
    way.headers = curl_slist_append(nullptr, "Content-Type: application/json; charset=utf-8");
    way.headers = curl_slist_append(way.headers, "Expect:");
    set(handle, CURLOPT_PROTOCOLS_STR, way.local ? "http,https" : "https");
    set(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(handle, CURLOPT_POST, 1L);
    set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(way.bytes.size()));
    set(handle, CURLOPT_HTTPHEADER, way.headers);
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle, CURLOPT_OPENSOCKETFUNCTION, open_outside);
    set(handle, CURLOPT_OPENSOCKETDATA, &way);
    set(handle, CURLOPT_PROXY, "");  // a proxy of the machine's would look names up for us
}

// What went wrong on the way, as a code that screens put into words.
std::string trouble_of(CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST: return "no-such-host";
        case CURLE_COULDNT_CONNECT: return "not-reached";
        case CURLE_OPERATION_TIMEDOUT: return "no-answer";
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_USE_SSL_FAILED: return "no-safe-connection";
        case CURLE_LOGIN_DENIED: return "sign-in-refused";
        case CURLE_GOT_NOTHING:
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR: return "broken-off";
        default: return curl_easy_strerror(code);
    }
}

Outcome outcome_of(CURL* handle, CURLcode code, const Way& way) {
    const auto id = way.parcel->id;
    const auto kind = way.parcel->target.kind;
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    if (kind == ChannelKind::email) {
        if (code == CURLE_OK) return {id, Fate::accepted, {}};
        const auto why = status > 0 && status != 250 && status != 354 ? "SMTP " + std::to_string(status) : trouble_of(code);
        // A no is a no also after the last dot: the letter was surely not taken.
        if (status >= 500 && status < 600) return {id, Fate::refused, why};
        if (status >= 400 && status < 500) return {id, Fate::failed, why};
        return {id, way.leaving ? Fate::doubtful : Fate::failed, why};
    }
    if (way.inside && code != CURLE_OK) return {id, Fate::refused, "address-inside"};
    if (code == CURLE_OK) return read_robot_answer(id, kind, status, way.answer);
    if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT) return {id, Fate::refused, curl_easy_strerror(code)};
    return {id, way.leaving ? Fate::doubtful : Fate::failed, trouble_of(code)};
}

Stage stage_of(Fate fate) {
    switch (fate) {
        case Fate::accepted: return Stage::accepted;
        case Fate::refused: return Stage::refused;
        case Fate::failed: return Stage::failed;
        case Fate::doubtful: return Stage::doubtful;
    }
    return Stage::doubtful;
}

}  // namespace

struct Carrier::Impl {
    CarrierOptions options;
    CURLM* multi = nullptr;
    std::vector<CURL*> idle;
};

Carrier::Carrier(CarrierOptions options) : impl_(std::make_unique<Impl>()) {
    static const auto once = curl_global_init(CURL_GLOBAL_DEFAULT);
    (void)once;
    impl_->options = options;
    impl_->multi = curl_multi_init();
    curl_multi_setopt(impl_->multi, CURLMOPT_MAX_HOST_CONNECTIONS, static_cast<long>(options.connections));
    curl_multi_setopt(impl_->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(options.connections * 4));
}

Carrier::~Carrier() {
    for (auto* handle : impl_->idle) curl_easy_cleanup(handle);
    curl_multi_cleanup(impl_->multi);
}

std::vector<Outcome> Carrier::carry(const std::vector<Parcel>& parcels, Ledger& ledger, Instant real_now, const std::function<bool()>& stop) {
    auto& multi = impl_->multi;
    std::vector<Outcome> outcomes;
    for (const auto& p : parcels) outcomes.push_back({p.id, Fate::failed, "stopped"});
    std::vector<std::unique_ptr<Way>> ways(parcels.size());
    std::size_t next = 0, under_way = 0;
    const auto most = static_cast<std::size_t>(impl_->options.connections) * 4;
    const auto patience = std::chrono::duration_cast<std::chrono::milliseconds>(impl_->options.patience).count();

    const auto begin = [&](std::size_t i) {
        auto* handle = impl_->idle.empty() ? curl_easy_init() : impl_->idle.back();
        if (!impl_->idle.empty()) impl_->idle.pop_back();
        curl_easy_reset(handle);
        ways[i] = std::make_unique<Way>();
        auto& way = *ways[i];
        way.parcel = &parcels[i];
        way.line = i;
        way.ledger = &ledger;
        way.local = impl_->options.local_robots;
        if (way.parcel->target.kind == ChannelKind::email) prepare_mail(handle, way);
        else prepare_robot(handle, way, real_now);
        set(handle, CURLOPT_URL, way.url.c_str());
        set(handle, CURLOPT_PRIVATE, reinterpret_cast<char*>(i));
        set(handle, CURLOPT_READFUNCTION, give);
        set(handle, CURLOPT_READDATA, &way);
        set(handle, CURLOPT_SEEKFUNCTION, rewind);
        set(handle, CURLOPT_SEEKDATA, &way);
        set(handle, CURLOPT_WRITEFUNCTION, take);
        set(handle, CURLOPT_WRITEDATA, &way);
        set(handle, CURLOPT_NOSIGNAL, 1L);
        set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(patience));
        set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(patience / 2));
        curl_multi_add_handle(multi, handle);
        ++under_way;
    };
    while (next < parcels.size() || under_way > 0) {
        const bool stopping = stop && stop();
        while (!stopping && next < parcels.size() && under_way < most) begin(next++);
        if (under_way == 0) break;
        int running = 0;
        curl_multi_perform(multi, &running);
        int waiting = 0;
        bool done = false;
        while (auto* message = curl_multi_info_read(multi, &waiting)) {
            if (message->msg != CURLMSG_DONE) continue;
            auto* handle = message->easy_handle;
            const auto code = message->data.result;
            char* which = nullptr;
            curl_easy_getinfo(handle, CURLINFO_PRIVATE, &which);
            const auto i = reinterpret_cast<std::size_t>(which);
            outcomes[i] = outcome_of(handle, code, *ways[i]);
            ledger.mark(i, stage_of(outcomes[i].fate));
            curl_multi_remove_handle(multi, handle);
            impl_->idle.push_back(handle);
            ways[i].reset();
            --under_way;
            done = true;
        }
        if (!done) curl_multi_poll(multi, nullptr, 0, 200, nullptr);
    }
    return outcomes;
}

}  // namespace huiyin::post
