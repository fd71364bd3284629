-- Asks the addresses of a file in turn, over connections kept alive.
local paths, n = {}, 0
for line in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = line end
request = function()
    n = n + 1
    return wrk.format("GET", paths[n % #paths + 1], { ["Cookie"] = os.getenv("BENCH_COOKIE") })
end
done = function(summary, latency)
    print(string.format("%.0f/s  p50 %.2f ms  p99 %.2f ms  not answered well %d", summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
        summary.errors.status + summary.errors.read + summary.errors.write + summary.errors.timeout + summary.errors.connect))
end
