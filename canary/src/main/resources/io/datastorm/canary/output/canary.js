"use strict";
(() => {
  const $ = id => document.getElementById(id);
  const LOOK_MILLIS = 1000, SERIES_MILLIS = 10000;
  const number = Charts.number;
  const percent = value => value == null ? "–" : (Math.floor(value * 1000) / 1000) + " %";
  const millis = value => value == null ? "–" : value < 1000 ? number(value) + " ms" : number(value / 1000) + " s";
  const figure = ({ text, value }) => text.startsWith("availability") ? percent(value) : millis(value);
  const time = text => new Date(text).toLocaleString("sv").slice(0, 19);
  const word = (count, one) => number(count) + " " + one + (count === 1 ? "" : "s");
  let series = "hour", charts = [], seen = 0, startedAt = 0;

  function cell(text, kind) {
    const td = document.createElement("td");
    td.textContent = text;
    if (kind) td.className = kind;
    return td;
  }

  function rows(id, all) {
    $(id).replaceChildren(...all.map(cells => {
      const row = document.createElement("tr");
      row.append(...cells);
      return row;
    }));
  }

  function tile(name, figure, meaning, tone) {
    const div = document.createElement("div");
    div.className = "tile";
    div.append(...[["soft", name], ["figure " + (tone ?? ""), figure], ["soft", meaning]].map(([kind, text]) =>
      Object.assign(document.createElement("p"), { className: kind, textContent: text })));
    return div;
  }

  const span = seconds => seconds < 120 ? Math.floor(seconds) + " s"
    : seconds < 7200 ? Math.floor(seconds / 60) + " min"
    : seconds < 172800 ? Math.floor(seconds / 3600) + " h" : Math.floor(seconds / 86400) + " days";

  const tone = trouble => trouble ? "bad" : "good";

  function tiles(status) {
    const [five] = status.windows, violated = status.objectives.filter(objective => !objective.met).length;
    const down = status.brokers.filter(broker => !broker.up).length;
    const known = status.brokers.every(({ up }) => up != null);
    const failed = status.totals.records - status.totals.good;
    $("tiles").replaceChildren(
      ...status.windows.map(window => tile("Availability, " + window.window, percent(window.availability),
        `${number(window.records - window.good)} of ${word(window.records, "record")} failed in `
          + span(window.seconds),
        window.availability == null || window.availability >= 100 ? "" : "bad")),
      tile("Read after, p99 of 5m", millis(five.endToEnd?.p99Millis), "from when a record was due"),
      tile("Objectives", violated ? word(violated, "violation") : "met", word(status.objectives.length, "objective"),
        tone(violated)),
      known ? tile("Brokers", `${status.brokers.length - down} of ${status.brokers.length} up`, "", tone(down))
        : tile("Brokers", "not known", `the cluster was silent for ${span(status.seenSeconds)}`, "bad"),
      tile("Lost", number(status.totals.lost), "acknowledged, and not there any more", tone(status.totals.lost)),
      tile("Failed, in all", number(failed), `of ${word(status.totals.records, "record")} in ${span(status.seconds)}`));
  }

  function show(status) {
    startedAt = Date.parse(status.startedAt) / 1000;
    $("title").textContent = status.topic;
    $("what").textContent = `${number(status.recordsPerSecond)} records/s to ${status.cluster} since `
      + `${time(status.startedAt)}; a record must be read ${number(status.deadlineMillis / 1000)} s after it was due`;
    $("alarms").replaceChildren(...status.objectives.filter(objective => !objective.met).map(objective =>
      Object.assign(document.createElement("p"), { className: "alarm",
        textContent: `Violated: ${objective.text}. It is ${figure(objective)}.` })));
    tiles(status);
    rows("objectives", status.objectives.map(objective));
    rows("windows", status.windows.map(window));
    const silent = status.brokers.filter(broker => !broker.up || !broker.leads.length);
    const led = [...status.partitions].sort((one, other) => one.leader - other.leader || one.number - other.number);
    rows("partitions", [...silent.map(broker), ...led.map(partition)]);
    rows("events", status.events.map(({ at, kind, text, bad }) =>
      [cell(time(at), "time"), cell(kind.toLowerCase(), "time"), cell(text, bad ? "bad" : "")]));
  }

  const objective = ({ text, value, met, violations, violatedSeconds }) => [cell(text),
    cell(value == null ? "not judged yet" : figure({ text, value }), met ? "good" : "bad"),
    cell(word(violations, "time")), cell(span(violatedSeconds))];

  const window = ({ window, seconds, availability, records, notSent, notAcknowledged, notRead, endToEnd, response }) =>
    [window, span(seconds), percent(availability), number(records), number(notSent), number(notAcknowledged),
      number(notRead), millis(endToEnd?.p50Millis), millis(endToEnd?.p99Millis), millis(endToEnd?.maxMillis),
      millis(response?.p99Millis)].map(text => cell(text));

  const broker = ({ id, up }) => [cell(id + (up == null ? " (not known)" : up ? "" : " (down)"), up ? "" : "bad"),
    cell(up == null ? "–" : "leads none"),
    ...Array.from({ length: 7 }, () => cell("–"))];

  function partition({ number: index, leader, replicas, inSync, figures }) {
    const bad = figures?.availability != null && figures.availability < 100;
    const count = figure => cell(figures ? number(figure(figures.totals)) : "–");
    const led = leader >= 0 && leader != null;
    return [cell(led ? leader : leader == null ? "not known" : "no leader", led ? "" : "bad"), cell(index),
      cell(`${inSync.length} of ${replicas.length}`, inSync.length === replicas.length ? "" : "bad"),
      cell(percent(figures?.availability), bad ? "bad" : ""),
      cell(millis(figures?.meanMillis)), cell(millis(figures?.maxMillis)),
      count(totals => totals.records - totals.good), count(totals => totals.lost), count(totals => totals.duplicated)];
  }

  // --- charts ---

  const dates = (u, ticks, axis, space, seconds) => ticks.map(tick =>
    new Date(tick * 1000).toLocaleString("sv").slice(11, seconds >= 60 ? 16 : 19));
  const SHARE = { range: (u, low) => [Math.min(99, Math.floor(low ?? 99)), 100] };
  const LINES = [
    ["Availability, percent of the records", SHARE, [["available", point => point.availability]]],
    ["Read after, ms from when a record was due", Charts.logarithmic([]), [["p50", point => point.endToEnd?.p50Millis],
      ["p99", point => point.endToEnd?.p99Millis], ["slowest", point => point.endToEnd?.maxMillis]]],
  ];

  function make(scale, lines) {
    return width => ({
      width, height: Charts.height, scales: { x: { time: true }, y: scale },
      axes: [Charts.axis({ size: 34, space: 80, values: dates }), Charts.axis({ size: 60, values: Charts.labels })],
      series: [{ label: "until", value: (u, at) => at == null ? "–" : time(at * 1000) },
        ...lines.map(([label], i) => ({
          label, stroke: () => Charts.colour(i), width: 1.5, points: { show: false },
          paths: uPlot.paths.stepped({ align: -1 }), value: (u, value) => number(value),
        }))],
    });
  }

  async function load() {
    const answer = await fetch(series).catch(() => null);
    if (!answer?.ok) return;
    const points = await answer.json();
    const step = series === "hour" ? 10 : 60;
    // The first part has a beginning, too: without it there would be no step.
    if (points.length) points.unshift({ ...points[0], second: points[0].second - step });
    const x = points.map(point => startedAt + point.second);
    LINES.forEach(([title, scale, lines], i) => {
      const data = [x, ...lines.map(([, figure]) => points.map(point => figure(point) ?? null))];
      if (charts[i]) charts[i].data = data;
      else charts[i] = Charts.place($("charts"), title, make(scale, lines), data);
    });
    requestAnimationFrame(() => {
      Charts.draw();
      charts.forEach(({ plot }) => { if (plot.cursor.left < 0) plot.setLegend({ idx: x.length - 1 }); });
    });
  }

  function choose(which) {
    series = which;
    for (const id of ["hour", "day"]) $(id).setAttribute("aria-pressed", id === which);
    load();
  }

  async function look() {
    const answer = await fetch("status").catch(() => null);
    $("gone").hidden = answer?.ok === true;
    if (!answer?.ok) return;
    show(await answer.json());
    if (Date.now() - seen > SERIES_MILLIS) {
      seen = Date.now();
      load();
    }
  }

  $("hour").onclick = () => choose("hour");
  $("day").onclick = () => choose("day");
  setInterval(() => { if (!document.hidden) look(); }, LOOK_MILLIS);
  addEventListener("focus", look);
  look();
})();
