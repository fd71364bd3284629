// The web app out of the binary: hashed assets cached for a year, pages always asked again, sent compressed as the
// build left them. An unknown address asked for as a page gives index.html, because the app has its own router; /s/…
// gives self.html, the residents' door.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "http/message.hpp"
#include "kernel/embedded.hpp"

namespace huiyin::http {

class StaticFiles {
  public:
    explicit StaticFiles(const std::vector<embedded::File>& files);
    Response answer(const Request& request) const;  // GET and HEAD only

  private:
    struct File {
        std::string_view plain, gzip, brotli;
        std::string etag, media_type;
        bool hashed = false;  // its name changes with its content
    };
    Response send(const File& file, const Request& request) const;
    std::map<std::string, File, std::less<>> files_;
};

}  // namespace huiyin::http
