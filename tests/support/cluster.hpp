// A private PostgreSQL cluster: made in a temporary folder, reached by a socket there, ended by its process id.
#pragma once
#include <string>

namespace huiyin::support {

class Cluster {
  public:
    static Cluster& one();  // starts it when it is first asked for
    std::string url(const std::string& database) const;
    void run(const std::string& sql, const std::string& database = "postgres");

  private:
    Cluster();
    ~Cluster();
    void start();
    std::string folder_;  // empty when a running server was named
    std::string base_;
    int pid_ = 0;
};

}  // namespace huiyin::support
