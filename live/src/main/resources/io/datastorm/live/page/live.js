"use strict";
// Listens to the run, and shows it.
(() => {
  const $ = id => document.getElementById(id);
  const number = Charts.number;
  const millis = value => value == null ? "–" : value >= 1000 ? number(value / 1000) + " s" : number(value) + " ms";
  const MIB = 1 << 20;

  // For whoever tests the page.
  window.toldSeconds = [];

  const charts = {};
  const groups = new Map();
  let run = null, last = null, outcome = null, ended = false, waiting = false;

  // --- charts ---

  const upward = () => ({ y: Charts.upward });

  function limits(pattern) {
    return run.thresholds.map(text => [text, text.match(pattern)])
      .filter(([, match]) => match)
      .map(([text, match]) => ({ name: text.slice(text.lastIndexOf(".", text.search(/[<>=]/)) + 1), value: Number(match[1]) * ({ k: 1e3, m: 1e6 }[match[2]] ?? 1) }));
  }

  function makeCharts() {
    const parent = $("charts");
    charts.throughput = Charts.add(parent, {
      title: "Throughput, records/s", scales: upward, axes: [{}],
      series: run.reads ? [] : [{ name: "acknowledged" }, { name: "asked for", reference: true }],
      limits: limits(/^throughput\.recordsPerSecond\s*>=?\s*([\d.]+)([km]?)$/i),
    });
    if (!run.reads) {
      const slowest = limits(/^latency\.response\.(?:p\d+|max)Millis\s*<=?\s*([\d.]+)([km]?)$/i);
      charts.latency = Charts.add(parent, {
        title: (run.openLoop ? "Response time" : "Latency at full load") + ", ms", scales: () => ({ y: Charts.logarithmic(slowest) }), axes: [{}],
        series: ["p50", "p90", "p99", "p99.9", "maximum"].map(name => ({ name })),
        limits: slowest,
      });
      charts.heat = HeatMap.add(parent, run);
    }
    charts.cpu = Charts.add(parent, { title: "CPU, cores in use", scales: upward, axes: [{}], series: [{ name: "generator" }] });
    charts.memory = Charts.add(parent, {
      title: "The generator's heap, MiB, and GC pauses, ms in each second",
      scales: () => ({ y: Charts.upward, ms: Charts.upward }),
      axes: [{}, { scale: "ms", side: 1, grid: { show: false } }],
      series: [{ name: "heap, MiB" }, { name: "GC pauses, ms", scale: "ms" }],
    });
  }

  function lagChart() {
    charts.lag ??= Charts.add($("charts"), { title: "Lag of consumer groups, records", scales: upward, axes: [{}], series: [] });
    return charts.lag;
  }

  // Brokers that tell their own metrics.
  function brokerCharts() {
    charts.idle ??= Charts.add($("charts"), {
      title: "Request handlers of brokers, idle %", scales: () => ({ y: { range: () => [0, 105] } }), axes: [{}], series: [],
    });
    charts.produce ??= Charts.add($("charts"), {
      title: "Produce requests at brokers, mean ms", scales: upward, axes: [{}], series: [],
    });
  }

  function brokers(second, told) {
    if (!told.length && !charts.idle) return;
    brokerCharts();
    for (const [chart, figure] of [
      [charts.idle, ({ requestHandlerIdle: idle }) => idle == null ? null : 100 * idle],
      [charts.produce, ({ produce }) => produce.totalMillis],
    ]) {
      names(chart, told.map(({ broker }) => "broker " + broker));
      Charts.push(chart, second, chart.spec.series.map(series => {
        const one = told.find(({ broker }) => "broker " + broker === series.name);
        return one && figure(one);
      }));
    }
  }

  // Who comes later is empty before.
  function names(chart, wanted) {
    wanted.filter(name => !chart.spec.series.some(series => series.name === name))
      .forEach(name => Charts.addSeries(chart, { name }));
  }

  function chart(event) {
    const { interval, response, groups: read } = event, second = interval.second;
    const positive = value => value > 0 ? value : null;
    const readers = Object.keys(read);
    names(charts.throughput, readers.map(name => "read by " + name));
    const written = run.reads ? [] : [interval.recordsPerSecond, event.asked];
    Charts.push(charts.throughput, second, charts.throughput.spec.series.map((series, i) =>
      i < written.length ? written[i] : read[series.name.slice("read by ".length)]?.recordsPerSecond));
    if (charts.latency) {
      const at = response ?? {};
      Charts.push(charts.latency, second,
        [at.p50Millis, at.p90Millis, at.p99Millis, at.p999Millis, at.maxMillis].map(positive));
      charts.heat.push(second, response);
    }
    names(charts.cpu, interval.brokerCpu.map((used, i) => "broker " + (i + 1)));
    Charts.push(charts.cpu, second, [interval.generatorCpu, ...interval.brokerCpu]);
    Charts.push(charts.memory, second, [interval.heapBytes / MIB, interval.gcPauseMillis]);
    if (readers.length) {
      names(lagChart(), readers);
      Charts.push(charts.lag, second, charts.lag.spec.series.map(series => read[series.name]?.lagRecords));
    }
    brokers(second, interval.brokers);
    interval.faults.forEach(name => Charts.fault(second, name, / for \S+$/.test(name)));
  }

  // --- tiles and tables ---

  function tile(name, figure, more, well = null, extra = "") {
    const box = document.createElement("div");
    box.className = "tile " + extra;
    for (const [type, text] of [["soft", name], ["figure", figure], ["soft", more]]) {
      const line = document.createElement("p");
      line.className = type;
      line.textContent = text;
      box.append(line);
    }
    if (well != null) box.querySelector(".figure").classList.add(well ? "good" : "bad");
    return box;
  }

  const latencyName = () => run.openLoop ? "Response time p99" : "Latency at full load, p99";

  // Of the last second.
  function tiles() {
    const { interval, limit, asked, groups: read, soFar: { acknowledged, seconds, failed } } = last, boxes = [];
    if (!run.reads) {
      const average = seconds ? number(acknowledged / seconds) + " on average" : "warming up";
      boxes.push(
        tile("Records/s acknowledged", number(interval.recordsPerSecond),
          average + (asked == null ? "" : ", " + number(asked) + " asked for"),
          asked == null ? null : interval.recordsPerSecond >= 0.98 * asked),
        tile(latencyName(), millis(interval.p99Millis),
          "p50 " + millis(interval.p50Millis) + ", slowest " + millis(interval.maxMillis)),
        tile("Records failed", number(failed), failed ? "see the messages" : "none", failed ? false : null));
    }
    const lags = Object.values(read).map(group => group.lagRecords).filter(lag => lag != null);
    if (Object.keys(read).length) {
      const rate = Object.values(read).reduce((sum, group) => sum + group.recordsPerSecond, 0);
      boxes.push(tile("Records/s read", number(rate),
        lags.length ? "lag " + number(Math.max(...lags)) + " records" : "lag not known"));
    }
    boxes.push(tile("Limited by", limit.by, limit.evidence, null, "wide"));
    $("tiles").replaceChildren(...boxes);
  }

  // Of the whole run.
  function resultTiles(event) {
    const well = { GOOD: true, BAD: false, PLAIN: null };
    $("tiles").replaceChildren(...event.tiles.map(({ name, figure, meaning, tone, wide }) =>
      tile(name, figure, meaning, well[tone], wide ? "wide" : "")));
  }

  function rows(id, heads, lines) {
    $(id).hidden = lines.length === 0;
    const line = (kind, cells) => {
      const row = document.createElement("tr");
      row.append(...cells.map(text => Object.assign(document.createElement(kind), { textContent: text })));
      return row;
    };
    $(id).querySelector("table").replaceChildren(line("th", heads), ...lines.map(cells => line("td", cells)));
  }

  function tables() {
    const several = run.streams.length > 1 ? Object.entries(last.streams) : [];
    rows("streams", ["Stream", "Records/s", "p50", "p99", "Slowest", "Failed"],
      several.map(([name, it]) => [name, number(it.recordsPerSecond), millis(it.p50Millis),
        millis(it.p99Millis), millis(it.maxMillis), number(it.failed)]));
    rows("agents", ["Agent", "Host", "Records/s", "CPU, cores"],
      Object.entries(last.agents).map(([index, it]) => [index, it.host, number(it.recordsPerSecond), number(it.cpu)]));
    rows("groups", ["Group", "Records/s read", "Lag, records"],
      Object.entries(last.groups).map(([name, it]) => [name, number(it.recordsPerSecond), number(it.lagRecords)]));
  }

  // --- events ---

  function begin(event) {
    run = event;
    document.title = run.name + " – DataStorm";
    $("name").textContent = run.name;
    offers();
    const faults = run.faults.filter(name => !name.startsWith("end of "));
    $("topics").textContent = run.streams.map(stream => stream.name === stream.topics ? stream.topics
      : stream.name + ": " + stream.topics).join(", ") + (faults.length ? " · faults: " + faults.join(", ") : "");
  }

  function second(event) {
    if (!last) makeCharts();
    window.toldSeconds.push(event.interval.second);
    last = event;
    chart(event);
    if (!ended) state(event.interval.second > 0 ? "measuring, " + event.interval.second + " s" : "warming up");
  }

  const state = words => { $("state").textContent = words; };

  function alarm(words) {
    $("alarms").append(Object.assign(document.createElement("p"), { className: "alarm", textContent: words }));
  }

  function notice(event) {
    $("notices").hidden = false;
    const item = Object.assign(document.createElement("li"), { textContent: event.words });
    if (event.warning) item.className = "warning";
    $("notices").querySelector("ul").append(item);
  }

  function result(event) {
    event.alarms.forEach(alarm);
    $("result").hidden = false;
    $("result").querySelector("table").replaceChildren(...event.rows.map(row => {
      const line = document.createElement("tr");
      line.append(Object.assign(document.createElement("th"), { textContent: row.label }),
        Object.assign(document.createElement("td"), { textContent: row.text }));
      return line;
    }));
    outcome = event;
    end();
    state(event.complete ? "ended" : "stopped");
  }

  function end() {
    if (!ended) state("ended");
    ended = true;
    $("stop").disabled = true;
    $("stop").textContent = "Stop";
    $("intervene").hidden = true;
  }

  const handlers = {
    run: begin, second, notice, result,
    state: event => {
      if (!ended) state(event.words);
      // Nothing is left to stop.
      if (/^all /.test(event.words)) $("stop").disabled = true;
    },
    end: () => { end(); source.close(); },
  };

  function draw() {
    waiting = false;
    if (outcome) resultTiles(outcome);
    if (!last) return;
    const began = performance.now();
    if (!outcome) tiles();
    tables();
    Charts.draw();
    // uPlot draws in a microtask: this one comes after it. For whoever measures the page.
    queueMicrotask(() => { window.frameMillis = performance.now() - began; });
  }

  // Many events come at once to a page that is late: it is drawn once.
  function changed() {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(draw);
    }
  }

  const source = new EventSource("events");
  source.onmessage = message => {
    const event = JSON.parse(message.data);
    handlers[event.event]?.(event);
    changed();
  };
  source.onerror = () => {
    if (!ended) state(source.readyState === EventSource.CLOSED
      ? "no connection: the run has ended, or too many watch it" : "connection lost, trying again");
  };

  // --- controls ---

  // What can be asked for: the cluster's own faults, and those of members.
  function offers() {
    const each = (count, words) => Array.from({ length: count }, (unused, i) => words.map(word => word.replace("N", i + 1))).flat();
    const offered = [...each(run.brokers, ["pause N for 3s", "kill N for 5s", "kill N", "restart N"]),
      ...(run.brokers > 1 ? ["move-leaders"] : []), ...each(run.members, ["pause-consumer N for 3s"]),
      ...(run.members > 1 ? each(run.members, ["kill-consumer N"]) : []), ...(run.members ? ["join-consumer", "rolling consumers"] : [])];
    $("offers").replaceChildren(...offered.map(value => Object.assign(document.createElement("option"), { value })));
    $("fault-form").hidden = !run.brokers;
  }

  async function ask(path, field) {
    const answer = await fetch(path, { method: "POST", body: field.value }).catch(() => null);
    $("said").textContent = answer?.ok ? "" : answer ? (await answer.text() || "refused") : "there is no connection";
    if (answer?.ok) field.value = "";
  }

  for (const [form, path] of [["note-form", "note"], ["fault-form", "fault"]]) {
    $(form).onsubmit = event => {
      event.preventDefault();
      ask(path, $(form).querySelector("input"));
    };
  }

  let sure = false;
  $("stop").onclick = async () => {
    if (!sure) {
      sure = true;
      $("stop").textContent = "Really stop?";
      setTimeout(() => { sure = false; if (!$("stop").disabled) $("stop").textContent = "Stop"; }, 4000);
      return;
    }
    $("stop").disabled = true;
    $("stop").textContent = "Stopping";
    const answer = await fetch("stop", { method: "POST" }).catch(() => null);
    if (!answer?.ok) alarm("The run could not be stopped here: press Ctrl-C where it was started.");
  };
  Charts.onZoom(zoomed => { $("whole").hidden = !zoomed; });
  $("whole").onclick = Charts.whole;
  addEventListener("keydown", event => { if (event.key === "Escape") Charts.whole(); });
})();
