// Writes and reads the file of a backup. A file is checked against its digest before a row of it is believed.
#include "store/backup_file.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <boost/json.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace huiyin::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view magic = "HUIYIN-BACKUP 1\n";
constexpr std::size_t digest_size = 32;
constexpr std::size_t chunk = 1 << 16;
constexpr std::size_t longest_heading = 4096;
constexpr std::int64_t longest_text = 1 << 30;

struct File {
    std::FILE* f = nullptr;
    File(const std::string& path, const char* mode) : f(std::fopen(path.c_str(), mode)) {
        if (!f) throw Error("cannot open " + path + ": " + std::strerror(errno));
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (f) std::fclose(f);
    }
};

struct Digest {
    EVP_MD_CTX* c = EVP_MD_CTX_new();
    Digest() { EVP_DigestInit_ex(c, EVP_sha256(), nullptr); }
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;
    ~Digest() { EVP_MD_CTX_free(c); }
    void add(const void* data, std::size_t size) { EVP_DigestUpdate(c, data, size); }
    std::string end() {
        std::string out(digest_size, '\0');
        EVP_DigestFinal_ex(c, reinterpret_cast<unsigned char*>(out.data()), nullptr);
        return out;
    }
};

[[noreturn]] void damaged() { throw Error("the backup's contents do not make sense; it was not written by this program"); }

}  // namespace

struct BackupWriter::Machine {
    explicit Machine(const std::string& path) : file(path, "wb") {
        if (deflateInit(&stream, 4) != Z_OK) throw Error("cannot start compressing");
    }
    ~Machine() { deflateEnd(&stream); }
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;
    File file;
    Digest digest;
    z_stream stream{};
};

BackupWriter::BackupWriter(std::string path, const BackupSummary& heading) : path_(std::move(path)), part_(path_ + ".part") {
    if (fs::exists(path_)) throw Error(path_ + " exists already; a backup does not overwrite another");
    machine_ = std::make_unique<Machine>(part_);
    const boost::json::object line{{"program", heading.label.program},
                                   {"at", heading.label.at.ms},
                                   {"engine", heading.engine == Engine::sqlite ? "sqlite" : "postgresql"},
                                   {"schema", heading.schema}};
    const auto text = std::string(magic) + boost::json::serialize(line) + "\n";
    write(text.data(), text.size());
}

BackupWriter::~BackupWriter() {
    if (!machine_) return;
    machine_.reset();
    std::error_code ignored;
    fs::remove(part_, ignored);
}

void BackupWriter::begin_table(const std::string& name, const std::vector<BackupColumn>& columns) {
    put("T");
    text(name);
    number(static_cast<std::int64_t>(columns.size()));
    for (const auto& column : columns) {
        const char kind = static_cast<char>(column.kind);
        put({&kind, 1});
        text(column.name);
    }
}
void BackupWriter::begin_row() { put("R"); }
void BackupWriter::null() { put({"\0", 1}); }
void BackupWriter::integer(std::int64_t value) {
    put("\1");
    number(value);
}
void BackupWriter::bytes(std::string_view value) {
    put("\1");
    text(value);
}
void BackupWriter::end_table(std::int64_t rows) {
    put("E");
    number(rows);
}

void BackupWriter::finish() {
    put("Z");
    compress(Z_FINISH);
    const auto digest = machine_->digest.end();
    auto* f = machine_->file.f;
    if (std::fwrite(digest.data(), 1, digest.size(), f) != digest.size() || std::fflush(f) != 0 || ::fsync(fileno(f)) != 0)
        throw Error("cannot write " + part_ + ": " + std::strerror(errno));
    machine_.reset();
    fs::rename(part_, path_);
    const auto folder = fs::absolute(path_).parent_path();
    if (const int d = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); d >= 0) {
        ::fsync(d);
        ::close(d);
    }
}

void BackupWriter::number(std::int64_t value) {
    auto zigzag = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    char out[10];
    std::size_t size = 0;
    for (; zigzag >= 0x80; zigzag >>= 7) out[size++] = static_cast<char>(zigzag | 0x80);
    out[size++] = static_cast<char>(zigzag);
    put({out, size});
}
void BackupWriter::text(std::string_view value) {
    number(static_cast<std::int64_t>(value.size()));
    put(value);
}
void BackupWriter::put(std::string_view raw) {
    pending_ += raw;
    if (pending_.size() >= chunk) compress(Z_NO_FLUSH);
}
void BackupWriter::compress(int flush) {
    auto& s = machine_->stream;
    s.next_in = reinterpret_cast<Bytef*>(pending_.data());
    s.avail_in = static_cast<uInt>(pending_.size());
    std::array<char, chunk> out;
    do {
        s.next_out = reinterpret_cast<Bytef*>(out.data());
        s.avail_out = static_cast<uInt>(out.size());
        deflate(&s, flush);
        write(out.data(), out.size() - s.avail_out);
    } while (s.avail_out == 0);
    pending_.clear();
}
void BackupWriter::write(const char* data, std::size_t size) {
    machine_->digest.add(data, size);
    if (std::fwrite(data, 1, size, machine_->file.f) != size)
        throw Error("cannot write " + part_ + ": " + std::strerror(errno));
}

struct BackupReader::Machine {
    explicit Machine(const std::string& path) : file(path, "rb") {
        if (inflateInit(&stream) != Z_OK) throw Error("cannot start reading the compressed part");
    }
    ~Machine() { inflateEnd(&stream); }
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    void refill() {
        do {
            if (stream.avail_in == 0) {
                const auto got = std::fread(in.data(), 1, in.size(), file.f);
                if (got == 0) damaged();
                stream.next_in = reinterpret_cast<Bytef*>(in.data());
                stream.avail_in = static_cast<uInt>(got);
            }
            stream.next_out = reinterpret_cast<Bytef*>(out.data());
            stream.avail_out = static_cast<uInt>(out.size());
            const int code = inflate(&stream, Z_NO_FLUSH);
            if (code != Z_OK && code != Z_STREAM_END) damaged();
            at = 0;
            size = out.size() - stream.avail_out;
            if (code == Z_STREAM_END && size == 0) damaged();
        } while (size == 0);
    }

    File file;
    z_stream stream{};
    std::array<char, chunk> in, out;
    std::size_t at = 0, size = 0;
};

BackupReader::BackupReader(const std::string& path) : machine_(std::make_unique<Machine>(path)) {
    auto* f = machine_->file.f;
    std::string begin(magic.size(), '\0');
    if (std::fread(begin.data(), 1, begin.size(), f) != begin.size() || begin != magic)
        throw Error(path + " is not a backup of this program");
    std::string line;
    for (int c = std::fgetc(f); c != '\n'; c = std::fgetc(f)) {
        if (c == EOF || line.size() > longest_heading) throw Error(path + " is cut off in its heading");
        line += static_cast<char>(c);
    }
    try {
        const auto heading = boost::json::parse(line).as_object();
        heading_.label.program = boost::json::value_to<std::string>(heading.at("program"));
        heading_.label.at.ms = heading.at("at").to_number<std::int64_t>();
        heading_.engine = heading.at("engine").as_string() == "sqlite" ? Engine::sqlite : Engine::postgresql;
        heading_.schema = heading.at("schema").to_number<int>();
    } catch (const std::exception&) {
        throw Error(path + " has a heading that cannot be read");
    }
}
BackupReader::~BackupReader() = default;

void BackupReader::check_digest(const std::string& path) {
    const File file(path, "rb");
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error || size < magic.size() + digest_size) throw Error(path + " is too short to be a backup");
    Digest digest;
    auto left = size - digest_size;
    std::string data(chunk, '\0');
    while (left > 0) {
        const auto got = std::fread(data.data(), 1, std::min<std::uintmax_t>(left, data.size()), file.f);
        if (got == 0) throw Error("cannot read " + path);
        digest.add(data.data(), got);
        left -= got;
    }
    std::string kept(digest_size, '\0');
    if (std::fread(kept.data(), 1, kept.size(), file.f) != kept.size()) throw Error("cannot read " + path);
    if (digest.end() != kept)
        throw Error(path + " was cut off or changed since it was written: its digest does not fit; use another copy");
}

bool BackupReader::next_table(Table& table) {
    const char what = byte();
    if (what == 'Z') return false;
    if (what != 'T') damaged();
    table.name = text();
    table.columns.clear();
    const auto columns = number();
    for (std::int64_t i = 0; i < columns; ++i) {
        const char kind = byte();
        if (kind != 'i' && kind != 't' && kind != 'b') damaged();
        table.columns.push_back({text(), static_cast<ColumnKind>(kind)});
    }
    rows_ = 0;
    return true;
}

bool BackupReader::next_row(const Table& table, std::vector<Field>& fields) {
    const char what = byte();
    if (what == 'E') {
        if (number() != rows_) damaged();
        return false;
    }
    if (what != 'R') damaged();
    fields.resize(table.columns.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        fields[i].null = byte() == 0;
        if (fields[i].null) continue;
        if (table.columns[i].kind == ColumnKind::integer) fields[i].integer = number();
        else fields[i].text = text();
    }
    ++rows_;
    return true;
}

char BackupReader::byte() {
    if (machine_->at == machine_->size) machine_->refill();
    return machine_->out[machine_->at++];
}
std::int64_t BackupReader::number() {
    std::uint64_t zigzag = 0;
    for (int shift = 0; shift < 70; shift += 7) {
        const auto b = static_cast<unsigned char>(byte());
        zigzag |= static_cast<std::uint64_t>(b & 0x7F) << shift;
        if (b < 0x80) return static_cast<std::int64_t>(zigzag >> 1) ^ -static_cast<std::int64_t>(zigzag & 1);
    }
    damaged();
}
std::string BackupReader::text() {
    auto left = number();
    if (left < 0 || left > longest_text) damaged();
    std::string value;
    while (left > 0) {
        if (machine_->at == machine_->size) machine_->refill();
        const auto part = std::min<std::size_t>(static_cast<std::size_t>(left), machine_->size - machine_->at);
        value.append(machine_->out.data() + machine_->at, part);
        machine_->at += part;
        left -= static_cast<std::int64_t>(part);
    }
    return value;
}

}  // namespace huiyin::store
