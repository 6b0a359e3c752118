"use strict";
// The list of stored results: search, order, runs laid over each other, how a run changed over weeks.
(() => {
  const $ = id => document.getElementById(id);
  const number = Charts.number;
  const millis = value => value == null ? "–" : value >= 1000 ? number(value / 1000) + " s" : number(value) + " ms";
  const when = text => text == null ? "–" : new Date(text).toLocaleString("sv").slice(0, 16);

  const LOOK_MILLIS = 5000;
  let sure = false, told = "", results = [], chosen = new Set(), most = 8;
  let order = { column: "started", rising: false };

  // --- columns ---

  const of = figure => result => result.run ? result.run[figure] : null;
  const columns = [
    { id: "name", title: "Result", value: result => result.name, cell: link },
    { id: "started", title: "Started", value: result => result.startedAt, cell: result => when(result.startedAt), figure: true },
    { id: "rate", title: "Records/s", value: of("recordsPerSecond"), cell: rate, figure: true },
    { id: "p50", title: "p50", value: of("p50Millis"), cell: result => result.run ? millis(result.run.p50Millis) : "", figure: true },
    { id: "p99", title: "p99", value: of("p99Millis"), cell: result => result.run ? millis(result.run.p99Millis) : "", figure: true },
    { id: "verdict", title: "Verdict", value: of("verdict"), cell: verdict, figure: true },
    { id: "limit", title: "Limited by", value: of("limitedBy"), cell: result => result.run?.limitedBy ?? "" },
    { id: "tags", title: "Tags", value: result => result.tags.join(" "), cell: tags },
  ];

  function link(result) {
    const cell = document.createElement("span");
    const anchor = Object.assign(document.createElement("a"), {
      textContent: result.name, target: "_blank", rel: "noopener", href: "report?id=" + encodeURIComponent(result.id),
    });
    cell.append(result.problem ? result.name : anchor);
    const place = result.id === result.name ? [] : [result.id];
    const more = [...place, ...(result.kind === "experiment" ? ["experiment"] : []), ...(result.problem ? [result.problem] : [])];
    cell.append(Object.assign(document.createElement("p"), { className: "soft", textContent: more.join(", ") }));
    return cell;
  }

  function toned(text, well) {
    return Object.assign(document.createElement("span"), { textContent: text, className: well == null ? "" : well ? "good" : "bad" });
  }

  function rate({ run }) {
    if (!run) return "";
    const asked = run.targetRecordsPerSecond;
    return toned(number(run.recordsPerSecond) + (asked == null ? "" : " of " + number(asked)), run.rateMet === false ? false : null);
  }

  // Without a verification it is what the brokers have counted.
  function verdict({ run, going }) {
    if (!run) return "";
    if (going) return "running";
    if (!run.complete) return toned("not complete", false);
    if (run.verdict) return toned(run.verdict, run.verdict === "CLEAN" ? true : run.verdict === "BROKEN" ? false : null);
    if (run.storedAgrees === false) return toned("stored disagrees", false);
    return run.storedAgrees ? "stored ✓" : "";
  }

  function tags(result) {
    const cell = document.createElement("span");
    cell.append(...result.tags.map(tag => Object.assign(document.createElement("span"), { className: "tag", textContent: tag })));
    return cell;
  }

  // --- the list ---

  // Each word must stand somewhere; a tag is found by KEY, KEY=VALUE or VALUE.
  function found() {
    const words = $("search").value.toLowerCase().split(/\s+/).filter(word => word);
    const text = result => [result.id, result.name, result.kind, result.startedAt, ...result.tags, result.problem,
      result.run?.limitedBy, result.run?.verdict].join(" ").toLowerCase();
    const column = columns.find(each => each.id === order.column);
    const shown = results.filter(result => words.every(word => text(result).includes(word)));
    const compare = (one, other) => one === other ? 0 : one == null ? 1 : other == null ? -1
      : (one < other ? -1 : 1) * (order.rising ? 1 : -1);
    return shown.sort((one, other) => compare(column.value(one), column.value(other)));
  }

  function heads() {
    const cells = columns.map(column => {
      const head = document.createElement("th");
      head.setAttribute("aria-sort", column.id !== order.column ? "none" : order.rising ? "ascending" : "descending");
      const button = Object.assign(document.createElement("button"), { textContent: column.title });
      button.onclick = () => {
        order = { column: column.id, rising: order.column === column.id ? !order.rising : column.id === "name" };
        draw();
      };
      head.append(button);
      return head;
    });
    $("heads").replaceChildren(document.createElement("th"), ...cells);
  }

  function row(result) {
    const row = document.createElement("tr"), choice = document.createElement("td");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: chosen.has(result.id) });
    box.disabled = result.id === "." || (result.kind === "run" && !result.run);
    box.setAttribute("aria-label", "Choose " + result.name + " " + when(result.startedAt));
    box.onchange = () => {
      sure = false;
      if (box.checked) chosen.add(result.id);
      else chosen.delete(result.id);
      buttons();
    };
    choice.append(box);
    row.append(choice, ...columns.map(column => {
      const cell = document.createElement("td");
      if (column.figure) cell.className = "figure";
      cell.append(column.cell(result));
      return cell;
    }));
    return row;
  }

  function runs() {
    return results.filter(result => chosen.has(result.id) && result.run);
  }

  function buttons() {
    const count = runs().length;
    $("overlay").disabled = count < 1 || count > most;
    $("overlay").title = count > most ? `At most ${most} runs` : "";
    $("trend").disabled = trendOf().length < 2;
    $("delete").disabled = chosen.size === 0;
    $("delete").textContent = sure ? `Really delete ${chosen.size}?` : chosen.size ? `Delete ${chosen.size}` : "Delete";
  }

  // What is not shown is not chosen: nobody would know what is deleted.
  function draw() {
    const shown = found();
    const before = chosen.size;
    chosen = new Set(shown.map(result => result.id).filter(id => chosen.has(id)));
    if (chosen.size !== before) sure = false;
    heads();
    $("rows").replaceChildren(...shown.map(row));
    $("count").textContent = shown.length === results.length ? `${results.length} results` : `${shown.length} of ${results.length} results`;
    $("none").hidden = shown.length > 0;
    $("none").textContent = results.length ? "No result has all of these words." : "There is no result here yet: datastorm run makes one.";
    buttons();
  }

  async function load() {
    const answer = await fetch("results").catch(() => null);
    $("lost").hidden = Boolean(answer?.ok);
    if (!answer?.ok) return;
    const text = await answer.text();
    if (text === told) return;
    told = text;
    const all = JSON.parse(text);
    results = all.results;
    most = all.mostCompared;
    $("title").textContent = "Results in " + all.root;
    chosen = new Set([...chosen].filter(id => results.some(result => result.id === id)));
    draw();
  }

  function alarm(words) {
    $("alarms").append(Object.assign(document.createElement("p"), { className: "alarm", textContent: words }));
  }

  // --- charts ---

  function open(title, note) {
    Charts.clear();
    $("charts").replaceChildren();
    $("charts-title").textContent = title;
    $("charts-note").textContent = note;
    $("charts-section").hidden = false;
    $("charts-section").scrollIntoView({ block: "start" });
  }

  async function overlay() {
    const ids = runs().map(result => "id=" + encodeURIComponent(result.id)).join("&");
    const answer = await fetch("compare?" + ids).catch(() => null);
    if (!answer?.ok) return alarm("The runs could not be read.");
    const { charts: specs, missing } = await answer.json();
    if (missing.length) alarm("Left out, because this version of DataStorm cannot read them: " + missing.join(", "));
    open("Runs beside each other", "What two single runs show is no verdict: datastorm lab repeats runs and tells differences from noise.");
    specs.forEach(spec => Figures.draw($("charts"), spec));
    requestAnimationFrame(Charts.draw);
  }

  // Of the runs that are chosen; else of all runs of the list that have the name of the first one.
  function trendOf() {
    const some = found().filter(result => result.run), picked = runs();
    const name = (picked[0] ?? some[0])?.name;
    return (picked.length > 1 ? picked : some).filter(result => result.name === name && result.run.complete && result.startedAt)
      .sort((one, other) => one.startedAt < other.startedAt ? -1 : 1);
  }

  function trend() {
    const over = trendOf();
    open(`Trend of ${over[0].name}`, `${over.length} runs, from ${when(over[0].startedAt)} to ${when(over[over.length - 1].startedAt)}`);
    const days = over.map(result => Date.parse(result.startedAt) / 1000);
    const figures = [["Throughput, records/s", "recordsPerSecond", Charts.upward], ["p50, ms", "p50Millis", Charts.logarithmic([])],
      ["p99, ms", "p99Millis", Charts.logarithmic([])], ["Slowest, ms", "maxMillis", Charts.logarithmic([])]];
    figures.forEach(([title, figure, scale]) => Charts.place($("charts"), title, width => ({
      width, height: Charts.height,
      scales: { x: { time: true }, y: scale },
      axes: [Charts.axis({ size: 34, space: 90, values: dates }), Charts.axis({ size: 60, values: Charts.labels })],
      legend: { show: false },
      series: [{}, { stroke: () => Charts.colour(0), width: 1.5, points: { show: true, size: 7, fill: () => Charts.colour(0) } }],
    }), [days, over.map(result => result.run[figure])]));
  }

  // A day, or a time of a day where ticks are closer.
  function dates(u, ticks, axis, space, seconds) {
    const [from, to] = seconds >= 86400 ? [0, 10] : seconds >= 60 ? [5, 16] : [11, 19];
    return ticks.map(tick => new Date(tick * 1000).toLocaleString("sv").slice(from, to));
  }

  // --- controls ---

  async function remove() {
    $("alarms").replaceChildren();
    if (!sure) {
      sure = true;
      buttons();
      setTimeout(() => { sure = false; buttons(); }, 4000);
      return;
    }
    sure = false;
    for (const id of [...chosen]) {
      const answer = await fetch("delete?id=" + encodeURIComponent(id), { method: "POST" }).catch(() => null);
      if (!answer?.ok) alarm(`${id} was not deleted: ${answer ? await answer.text() : "there is no connection"}.`);
    }
    await load();
  }

  $("overlay").onclick = overlay;
  $("trend").onclick = trend;
  $("delete").onclick = remove;
  $("close").onclick = () => { $("charts-section").hidden = true; };
  try {
    $("search").value = decodeURIComponent(location.hash.slice(1));
  } catch {
    // Somebody wrote it by hand.
  }
  $("search").oninput = () => {
    history.replaceState(null, "", "#" + encodeURIComponent($("search").value));
    draw();
  };
  addEventListener("keydown", event => { if (event.key === "Escape") Charts.whole(); });
  addEventListener("focus", load);
  setInterval(() => { if (!document.hidden) load(); }, LOOK_MILLIS);
  load();
})();
