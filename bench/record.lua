-- Records complaints: 64 connections kept alive, each with its own idempotency key as the page sends it. The households
-- and headings take turns, as they do at a desk: BENCH_HOMES holds lines of "unit person", BENCH_CATEGORIES one id each.
local homes, categories = {}, {}
for line in io.lines(os.getenv("BENCH_HOMES")) do homes[#homes + 1] = { line:match("(%d+) (%d+)") } end
for line in io.lines(os.getenv("BENCH_CATEGORIES")) do categories[#categories + 1] = line end
local n, run = 0, os.getenv("BENCH_RUN")
local words = { "电梯停在七楼不动", "楼道灯不亮", "地下车库漏水", "半夜装修噪音", "门禁卡失效", "外墙渗水", "垃圾清运迟", "停车位被占" }
request = function()
    n = n + 1
    local word, home = words[n % #words + 1], homes[n * 7 % #homes + 1]
    local body = string.format('{"kind":"complaint","about":"household_matter","source":"phone","category":"%s","unit":"%s","person":"%s","caller_name":"","caller_phone":"","place":"","subject":"%s","text":"%s，住户说从昨晚开始，已经是第%d次。","wants":"尽快处理","severity":"ordinary","importance":"ordinary"}',
        categories[n * 3 % #categories + 1], home[1], home[2], word, word, n % 9 + 1)
    return wrk.format("POST", "/api/complaints", { ["Content-Type"] = "application/json", ["Cookie"] = os.getenv("BENCH_COOKIE"), ["Idempotency-Key"] = run .. "-" .. tostring(n) .. "-bench-of-recording" }, body)
end
local wrong = 0
response = function(status, headers, body)
    if status ~= 201 and wrong < 2 then wrong = wrong + 1; io.stderr:write(status .. " " .. body .. "\n") end
end
done = function(summary, latency)
    print(string.format("%.0f/s  p50 %.2f ms  p99 %.2f ms  not answered well %d", summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
        summary.errors.status + summary.errors.read + summary.errors.write + summary.errors.timeout + summary.errors.connect))
end
