"use strict";
// Charts over time that share their zoom and their cursor, and may grow; and what all other charts have in common.
const Charts = (() => {
  // Okabe and Ito: told apart with any kind of colour blindness.
  const LIGHT = ["#0072b2", "#d55e00", "#009e73", "#a64d86", "#b07800", "#3a8fc4", "#5b6577", "#7a5a44"];
  const DARK = ["#56b4e9", "#ff8c42", "#3fd0a4", "#e08fc2", "#f0c050", "#9fd3f5", "#b5bfce", "#d0a38e"];
  const HEIGHT = 230, PAPER = 660;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
  const plain = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
  const number = value => value == null ? "–"
    : Math.abs(value) >= 10000 ? compact.format(value).replace("K", " k").replace("M", " M") : plain.format(value);
  const ink = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = i => (dark.matches && !printing ? DARK : LIGHT)[i % LIGHT.length];

  const all = [];
  const bands = [];
  // By timeline: what another clock shows has no place in it.
  const zooms = new Map();
  let zoomed = () => {};

  function setZoom(range, timeline) {
    if (range) zooms.set(timeline, range);
    else zooms.clear();
    all.forEach(chart => chart.plot.setData(chart.data));
    zoomed(zooms.size > 0);
  }

  // A second begins before its number. A run that has just begun fills a part of its ten seconds only.
  const seconds = spec => (u, low, high) => {
    const zoom = zooms.get(spec.timeline ?? "run");
    if (zoom) return zoom;
    const first = Math.floor(low ?? 0);
    return [first, Math.max(high ?? 0, first + (spec.whole ? 1 : 10))];
  };

  // What was measured in a second holds for all of it: no slope leads to it.
  const steps = uPlot.paths.stepped({ align: -1 });

  const drawBands = bands => u => {
    const ctx = u.ctx, ratio = devicePixelRatio, ends = [];
    ctx.save();
    ctx.beginPath();
    ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
    ctx.clip();
    ctx.font = `${11 * ratio}px system-ui, sans-serif`;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    for (const band of bands) {
      const last = u.data[0][u.data[0].length - 1];
      const from = u.valToPos(band.from, "x", true), to = u.valToPos(band.until ?? last, "x", true);
      if (to < u.bbox.left || from > u.bbox.left + u.bbox.width) continue;
      ctx.fillStyle = ink(band.name.startsWith("note: ") ? "--brand" : "--alarm-ink");
      ctx.globalAlpha = 0.14;
      ctx.fillRect(from, u.bbox.top, Math.max(2 * ratio, to - from), u.bbox.height);
      ctx.globalAlpha = 1;
      const width = ctx.measureText(band.name).width;
      const left = Math.max(u.bbox.left, Math.min(Math.max(to, from + 2 * ratio) + 3 * ratio, u.bbox.left + u.bbox.width - width));
      let row = ends.findIndex(end => end < left);
      if (row < 0) row = ends.length;
      ends[row] = left + width + 6 * ratio;
      ctx.fillText(band.name, left, u.bbox.top + (12 + 14 * row) * ratio);
    }
    ctx.restore();
  };

  function drawLimits(limits) {
    return u => limits.forEach(limit => {
      const y = u.valToPos(limit.value, "y", true);
      if (!(y >= u.bbox.top && y <= u.bbox.top + u.bbox.height)) return;
      const ctx = u.ctx, ratio = devicePixelRatio;
      ctx.save();
      ctx.strokeStyle = ctx.fillStyle = ink("--warn");
      ctx.setLineDash([2 * ratio, 3 * ratio]);
      ctx.textAlign = "right";
      ctx.textBaseline = "alphabetic";
      ctx.beginPath();
      ctx.moveTo(u.bbox.left, y);
      ctx.lineTo(u.bbox.left + u.bbox.width, y);
      ctx.stroke();
      ctx.font = `${11 * ratio}px system-ui, sans-serif`;
      ctx.fillText(limit.name, u.bbox.left + u.bbox.width - 4 * ratio, y - 3 * ratio);
      ctx.restore();
    });
  }

  function axis(extra) {
    return {
      stroke: ink("--soft"), grid: { stroke: ink("--line"), width: 1 }, ticks: { stroke: ink("--line"), width: 1 },
      font: "12px system-ui, sans-serif", ...extra,
    };
  }

  // Seconds, and minutes or hours where a number of seconds says nothing.
  const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800];
  function times(u, ticks) {
    const seconds = u.scales.x.max - u.scales.x.min;
    const [unit, name] = seconds <= 600 ? [1, ""] : seconds <= 10800 ? [60, " min"] : [3600, " h"];
    return ticks.map(tick => plain.format(tick / unit) + (tick ? name : ""));
  }

  const labels = (u, ticks) => ticks.map(tick => tick == null ? "" : number(tick));

  function options(spec, width) {
    const timeline = spec.timeline ?? "run";
    const scales = { x: { time: false, range: seconds(spec) }, ...spec.scales() };
    return {
      width, height: HEIGHT, scales,
      cursor: { sync: { key: timeline }, drag: { x: true, y: false, setScale: false },
                bind: { dblclick: () => () => setZoom(null) } },
      axes: [axis({ size: 34, incrs: STEPS, values: times }), ...spec.axes.map(each => axis({ size: 60, values: labels, ...each }))],
      series: [{ label: "second", value: (u, at) => at == null ? "–" : number(Math.ceil(at)) }, ...spec.series.map((each, i) => ({
        label: each.name, scale: each.scale ?? "y", stroke: () => each.reference ? ink("--soft") : colour(i), width: each.width ?? 1.5, paths: steps,
        dash: each.reference || i >= LIGHT.length ? [6, 4] : [], points: { show: false }, spanGaps: false,
        show: each.show ?? true, value: (u, value) => (each.text ?? number)(value),
      }))],
      hooks: {
        drawClear: spec.under ? [spec.under] : [],
        draw: [drawBands(spec.bands ?? bands), drawLimits(spec.limits ?? [])],
        setSelect: [u => {
          if (u.select.width < 4) return;
          const range = [u.posToVal(u.select.left, "x"), u.posToVal(u.select.left + u.select.width, "x")];
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          setZoom(range, timeline);
        }],
      },
    };
  }

  // For a screen reader, and for who wants numbers.
  function table(chart) {
    if (!chart.body?.closest("details").open) return;
    const rows = chart.spec.series.map((series, i) => {
      const values = chart.data[i + 1].filter(value => value != null);
      const extreme = pick => values.length ? values.reduce((one, other) => pick(one, other)) : null;
      return [series.name, ...[values[values.length - 1], extreme(Math.min), extreme(Math.max)].map(series.text ?? number)];
    });
    chart.body.replaceChildren(...rows.map(([name, ...figures]) => {
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.textContent = name;
      row.append(head, ...figures.map(figure => {
        const cell = document.createElement("td");
        cell.textContent = figure;
        return cell;
      }));
      return row;
    }));
  }

  function frame(title, figures) {
    const figure = document.createElement("figure");
    figure.innerHTML = "<figcaption></figcaption><div></div>" + (figures ? "<details><summary>Figures</summary><table>"
      + "<thead><tr><th>Series</th><th>Last</th><th>Least</th><th>Most</th></tr></thead><tbody></tbody></table></details>" : "");
    figure.querySelector("figcaption").textContent = title;
    figure.querySelector("table")?.setAttribute("aria-label", title);
    figure.querySelector("details")?.addEventListener("toggle", draw);
    return figure;
  }

  /** Puts a chart there: make(width) gives uPlot's options. */
  function place(parent, title, make, data, figures) {
    const figure = frame(title, figures);
    parent.append(figure);
    const div = figure.querySelector("div");
    const chart = { place: div, body: figure.querySelector("tbody"), data, make };
    chart.plot = new uPlot(make(div.clientWidth), chart.data, div);
    all.push(chart);
    // Without a cursor the legend has the last second.
    div.addEventListener("mouseleave", () => legend(chart));
    new ResizeObserver(() => {
      if (!printing && chart.plot.width !== div.clientWidth) chart.plot.setSize({ width: div.clientWidth, height: HEIGHT });
    }).observe(div);
    return chart;
  }

  /**
   * Adds a chart over time: spec has title, series, scales(), axes, under (drawn below the lines), limits, bands (those
   * of faults that are told if it has none), timeline, and whether it is the whole of one that does not grow.
   */
  function add(parent, spec) {
    const chart = place(parent, spec.title, width => options(spec, width), [[], ...spec.series.map(() => [])], true);
    chart.spec = spec;
    return chart;
  }

  /** Forgets all charts. */
  function clear() {
    all.splice(0).forEach(chart => chart.plot.destroy());
    zooms.clear();
  }

  /** A second's figures, one for each series; they hold for some seconds up to there. */
  function push(chart, second, figures, held = 1) {
    // A second after a gap, or the first one, has a beginning, too: without it there would be no step.
    const before = chart.data.slice(1).map(values => values[values.length - 1]);
    const begins = figures.some((figure, i) => figure != null && before[i] == null);
    const seconds = begins ? [second - 0.999 * held, second] : [second];
    chart.data[0].push(...seconds);
    figures.forEach((figure, i) => chart.data[i + 1].push(...seconds.map(() => figure ?? null)));
  }

  /** One more line in a chart that is there. */
  function addSeries(chart, series) {
    chart.spec.series.push(series);
    chart.data.push(chart.data[0].map(() => null));
    rebuild(chart);
  }

  function rebuild(chart, width) {
    chart.plot.destroy();
    chart.plot = new uPlot(chart.make(width ?? chart.place.clientWidth), chart.data, chart.place);
    legend(chart);
  }

  function legend(chart) {
    if (chart.spec) chart.plot.setLegend({ idx: chart.data[0].length - 1 });
  }

  function draw() { all.forEach(chart => {
    chart.plot.setData(chart.data);
    if (chart.plot.cursor.left < 0) legend(chart);
    table(chart);
  }); }

  // Paper has its own width, and no dark side.
  let printing = false;
  function print(on) {
    printing = on;
    document.documentElement.classList.toggle("print", on);
    all.forEach(chart => rebuild(chart, on ? PAPER : null));
  }
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));

  /** A fault: it lasts for a second, or until its end is told. */
  function fault(second, name, ends) {
    const whole = name.replace(/^end of /, "");
    const begun = name === whole ? null : bands.findLast(band => band.name === whole && band.until == null);
    if (begun) begun.until = second - 1;
    else bands.push({ from: second - 1, until: ends ? null : second, name });
  }

  dark.addEventListener("change", () => all.forEach(chart => rebuild(chart)));

  const upward = { range: (u, low, high) => [0, (high || 1) * 1.1] };
  const logarithmic = limits => ({ distr: 3, range: (u, low, high) => {
    const values = [low, high, ...limits.map(limit => limit.value)].filter(value => value > 0);
    return values.length ? uPlot.rangeLog(Math.min(...values), Math.max(...values), 10, false) : [1, 100];
  } });

  return {
    add, push, addSeries, clear, draw, number, fault, place, axis, labels, colour, ink, upward, logarithmic, height: HEIGHT,
    fewer: i => i >= LIGHT.length, whole: () => setZoom(null), onZoom: told => { zoomed = told; },
  };
})();
