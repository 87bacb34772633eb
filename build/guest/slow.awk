#!/usr/bin/awk -f
# The figures of slow.sh as a table: medians over rounds, with their range.
{ round = $1; name = $2; value[round, name] = $3; if (round > last) last = round }
$2 ~ /-told$/ { servers[round, $2] = $4; lost[round, $2] = $5 }

function insert(sorted, count, fresh,    i) {
  for (i = count; i > 0 && sorted[i] > fresh; i--) sorted[i + 1] = sorted[i]
  sorted[i + 1] = fresh
}
# Median and range of what was added since the last call.
function add(fresh) { insert(sorted, count, fresh); count++ }
function text(format,    middle) {
  middle = count % 2 ? sorted[(count + 1) / 2] : (sorted[count / 2] + sorted[count / 2 + 1]) / 2
  middle = sprintf(format, middle) (count > 1 ? sprintf(" (" format "–" format ")", sorted[1], sorted[count]) : "")
  count = 0
  return middle
}
function row(what, how) { printf "| %s | %s |\n", what, how }
# Against the mean of the runs before and behind it: a machine that gets slower must not look like an agent.
function ratio(round, with, without) { return value[round, with] / ((value[round, without] + value[round + 1, without]) / 2) }

END {
  rounds = last - 1
  print "| figure | Sonde |\n|---|---|"
  for (r = 1; r <= rounds; r++) add(value[r, "with-processor"] / value[r, "with-requests"] * 1000)
  row("Processor seconds of the agent per 1,000 requests", text("%.3f"))
  for (r = 1; r <= rounds; r++) add(value[r, "first-processor"] / value[r, "first-requests"] * 1000)
  row("… in the first load after its start", text("%.3f"))
  for (r = 1; r <= rounds; r++) add(value[r, "short-processor"] / value[r, "short-requests"] * 1000)
  row("… on a connection per request", text("%.3f"))
  for (r = 1; r <= rounds + 1; r++) add(value[r, "without-rate"])
  row("Requests/s without the agent", text("%.0f"))
  for (r = 1; r <= rounds; r++) add(ratio(r, "with-rate", "without-rate"))
  row("Throughput with it", text("× %.2f"))
  for (r = 1; r <= rounds; r++) add(ratio(r, "with-p50", "without-p50"))
  row("Median with it", text("× %.2f"))
  for (r = 1; r <= rounds; r++) add(ratio(r, "with-p99", "without-p99"))
  row("99th percentile with it", text("× %.2f"))
  for (r = 1; r <= rounds; r++) add(ratio(r, "short-rate", "short-without-rate"))
  row("Throughput with it, a connection per request", text("× %.2f"))
  for (r = 1; r <= rounds; r++) add(value[r, "resident"])
  row("Resident memory, MiB", text("%.0f"))
  for (r = 1; r <= rounds; r++) add(value[r, "group"])
  memory = text("%.0f")
  for (r = 1; r <= rounds; r++) add(value[r, "group-anon"] + value[r, "group-kernel"])
  row("Memory of its control group, MiB", memory ", without files that it read first " text("%.0f"))
  for (r = 1; r <= rounds; r++) add(value[r, "start"])
  row("Seconds from its start until its probes are attached", text("%.1f"))
  for (r = 1; r <= rounds; r++) add(value[r, "idle-processor"] / 20 * 100)
  row("Share of the processor while nothing happens, %", text("%.1f"))
  for (r = 1; r <= rounds; r++) {
    asked = value[r, "first-requests"] + value[r, "with-requests"]
    row("Counted, connections kept, round " r, sprintf("asked %d, at the client %d, at the server %d", asked, value[r, "kept-alive-told"] - before, servers[r, "kept-alive-told"] - beforeServer))
    row("Counted, a connection per request, round " r, sprintf("asked %d, at the client %d, at the server %d; lost so far %s", value[r, "short-requests"],
      value[r, "short-told"] - value[r, "kept-alive-told"], servers[r, "short-told"] - servers[r, "kept-alive-told"], lost[r, "short-told"]))
    before = value[r, "short-told"]; beforeServer = servers[r, "short-told"]
  }
}
