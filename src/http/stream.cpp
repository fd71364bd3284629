// The bounded buffer between whoever tells something and the connection that sends it.
#include "http/stream.hpp"

#include <utility>

namespace huiyin::http {

bool Stream::push(std::string_view text) {
    std::unique_lock lock(mutex_);
    if (closed_) return false;
    if (waiting_.size() + text.size() > most_) {
        closed_ = true;
        waiting_.clear();  // half a story is worse than none: the reader resumes from its last id
        wake(std::move(lock));
        return false;
    }
    waiting_ += text;
    wake(std::move(lock));
    return true;
}

void Stream::close() {
    std::unique_lock lock(mutex_);
    closed_ = true;
    wake(std::move(lock));
}

bool Stream::closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
}

Stream::Taken Stream::take() {
    const std::lock_guard lock(mutex_);
    return {std::exchange(waiting_, {}), closed_};
}

void Stream::on_ready(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
}

void Stream::wake(std::unique_lock<std::mutex> lock) {
    const auto call = wake_;  // a copy: the connection may let go of it meanwhile
    lock.unlock();
    if (call) call();
}

}  // namespace huiyin::http
